//! What went wrong, in the words and codes that the API publishes. Failures are logged here, once, and no problem says what a
//! profile says.

use axum::http::{HeaderValue, StatusCode, header};
use gs1::Gtin;
use service_kit::problem::Problem;
use tracing::{error, warn};

use crate::{
    application::{
        compare::CompareError,
        judge::JudgeError,
        judging::{NoVerdict, NotReady},
        labels::LabelError,
        past_verdicts::PastError,
        permission::NotPermitted,
        ports::{CommandError, StoreError},
        read_profile::ReadProfileError,
    },
    domain::profile::ProfileFault,
};

/// Nobody is signed in.
pub(super) fn sign_in_required() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "sign-in-required").detail("Please sign in first.")
}

/// The caller is signed in, as somebody who may not.
pub(super) fn forbidden() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden").detail("You may not do this.")
}

/// The person has not agreed, or not any more.
pub(super) fn consent_required() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "consent-required")
        .title("Your consent is needed")
        .detail("We use a health profile only after you have agreed to it.")
        .with("purpose", "health_profile")
}

fn consent_unknown() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "consent-unknown")
        .title("Please try again soon")
        .detail("We cannot look up your consent at the moment, and do nothing with your profile without it.")
        .header(header::RETRY_AFTER, HeaderValue::from_static("3"))
}

/// There is no profile to judge by, or to show.
pub(super) fn no_profile(status: StatusCode) -> Problem {
    Problem::new(status, "no-health-profile")
        .title("There is no health profile yet")
        .detail("Say first what matters to you: without that nothing can be called good for you.")
}

/// Nobody knows the GTIN.
pub(super) fn unknown_product() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-product")
        .title("Unknown product")
        .detail("No source knows a product with this number yet.")
}

fn label_unavailable() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "label-unavailable")
        .title("The label cannot be read at the moment")
        .detail("Without its label nothing can be said about this product. Always check the pack.")
        .header(header::RETRY_AFTER, HeaderValue::from_static("2"))
}

/// The person has no such verdict.
pub(super) fn unknown_verdict() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-verdict").detail("You have no verdict with this id.")
}

/// There is no such policy.
pub(super) fn unknown_policy() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-policy")
        .detail("No rule policy of this version was published.")
}

/// A code that names no product.
pub(super) fn invalid_code(fault: &gs1::ParseError, pointer: impl Into<String>) -> Problem {
    let detail = fault.detail();
    Problem::new(StatusCode::BAD_REQUEST, "invalid-code")
        .title("This is not the code of a product")
        .detail(detail.clone())
        .with("reason", fault.reason().as_str())
        .with("at", fault.at())
        .error(pointer, detail)
}

/// A profile that cannot be understood: every fault with its place.
pub(super) fn invalid_profile(faults: Vec<ProfileFault>) -> Problem {
    let problem = Problem::bad_request("The profile does not fit.").title("This profile cannot be stored");
    faults.into_iter().fold(problem, |problem, fault| problem.error(fault.pointer, fault.detail))
}

/// The store's failure.
pub(super) fn store(failure: &StoreError) -> Problem {
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

/// A command's failure.
pub(super) fn command(failure: &CommandError) -> Problem {
    match failure {
        CommandError::KeyReused => Problem::new(StatusCode::CONFLICT, "idempotency-key-reused")
            .detail("This Idempotency-Key was used for another request within the last day."),
        CommandError::NoAccount => {
            Problem::new(StatusCode::GONE, "account-erased").detail("This account was erased.")
        }
        CommandError::NoVisitor => Problem::new(StatusCode::GONE, "visitor-erased")
            .detail("What was known of this browser was erased. Please load the page again.")
            .header(header::HeaderName::from_static("session-ends"), HeaderValue::from_static("visitor")),
        CommandError::Withdrawn => consent_required(),
        CommandError::Store(failure) => store(failure),
    }
}

/// Why a profile may not be touched.
pub(super) fn not_permitted(failure: &NotPermitted) -> Problem {
    match failure {
        NotPermitted::NoConsent => consent_required(),
        NotPermitted::Unknown(failure) => {
            warn!(cause = &*failure.0 as &dyn std::error::Error, "consents cannot be asked for");
            consent_unknown()
        }
    }
}

/// A profile that is not shown.
pub(super) fn read_profile(failure: &ReadProfileError) -> Problem {
    match failure {
        ReadProfileError::NotPermitted(failure) => not_permitted(failure),
        ReadProfileError::None => no_profile(StatusCode::NOT_FOUND),
        ReadProfileError::Store(failure) => store(failure),
    }
}

/// Why nothing can be judged for this person.
pub(super) fn not_ready(failure: &NotReady) -> Problem {
    match failure {
        NotReady::NotPermitted(failure) => not_permitted(failure),
        NotReady::NoProfile => no_profile(StatusCode::CONFLICT),
        NotReady::Store(failure) => store(failure),
    }
}

/// Why there is no verdict, said of its product.
pub(super) fn no_verdict(failure: &NoVerdict, gtin: &Gtin) -> Problem {
    let problem = match failure {
        NoVerdict::Empty(_) => no_profile(StatusCode::CONFLICT),
        NoVerdict::Label(LabelError::Unknown) => unknown_product(),
        NoVerdict::Label(LabelError::Unavailable(cause)) => {
            warn!(cause = &**cause as &dyn std::error::Error, "a label cannot be asked for");
            label_unavailable()
        }
        NoVerdict::Label(LabelError::Store(failure)) => store(failure),
    };
    problem.with("gtin", gtin.as_str())
}

/// Why there is no verdict.
pub(super) fn judge(failure: &JudgeError, gtin: &Gtin) -> Problem {
    match failure {
        JudgeError::NotReady(failure) => not_ready(failure),
        JudgeError::NoVerdict(failure) => no_verdict(failure, gtin),
        JudgeError::Command(failure) => command(failure),
    }
}

/// Why nothing was compared.
pub(super) fn compare(failure: &CompareError) -> Problem {
    match failure {
        CompareError::NotReady(failure) => not_ready(failure),
        CompareError::Command(failure) => command(failure),
    }
}

/// Why nothing of before is shown.
pub(super) fn past(failure: &PastError) -> Problem {
    match failure {
        PastError::NotPermitted(failure) => not_permitted(failure),
        PastError::Store(failure) => store(failure),
    }
}
