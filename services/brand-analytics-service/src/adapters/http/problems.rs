//! What went wrong, in the words and codes that the API publishes. Failures are logged here, once.

use axum::http::StatusCode;
use service_kit::problem::Problem;
use tracing::error;

use crate::{
    application::{ports::StoreError, read_insights::ReadInsightsError},
    domain::period::PeriodFault,
};

/// Nobody is signed in.
pub(super) fn sign_in_required() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "sign-in-required").detail("Please sign in first.")
}

/// The caller acts for no brand.
pub(super) fn forbidden() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden").detail("Only who acts for a brand may see this.")
}

/// A parameter that does not fit.
pub(super) fn parameter(name: &str, detail: impl Into<String>) -> Problem {
    Problem::bad_request("A parameter does not fit.").error(format!("/{name}"), detail)
}

fn unknown_product() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-product")
        .title("Nothing is released of this product")
        .detail("No number was ever released to your brand for a product with this GTIN.")
}

fn period(fault: PeriodFault) -> Problem {
    let name = match fault {
        PeriodFault::Unlikely => "from",
        PeriodFault::Reversed | PeriodFault::TooLong => "to",
    };
    parameter(name, fault.to_string())
}

/// Why there is no table.
pub(super) fn read_insights(failure: &ReadInsightsError) -> Problem {
    match failure {
        ReadInsightsError::UnknownProduct => unknown_product(),
        ReadInsightsError::Period(fault) => period(*fault),
        ReadInsightsError::Store(failure) => store(failure),
    }
}

fn store(failure: &StoreError) -> Problem {
    match failure {
        StoreError::Unavailable(cause) => {
            error!(cause = &**cause as &dyn std::error::Error, "the store is not available");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
                .title("Please try again in a moment")
                .detail("Our store does not answer at the moment.")
        }
        StoreError::Failed(cause) => {
            error!(cause = &**cause as &dyn std::error::Error, "the store failed");
            Problem::internal()
        }
    }
}
