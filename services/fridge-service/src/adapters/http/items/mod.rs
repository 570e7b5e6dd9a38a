//! Single packs.

pub(super) mod act;
pub(super) mod add;
pub(super) mod history;
pub(super) mod read;

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use service_kit::{
    http::{Json, etag},
    problem::Problem,
};

use super::{problems, shapes::ItemBody};
use crate::{application::read_fridge::ShownItem, domain::item::ItemId};

/// The item with its tag, for this person alone.
fn answer(shown: &ShownItem) -> Response {
    (marks(shown), Json(ItemBody::from(shown))).into_response()
}

fn marks(shown: &ShownItem) -> [(HeaderName, HeaderValue); 2] {
    [
        (header::ETAG, etag(shown.kept.item.version().get().into())),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]
}

fn item_id(text: &str) -> Result<ItemId, Problem> {
    text.parse().map_err(|_| problems::unknown_item())
}
