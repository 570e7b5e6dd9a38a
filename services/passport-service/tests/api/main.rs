//! The service's API on real PostgreSQL, as the role that serves: each test has a database of its own.
#![cfg(test)]

#[path = "../support/mod.rs"]
mod support;

mod batch;
mod database;
mod hostile;
mod idempotency;
mod life_cycles;
mod long_poll;
mod lookups;
mod pages;
mod products;
mod recalls;
mod resolver;
mod resolver_cases;
mod resolver_links;
mod rights;
mod scans;
mod service;
mod source_double;
mod workspace;
