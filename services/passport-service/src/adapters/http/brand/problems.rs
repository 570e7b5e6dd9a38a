//! What went wrong in the workspace, in the words and codes that the API publishes.

use axum::http::{HeaderValue, StatusCode, header};
use service_kit::problem::Problem;

use crate::{adapters::http::problems as common, application::workspace::WorkspaceError};

/// Nobody is signed in.
pub(super) fn sign_in_required() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "sign-in-required").detail("Please sign in first.")
}

/// The caller acts for no brand.
pub(super) fn forbidden() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden").detail("Only a brand's users may do this.")
}

/// The brand has no such product, whoever else may have it.
pub(super) fn unknown_product() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-product")
        .title("Unknown product")
        .detail("Your brand has no product with this number.")
}

fn not_ready() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "brand-pending")
        .title("Please try again in a moment")
        .detail("Your brand is being set up here.")
        .header(header::RETRY_AFTER, HeaderValue::from_static("2"))
}

fn outside_prefix() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "gtin-outside-prefix")
        .title("Not a number of your brand")
        .detail("This GTIN does not begin with one of your brand's GS1 company prefixes.")
        .error("/gtin", "begins with none of your brand's prefixes")
}

/// Something is there already.
pub(super) fn precondition_required() -> Problem {
    Problem::new(StatusCode::PRECONDITION_REQUIRED, "precondition-required")
        .detail("There is something already: say by If-Match which version you replace.")
}

/// Why nothing was changed; `current` is what stands there instead, with its version.
pub(super) fn workspace<C>(
    failure: WorkspaceError<C>,
    current: impl FnOnce(&C) -> (serde_json::Value, HeaderValue),
) -> Problem {
    match failure {
        WorkspaceError::NotReady => not_ready(),
        WorkspaceError::OutsidePrefix => outside_prefix(),
        WorkspaceError::Unknown => unknown_product(),
        WorkspaceError::Exists => Problem::new(StatusCode::CONFLICT, "product-exists")
            .detail("Your brand has a product with this number already.")
            .error("/gtin", "is in your catalog already"),
        WorkspaceError::Unkeepable(faults) => {
            let problem = Problem::bad_request("The product does not fit.");
            faults.into_iter().fold(problem, |problem, fault| problem.error(fault.pointer, fault.detail))
        }
        WorkspaceError::Invalid(faults) => {
            let problem = Problem::new(StatusCode::BAD_REQUEST, "invalid-product")
                .title("The product cannot be published so")
                .detail("Some of its facts are missing or contradict each other. A draft may be saved all the same.");
            faults.into_iter().fold(problem, |problem, fault| problem.error(fault.pointer, fault.detail))
        }
        WorkspaceError::NotNamed => precondition_required(),
        WorkspaceError::Stale(there) => stale(there.as_deref().map(current)),
        WorkspaceError::Command(failure) => common::command(&failure),
    }
}

fn stale(there: Option<(serde_json::Value, HeaderValue)>) -> Problem {
    let problem = Problem::new(StatusCode::PRECONDITION_FAILED, "stale")
        .title("It has changed")
        .detail("Somebody else changed it since you read it.");
    match there {
        Some((current, etag)) => problem.with("current", current).header(header::ETAG, etag),
        None => problem.with("current", serde_json::Value::Null),
    }
}
