//! What went wrong, in the words and codes that the API publishes. Failures are logged here, once.

use axum::http::{HeaderValue, StatusCode, header};
use serde_json::json;
use service_kit::problem::Problem;
use tracing::{error, warn};

use super::erasures::SESSION_ENDS;
use crate::{
    application::{
        brands::OperatorError,
        erasures::EraseError,
        ports::{BrandsError, ClaimsError, CommandError, DirectoryError, StoreError},
        read_account::ReadAccountError,
        read_brand::ReadBrandError,
        verification_mails::AskAgainError,
    },
    domain::{claim::ClaimFault, consent::Refusal, locale::Locale},
};

/// Nobody is signed in.
pub(super) fn sign_in_required() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "sign-in-required").detail("Please sign in first.")
}

/// The caller is signed in, as somebody who may not.
pub(super) fn forbidden() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden").detail("You may not do this.")
}

/// The person erased their account; their token has outlived it.
pub(super) fn account_erased() -> Problem {
    Problem::new(StatusCode::GONE, "account-erased").detail("This account was erased.")
}

/// There is no such account.
pub(super) fn unknown_account() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-account").detail("There is no such account.")
}

/// The caller asked for no such export, or too long ago.
pub(super) fn unknown_export() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-export")
        .detail("You have asked for no such export within the last day.")
}

/// Nobody's erasure has this id.
pub(super) fn unknown_erasure() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-erasure").detail("There is no erasure with this id.")
}

/// There is no such brand.
pub(super) fn unknown_brand() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-brand").detail("There is no such brand.")
}

/// The caller's brand claims no such prefix.
pub(super) fn unknown_claim() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "unknown-claim").detail("Your brand claims no such prefix.")
}

/// An erasure that did not begin.
pub(super) fn erase(failure: &EraseError) -> Problem {
    match failure {
        EraseError::NotFresh => Problem::new(StatusCode::UNAUTHORIZED, "reauthentication-required")
            .title("Please sign in once more")
            .detail("What cannot be undone is done only within five minutes after a sign-in."),
        EraseError::NoAccount => account_erased(),
        EraseError::Store(failure) => store(failure),
    }
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

fn key_reused() -> Problem {
    Problem::new(StatusCode::CONFLICT, "idempotency-key-reused")
        .detail("This Idempotency-Key was used for another request within the last day.")
}

/// A command's failure.
pub(super) fn command(failure: &CommandError) -> Problem {
    match failure {
        CommandError::KeyReused => key_reused(),
        CommandError::NoAccount => account_erased(),
        CommandError::NoVisitor => Problem::new(StatusCode::GONE, "visitor-erased")
            .detail("What was known of this browser was erased. Please load the page again.")
            .header(SESSION_ENDS, HeaderValue::from_static("visitor")),
        CommandError::Store(failure) => store(failure),
    }
}

/// Another mail that is not sent.
pub(super) fn ask_again(failure: &AskAgainError) -> Problem {
    match failure {
        AskAgainError::TooSoon(seconds) => Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests")
            .title("The mail is on its way")
            .detail("You asked for it less than five minutes ago. Please look in your mailbox first.")
            .header(header::RETRY_AFTER, HeaderValue::from(*seconds)),
        AskAgainError::Gone => account_erased(),
        AskAgainError::Store(failure) => store(failure),
    }
}

/// Other words are to be shown before the person can agree: they come along, in the language that was asked for.
pub(super) fn outdated(refusal: &Refusal, locale: Locale) -> Problem {
    let current = refusal.current;
    Problem::new(StatusCode::CONFLICT, "consent-text-outdated")
        .title("The text has changed")
        .detail("Please read the current text before you decide.")
        .with("currentVersion", current.version)
        .with("current", json!({ "version": current.version, "text": current.words(locale) }))
        .header(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.as_str()))
        .header(header::VARY, HeaderValue::from_static("Accept-Language"))
}

/// Keycloak's failure.
pub(super) fn directory(failure: &DirectoryError) -> Problem {
    match failure {
        DirectoryError::Unavailable(cause) => {
            warn!(cause = &**cause as &dyn std::error::Error, "Keycloak is not available");
        }
        DirectoryError::Unexpected(what) => error!(what, "Keycloak answered something unexpected"),
    }
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "sign-in-unavailable")
        .title("Sign-in does not answer")
        .detail("Your name and address cannot be read at the moment. Please try again soon.")
}

/// An account that cannot be read; `gone` is what its owner or a service is told.
pub(super) fn read_account(failure: &ReadAccountError, gone: fn() -> Problem) -> Problem {
    match failure {
        ReadAccountError::Gone => gone(),
        ReadAccountError::Directory(failure) => directory(failure),
        ReadAccountError::Store(failure) => store(failure),
    }
}

/// Who acts for a brand was not changed.
pub(super) fn brand_users(failure: &OperatorError) -> Problem {
    match failure {
        OperatorError::Brands(BrandsError::OtherBrand) => {
            Problem::new(StatusCode::CONFLICT, "acts-for-another-brand")
                .detail("Somebody with this address acts for another brand already.")
        }
        OperatorError::Last => Problem::new(StatusCode::CONFLICT, "last-brand-user")
            .detail("Nobody would act for the brand any more: invite somebody else first."),
        OperatorError::Brands(BrandsError::NoBrand) => unknown_brand(),
        OperatorError::Brands(BrandsError::Store(failure)) => store(failure),
        OperatorError::Brands(BrandsError::Fault(_)) | OperatorError::Nobody => Problem::internal(),
        OperatorError::Directory(failure) => directory(failure),
    }
}

/// A brand that cannot be read.
pub(super) fn read_brand(failure: &ReadBrandError) -> Problem {
    match failure {
        ReadBrandError::Gone => unknown_brand(),
        ReadBrandError::Directory(failure) => directory(failure),
        ReadBrandError::Store(failure) => store(failure),
    }
}

/// A prefix that was not claimed, or a claim that was not withdrawn. Whose a prefix is, is never said.
pub(super) fn claims(failure: &ClaimsError) -> Problem {
    let conflict = |slug, detail: &str| Problem::new(StatusCode::CONFLICT, slug).detail(detail);
    match failure {
        ClaimsError::Refused(ClaimFault::Held) => {
            conflict("prefix-held", "Your brand has or claims this prefix, or one that overlaps with it.")
        }
        ClaimsError::Refused(ClaimFault::Taken) | ClaimsError::Overlap(_) => {
            conflict("prefix-taken", "This prefix, or one that overlaps with it, is another brand's here.")
        }
        ClaimsError::Refused(ClaimFault::TooMany) => {
            conflict("too-many-claims", "Twenty claims of your brand wait already.")
        }
        ClaimsError::Decided => conflict("claim-decided", "This claim was decided before."),
        ClaimsError::NoBrand => unknown_brand(),
        ClaimsError::NoClaim => unknown_claim(),
        ClaimsError::KeyReused => key_reused(),
        ClaimsError::Store(failure) => store(failure),
    }
}
