# PackyTrace: every task of the house. `make help` lists them.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

WEB := client/web-app
CACHE := $(or $(PACKYTRACE_CACHE),$(CURDIR)/.local/cache)
# The pinned Node first on PATH, once `fleet fetch` has brought it.
NODE := PATH="$(CACHE)/node/bin:$$PATH"
TARGET = $(shell cargo metadata --no-deps --offline --format-version 1 | grep -o '"target_directory":"[^"]*"' | cut -d '"' -f 4)
FLEET = $(TARGET)/release/fleet
DEV_FLEET = $(TARGET)/debug/fleet

.PHONY: help
help: ## List the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

## Running the system

.PHONY: up
up: check ## Fetch, build and start everything; prints one URL
	cargo build --release --workspace --bins
	$(FLEET) fetch
	@$(MAKE) web
	$(FLEET) up

.PHONY: down
down: ## Stop the system; its data stay
	@$(FLEET) down

.PHONY: reset
reset: ## Stop the system and drop its data (asks first)
	@$(FLEET) reset

.PHONY: status
status: ## Show what runs
	@$(FLEET) status

.PHONY: demo-history
demo-history: ## Tell ninety invented days of the demo brand; `make up` does so on its first start
	@$(FLEET) demo-history

.PHONY: check
check: ## Say what this machine lacks to run the system
	@deployment/local/check

## Building the web app

.PHONY: web
web: $(WEB)/build/shell.html ## Build the web app when it has changed

$(WEB)/build/shell.html: $(WEB)/node_modules/.package-lock.json $(shell find $(WEB) contracts -type f \
		-not -path '*/node_modules/*' -not -path '*/build/*' -not -path '*/.svelte-kit/*' 2>/dev/null)
	cd $(WEB) && $(NODE) npm run build
	@touch $@

$(WEB)/node_modules/.package-lock.json: $(WEB)/package-lock.json
	cd $(WEB) && $(NODE) npm ci
	@touch $@

## Checking

.PHONY: test
test: ## Check everything a change could break
	@deployment/local/check tools
	@$(MAKE) lint-rust
	@$(MAKE) build-tests
	$(DEV_FLEET) fetch
	@$(MAKE) web
	@$(MAKE) lint-web
	@$(MAKE) test-rust
	@$(MAKE) test-web
	@$(MAKE) test-browser

# Services and tests in one build: apart, cargo would choose other features and compile what is below them twice.
.PHONY: build-tests
build-tests:
	cargo build --workspace --bins --tests

.PHONY: test-rust
test-rust: build-tests ## Rust tests, with a PostgreSQL, Kafka, Keycloak and mail server of their own
	$(DEV_FLEET) test-env -- cargo test --workspace

.PHONY: test-web
test-web: $(WEB)/node_modules/.package-lock.json ## Web app and generated types: unit tests
	cd contracts/typescript && $(NODE) npm ci && $(NODE) npm run check
	cd $(WEB) && $(NODE) npm test

.PHONY: test-browser
test-browser: build-tests web ## Journeys in a real browser against a system of their own
	export CHROMIUM="$$(deployment/local/chromium)"; cd $(WEB); \
	$(NODE) $(DEV_FLEET) test-env --services -- npm run e2e

.PHONY: lint
lint: lint-rust lint-web ## Formatting and lints; warnings are errors

.PHONY: lint-rust
lint-rust:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings

.PHONY: lint-web
lint-web: $(WEB)/node_modules/.package-lock.json
	cd $(WEB) && $(NODE) npm run check && $(NODE) npm run lint

.PHONY: fmt
fmt: ## Format everything
	cargo fmt --all
	cd $(WEB) && $(NODE) npm run format

.PHONY: prepare-sql
prepare-sql: ## Check every query against the migrated schema and note its types in .sqlx
	cargo build -p fleet
	$(DEV_FLEET) test-env -- deployment/local/prepare-sql

.PHONY: bench
bench: ## Figures, each beside its goal; needs nginx and wrk for the gateway's, pgbench for the fridge's
	cargo bench --workspace --bench parse --bench verdict --bench fridge
	cargo build --release --workspace --bins
	cargo build --profile production --workspace --bin api-gateway
	$(TARGET)/release/gateway-bench --gateway $(TARGET)/production/api-gateway
	$(TARGET)/release/release-bench --pipeline $(TARGET)/release/measurement-pipeline
	$(TARGET)/release/system-bench
	$(TARGET)/release/fridge-bench
