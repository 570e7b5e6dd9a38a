//! Pages: the web app's shell with facts in it, readable without script.

mod escape;
mod facts;
mod json_ld;
pub(super) mod product;
pub(super) mod scan;
mod shell;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use gs1::Gtin;
use serde::Serialize;
use service_kit::ids::ScanId;

pub use shell::{Shell, ShellFault};

use super::{App, views::PageScan};
use crate::domain::{code::InvalidCode, passport::Passport, product::Product};

/// What the web app finds in the page.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
enum PageData<'a> {
    Passport { passport: &'a Passport, scan: Option<PageScan<'a>> },
    UnknownProduct { gtin: &'a str, scan_id: Option<String> },
    InvalidCode { raw: &'a str, reason: &'a str, at: Option<usize>, detail: &'a str },
}

/// The page of a product.
fn of_product(app: &App, passport: &Passport, product: &Product, scan: Option<PageScan<'_>>) -> Response {
    let head = json_ld::head(&passport.gtin, product);
    let facts = facts::product(passport, product);
    page(app, StatusCode::OK, &head, &facts, &PageData::Passport { passport, scan })
}

/// The page that says that nobody knows the product.
pub(super) fn of_unknown(app: &App, gtin: &Gtin, scan: Option<ScanId>) -> Response {
    let data = PageData::UnknownProduct { gtin: gtin.as_str(), scan_id: scan.map(|id| id.to_string()) };
    page(app, StatusCode::NOT_FOUND, &json_ld::plain("Unknown product"), &facts::unknown(gtin), &data)
}

/// The page that says what is wrong with a code.
pub(super) fn of_invalid(app: &App, status: StatusCode, raw: &str, code: &InvalidCode) -> Response {
    let data = PageData::InvalidCode { raw, reason: code.reason, at: code.at, detail: &code.detail };
    page(app, status, &json_ld::plain("Not the code of a product"), &facts::invalid(raw, code), &data)
}

fn page(app: &App, status: StatusCode, head: &str, facts: &str, data: &PageData<'_>) -> Response {
    let html = app.shell.with(head, facts, &escape::json(data));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (status, headers, html).into_response()
}

/// Whether the caller is a browser that shows pages, rather than a program that reads problems.
pub(super) fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|range| {
        let kind = range.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
    })
}
