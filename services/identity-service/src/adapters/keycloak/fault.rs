//! What went wrong at Keycloak, without the address that was asked: it can hold an e-mail address.

use reqwest::{Response, StatusCode};

use crate::application::ports::DirectoryError;

/// No answer, or a broken one.
pub(super) fn no_answer(error: reqwest::Error) -> DirectoryError {
    DirectoryError::Unavailable(error.without_url().into())
}

/// Keycloak took too long.
#[derive(Debug, thiserror::Error)]
#[error("no answer in time")]
pub(super) struct TooSlow;

/// It answers that it cannot serve now.
#[derive(Debug, thiserror::Error)]
#[error("it answered {0}")]
struct Overloaded(StatusCode);

/// An answer that is none of those that the call expects.
pub(super) fn unexpected(response: &Response, to: &'static str) -> DirectoryError {
    let status = response.status();
    match status {
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => DirectoryError::Unavailable(Overloaded(status).into()),
        _ => DirectoryError::Unexpected(format!("{status} to {to}")),
    }
}
