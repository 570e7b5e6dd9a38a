//! `GET /internal/labels/{gtin}`: a product's label with its provenance, for services that judge or keep it. `README.md` documents it.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use service_kit::{http::Json, identity::ServiceCaller, problem::Problem};

use super::{App, problems, products::gtin};
use crate::domain::{catalog::CatalogEntry, fact::Fact, label::Label, product::BrandName};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LabelBody<'a> {
    gtin: &'a str,
    version: i64,
    label_version: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<&'a BrandName>,
    categories: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<&'a str>,
    label: &'a Label,
    facts: &'a [Fact],
}

pub(super) async fn read_label(
    State(app): State<App>,
    _: ServiceCaller,
    Path(digits): Path<String>,
) -> Result<Response, Problem> {
    let gtin = gtin(&digits)?;
    let entry = app.passports.entry(&gtin).await.map_err(|failure| problems::store(&failure))?;
    match answer(&entry) {
        Some(answer) => Ok(answer),
        None if entry.product.is_terminal() => Err(problems::unknown_product()),
        None => Err(pending()),
    }
}

/// Nobody is kept waiting here: who asks has a budget of its own.
fn pending() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "label-pending")
        .detail("The sources are being asked about this product.")
        .header(header::RETRY_AFTER, HeaderValue::from_static("1"))
}

fn answer(entry: &CatalogEntry) -> Option<Response> {
    let product = entry.known()?;
    let body = LabelBody {
        gtin: entry.gtin.as_str(),
        version: entry.version,
        label_version: entry.label_version,
        name: product.name.as_deref(),
        brand: product.brand.as_ref(),
        categories: &product.categories,
        quantity: product.quantity.as_deref(),
        image_url: product.image_url.as_deref(),
        label: &product.label,
        facts: &product.facts,
    };
    let fresh = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Some((fresh, Json(body)).into_response())
}
