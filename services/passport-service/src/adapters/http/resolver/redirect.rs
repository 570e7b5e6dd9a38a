//! Leads on: to our own page, or to a link that a brand registered.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use gs1::Gtin;
use service_kit::{ids::ScanId, problem::Problem};

use super::CHOSEN;

/// Our page of a product, which reads the pack's own facts from the scan.
pub(super) fn our_page(gtin: &Gtin, scan: Option<ScanId>, query: Option<&str>) -> String {
    let scan = scan.map(|scan| format!("scan={scan}"));
    let query = [scan.as_deref(), query.filter(|query| !query.is_empty())];
    let query = query.into_iter().flatten().collect::<Vec<_>>().join("&");
    format!("/product/{gtin}{}{query}", if query.is_empty() { "" } else { "?" })
}

/// There, and a word about where all links are listed.
pub(super) fn to(location: &str, linkset: &str) -> Result<Response, Problem> {
    let value = |text: &str| {
        let fits = HeaderValue::from_bytes(text.as_bytes());
        fits.map_err(|_| Problem::bad_request("The query cannot be passed on."))
    };
    let all = format!("<{linkset}>; rel=\"linkset\"; type=\"application/linkset+json\"");
    let headers = [(header::LOCATION, value(location)?), (header::LINK, value(&all)?)];
    Ok((StatusCode::TEMPORARY_REDIRECT, CHOSEN, headers).into_response())
}
