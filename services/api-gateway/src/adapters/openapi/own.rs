//! The gateway's own document: sign-in and session. The services' documents are merged into it.

use serde_json::{Value, json};

use crate::domain::routes::RateClass;

/// What the gateway answers itself, and its limits.
#[must_use]
pub fn own(classes: &[RateClass]) -> Value {
    let limits: Vec<Value> = classes.iter().map(limit).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "PackyTrace",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What a food package says, where it comes from and what it costs the planet.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "x-rate-limits": limits,
        "paths": {
            "/api/v1/session": { "get": session() },
            "/auth/login": { "get": login() },
            "/auth/register": { "get": register() },
            "/auth/callback": { "get": callback() },
            "/auth/logout": { "post": logout() },
        },
        "components": {
            "schemas": { "Session": session_schema() },
            "securitySchemes": {
                "accessToken": {
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "An access token of client `packytrace-web` with audience `packytrace-api`.",
                },
            },
        },
    })
}

fn limit(class: &RateClass) -> Value {
    json!({
        "name": class.name, "windowSeconds": class.visitor.window.as_secs(),
        "perVisitor": class.visitor.limit, "perAccount": class.account.limit, "perAddress": class.address.limit,
    })
}

fn session() -> Value {
    json!({
        "operationId": "session", "tags": ["Session"], "summary": "Who is signed in", "x-who": "anyone",
        "responses": { "200": {
            "description": "Nobody, or an account.",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Session" } } },
        } },
    })
}

fn session_schema() -> Value {
    let id = || json!({ "type": "string", "format": "uuid" });
    json!({
        "type": "object",
        "required": ["signedIn"],
        "properties": {
            "signedIn": { "type": "boolean", "description": "Whether someone is signed in." },
            "pending": {
                "type": "boolean",
                "description": "There is a session, but nobody can say right now whose: ask again in a moment.",
            },
            "account": {
                "type": "object", "required": ["accountId", "displayName"],
                "properties": { "accountId": id(), "displayName": { "type": ["string", "null"] } },
            },
            "roles": { "type": "array", "items": { "type": "string", "enum": ["consumer", "brand_user"] } },
            "brand": {
                "type": ["object", "null"], "required": ["brandId", "name"],
                "properties": { "brandId": id(), "name": { "type": "string" } },
            },
        },
    })
}

fn query(name: &str, description: &str) -> Value {
    json!({ "name": name, "in": "query", "description": description, "schema": { "type": "string" } })
}

fn way_back() -> Value {
    query("returnTo", "Where to go on afterwards: a path of this site; anything else is `/`.")
}

fn language() -> Value {
    query("locale", "The language of the pages: `en`, `it`, `de`.")
}

fn login() -> Value {
    json!({
        "operationId": "signIn", "tags": ["Session"], "summary": "Sign in", "x-who": "anyone",
        "description": "For browsers.",
        "parameters": [way_back(), query("fresh", "`1`: prove anew who you are."), language()],
        "responses": { "302": {
            "description": "To the sign-in page; to `/auth?error=unavailable` while it cannot be reached.",
        } },
    })
}

fn register() -> Value {
    json!({
        "operationId": "register", "tags": ["Session"], "summary": "Make an account", "x-who": "anyone",
        "description": "For browsers.",
        "parameters": [way_back(), language()],
        "responses": { "302": { "description": "As when signing in." } },
    })
}

fn callback() -> Value {
    json!({
        "operationId": "signInReturn", "tags": ["Session"], "summary": "Come back from the sign-in page",
        "x-who": "anyone", "description": "For browsers, once.",
        "parameters": [query("code", "Proof of the sign-in."), query("state", "Ties it to this browser.")],
        "responses": { "302": {
            "description": "To `returnTo`, signed in; or to `/auth?error=` with `expired`, `denied`, `unavailable` or `failed`.",
        } },
    })
}

fn logout() -> Value {
    json!({
        "operationId": "signOut", "tags": ["Session"], "summary": "Sign out", "x-who": "anyone",
        "description": "Ends the session here and at the sign-in service. A form of our own page may be sent here; \
                        everything else needs `X-Packytrace: 1`.",
        "responses": { "303": { "description": "To `/`." } },
    })
}
