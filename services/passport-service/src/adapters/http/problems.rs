//! What went wrong, in the words and codes that the API publishes.

use axum::http::{HeaderName, HeaderValue, StatusCode};
use service_kit::problem::Problem;
use tracing::error;

use crate::{
    application::{
        ports::{CommandError, StoreError},
        record_scan::RecordScanError,
    },
    domain::code::InvalidCode,
};

/// A code that names no product: what is wrong, and where.
pub(super) fn invalid_code(code: &InvalidCode, pointer: Option<&str>) -> Problem {
    let problem = Problem::new(StatusCode::BAD_REQUEST, "invalid-code")
        .title("This is not the code of a product")
        .detail(code.detail.clone())
        .with("reason", code.reason)
        .with("at", code.at.map_or(serde_json::Value::Null, serde_json::Value::from));
    match pointer {
        Some(pointer) => problem.error(pointer, code.detail.clone()),
        None => problem,
    }
}

/// Nobody knows the GTIN, or its source cannot be asked.
pub(super) fn unknown_product() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-product")
        .title("Unknown product")
        .detail("No source knows a product with this number yet.")
}

/// There is no such scan for this caller.
pub(super) fn unknown_scan() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-scan").detail("You have no scan with this id.")
}

/// The store's failure, logged once, here.
pub(super) fn store(failure: &StoreError) -> Problem {
    match failure {
        StoreError::Unavailable(cause) => {
            error!(cause = &**cause as &dyn std::error::Error, "the store is not available");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
                .title("Please try again in a moment")
                .detail("Our catalog does not answer at the moment.")
        }
        StoreError::Failed(cause) => {
            error!(cause = &**cause as &dyn std::error::Error, "the store failed");
            Problem::internal()
        }
    }
}

/// Tells the gateway that the visitor was erased: the browser gets a new one with this answer.
pub(super) fn visitor_ends() -> (HeaderName, HeaderValue) {
    (HeaderName::from_static("session-ends"), HeaderValue::from_static("visitor"))
}

fn erased() -> Problem {
    let (name, value) = visitor_ends();
    Problem::new(StatusCode::GONE, "visitor-erased")
        .title("Please try that again")
        .detail("What we had from this browser was erased, so it starts anew. The next try will work.")
        .header(name, value)
}

pub(super) fn command(failure: &CommandError) -> Problem {
    match failure {
        CommandError::KeyReused => Problem::new(StatusCode::CONFLICT, "idempotency-key-reused")
            .detail("This Idempotency-Key was used for another request within the last day."),
        CommandError::Erased => erased(),
        CommandError::Store(failure) => store(failure),
    }
}

pub(super) fn record_scan(failure: &RecordScanError) -> Problem {
    match failure {
        RecordScanError::InvalidCode(code) => invalid_code(code, Some("/raw")),
        RecordScanError::Gone => unknown_scan(),
        RecordScanError::Command(failure) => command(failure),
    }
}
