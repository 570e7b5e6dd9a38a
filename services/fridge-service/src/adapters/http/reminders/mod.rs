//! When and how the person wants to be told.

pub(super) mod put;
pub(super) mod read;

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use service_kit::http::{Json, etag};

use super::shapes::RemindersBody;
use crate::application::ports::StoredReminders;

/// The settings with their tag, for this person alone.
fn answer(stored: &StoredReminders) -> Response {
    let headers =
        [(header::ETAG, etag(stored.version)), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (headers, Json(RemindersBody::from(stored))).into_response()
}
