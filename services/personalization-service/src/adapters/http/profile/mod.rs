//! The signed-in person's health profile.

pub(super) mod delete;
pub(super) mod put;
pub(super) mod read;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use service_kit::{http::Json, problem::Problem};

use super::{conditional::etag, problems};
use crate::application::ports::{PutError, StoredProfile};

/// The profile with its tag, for this person alone.
fn answer(stored: &StoredProfile) -> Response {
    let headers =
        [(header::ETAG, etag(stored.tag)), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (headers, Json(&stored.profile)).into_response()
}

fn refused(failure: &PutError) -> Problem {
    match failure {
        PutError::NotNamed => Problem::new(StatusCode::PRECONDITION_REQUIRED, "precondition-required")
            .detail("There is a profile already: say by If-Match which one you replace."),
        PutError::Stale(current) => stale(current.as_deref()),
        PutError::Command(failure) => problems::command(failure),
    }
}

fn stale(current: Option<&StoredProfile>) -> Problem {
    let profile = current.and_then(|stored| serde_json::to_value(&stored.profile).ok());
    let problem = Problem::new(StatusCode::PRECONDITION_FAILED, "stale")
        .title("Your profile has changed")
        .detail("It was changed elsewhere since you read it.")
        .with("current", profile.unwrap_or_default());
    match current {
        Some(stored) => problem.header(header::ETAG, etag(stored.tag)),
        None => problem,
    }
}
