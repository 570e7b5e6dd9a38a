//! Operations on the brand's products.

pub(in crate::adapters::http) mod create;
pub(in crate::adapters::http) mod list;
pub(in crate::adapters::http) mod put;
pub(in crate::adapters::http) mod read;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use service_kit::{
    http::{Json, etag},
    problem::Problem,
};

use super::{problems, shapes::ProductBody};
use crate::application::workspace::products::{ProductError, ProductView};

/// The product with its version.
fn answer(status: StatusCode, view: &ProductView) -> Response {
    let headers = [
        (header::ETAG, etag(view.product.version)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, Json(ProductBody::from(view))).into_response()
}

fn refused(failure: ProductError) -> Problem {
    problems::workspace(failure, |current| {
        let body = serde_json::to_value(ProductBody::from(current)).unwrap_or_default();
        (body, etag(current.product.version))
    })
}
