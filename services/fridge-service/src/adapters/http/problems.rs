//! What went wrong, in the words and codes that the API publishes. Failures are logged here, once, without personal data.

use axum::http::{HeaderValue, StatusCode, header};
use service_kit::{http::etag, problem::Problem};
use tracing::{error, warn};

use super::shapes::{ItemBody, RemindersBody};
use crate::{
    application::{
        add_item::AddError,
        ports::{CommandError, PutError, StoreError, StoredReminders, StreamError, Unanswered},
        read_fridge::{Day, ShownItem},
        read_waste::WasteError,
    },
    domain::{decide::Refusal, state::StateName},
};

/// Nobody is signed in.
pub(super) fn sign_in_required() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "sign-in-required").detail("Please sign in first.")
}

/// The caller is signed in, as somebody who may not.
pub(super) fn forbidden() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden").detail("You may not do this.")
}

/// The person has no such item.
pub(super) fn unknown_item() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-item").detail("You have no item with this id.")
}

/// The address is none, or none any more.
pub(super) fn unknown_calendar() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-calendar").detail("There is no calendar at this address.")
}

fn unknown_scan() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-scan").detail("You have no scan with this id.")
}

fn unknown_product() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-product")
        .title("Unknown product")
        .detail("No source knows a product with this number yet. You can add it by its name.")
}

fn product_unavailable() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "product-unavailable")
        .title("Please try again in a moment")
        .detail("The product cannot be looked up at the moment.")
        .header(header::RETRY_AFTER, HeaderValue::from_static("2"))
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
        CommandError::Store(failure) => store(failure),
    }
}

fn refused(refusal: &Refusal) -> Problem {
    let invalid =
        |pointer: &str| Problem::bad_request("The body does not fit.").error(pointer, refusal.to_string());
    match refusal {
        Refusal::UnknownItem => unknown_item(),
        Refusal::NotPossible { state } => {
            not_possible(*state, &format!("This cannot be done: the item is {}.", state.as_str()))
        }
        Refusal::MoreThanRemains { state } => not_possible(*state, "That is more than remains."),
        Refusal::NothingToUndo { state } => {
            not_possible(*state, "There is nothing to undo: the last action is older than ten minutes.")
        }
        Refusal::MixedUnits => Problem::new(StatusCode::BAD_REQUEST, "mixed-units")
            .detail("The item is counted in another unit.")
            .error("/quantity/unit", refusal.to_string()),
        Refusal::NothingToCorrect => invalid(""),
        Refusal::DateTooOld => invalid("/expiry"),
        Refusal::InTheFuture | Refusal::BeforeItWasAdded => invalid("/at"),
        Refusal::Full => Problem::new(StatusCode::CONFLICT, "fridge-full").detail(refusal.to_string()),
    }
}

fn not_possible(state: StateName, detail: &str) -> Problem {
    Problem::new(StatusCode::CONFLICT, "not-possible-now")
        .title("Not possible now")
        .detail(detail)
        .with("state", state.as_str())
}

/// Why nothing was done to an item.
pub(super) fn act(failure: &StreamError, day: impl FnOnce() -> Option<Day>) -> Problem {
    match failure {
        StreamError::Refused(refusal) => refused(refusal),
        StreamError::Command(failure) => command(failure),
        StreamError::Stale(current) => {
            let shown = day().map(|day| ShownItem { kept: (**current).clone(), never_added: None, day });
            let body = shown.as_ref().and_then(|shown| serde_json::to_value(ItemBody::from(shown)).ok());
            Problem::new(StatusCode::PRECONDITION_FAILED, "stale")
                .title("The item has changed")
                .detail("Something else was done to it since you saw it.")
                .with("current", body.unwrap_or_default())
                .header(header::ETAG, etag(current.item.version().get().into()))
        }
    }
}

/// Why nothing came in.
pub(super) fn add(failure: &AddError) -> Problem {
    match failure {
        AddError::UnknownScan => unknown_scan(),
        AddError::UnknownProduct => unknown_product(),
        AddError::Unavailable(Unanswered(cause)) => {
            warn!(cause = &**cause as &dyn std::error::Error, "a product cannot be asked about");
            product_unavailable()
        }
        AddError::Stream(failure) => act(failure, || None),
    }
}

/// Settings that were not stored.
pub(super) fn put_reminders(failure: &PutError) -> Problem {
    match failure {
        PutError::NotNamed => Problem::new(StatusCode::PRECONDITION_REQUIRED, "precondition-required")
            .detail("There are settings already: say by If-Match which ones you replace."),
        PutError::Stale(current) => stale_reminders(current),
        PutError::Command(failure) => command(failure),
    }
}

fn stale_reminders(current: &StoredReminders) -> Problem {
    let body = serde_json::to_value(RemindersBody::from(current)).unwrap_or_default();
    Problem::new(StatusCode::PRECONDITION_FAILED, "stale")
        .title("Your settings have changed")
        .detail("They were changed elsewhere since you read them.")
        .with("current", body)
        .header(header::ETAG, etag(current.version))
}

/// A ledger that is not told.
pub(super) fn waste(failure: &WasteError) -> Problem {
    let invalid =
        |pointer: &str| Problem::bad_request("The days do not fit.").error(pointer, failure.to_string());
    match failure {
        WasteError::Backwards => invalid("/to"),
        WasteError::TooLong => invalid("/from"),
        WasteError::Store(failure) => store(failure),
    }
}

/// What became of a command, for the operator.
pub(super) fn outcome(failure: &StreamError) -> &'static str {
    match failure {
        StreamError::Refused(Refusal::UnknownItem) => "unknown",
        StreamError::Refused(
            Refusal::NotPossible { .. }
            | Refusal::MoreThanRemains { .. }
            | Refusal::NothingToUndo { .. }
            | Refusal::Full,
        ) => "not_possible",
        StreamError::Refused(
            Refusal::MixedUnits
            | Refusal::NothingToCorrect
            | Refusal::DateTooOld
            | Refusal::InTheFuture
            | Refusal::BeforeItWasAdded,
        ) => "invalid",
        StreamError::Stale(_) => "stale",
        StreamError::Command(CommandError::Store(_)) => "failed",
        StreamError::Command(CommandError::KeyReused | CommandError::NoAccount | CommandError::NoVisitor) => {
            "refused"
        }
    }
}

/// The same of an adding.
pub(super) fn add_outcome(failure: &AddError) -> &'static str {
    match failure {
        AddError::UnknownScan | AddError::UnknownProduct => "unknown",
        AddError::Unavailable(_) => "product_unavailable",
        AddError::Stream(failure) => outcome(failure),
    }
}
