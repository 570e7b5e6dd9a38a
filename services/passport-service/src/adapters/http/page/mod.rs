//! Pages: the web app's shell with facts in it, readable without script.

mod eco;
mod escape;
mod facts;
mod from_brand;
mod json_ld;
mod links;
pub(super) mod product;
pub(super) mod scan;
mod shell;
mod words;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use gs1::Gtin;
use serde::Serialize;
use service_kit::ids::ScanId;

pub(super) use links::{LinkList, Listed, of_links};
pub use shell::{Shell, ShellFault};
pub(super) use words::Language;

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
fn of_product(
    app: &App,
    language: Language,
    passport: &Passport,
    product: &Product,
    scan: Option<PageScan<'_>>,
) -> Response {
    let written = Written {
        status: StatusCode::OK,
        language,
        head: json_ld::head(&passport.gtin, product, language),
        facts: facts::product(passport, product, language),
    };
    written.answer(app, &PageData::Passport { passport, scan })
}

/// The page that says that nobody knows the product.
pub(super) fn of_unknown(app: &App, language: Language, gtin: &Gtin, scan: Option<ScanId>) -> Response {
    let data = PageData::UnknownProduct { gtin: gtin.as_str(), scan_id: scan.map(|id| id.to_string()) };
    let written = Written {
        status: StatusCode::NOT_FOUND,
        language,
        head: json_ld::plain(language.words().unknown_title),
        facts: facts::unknown(gtin, language),
    };
    written.answer(app, &data)
}

/// The page that says what is wrong with a code.
pub(super) fn of_invalid(
    app: &App,
    language: Language,
    status: StatusCode,
    raw: &str,
    code: &InvalidCode,
) -> Response {
    let data = PageData::InvalidCode { raw, reason: code.reason, at: code.at, detail: &code.detail };
    let written = Written {
        status,
        language,
        head: json_ld::plain(language.words().invalid_title),
        facts: facts::invalid(raw, code, language),
    };
    written.answer(app, &data)
}

/// What the shell is filled with.
struct Written {
    status: StatusCode,
    language: Language,
    head: String,
    facts: String,
}

impl Written {
    fn answer(self, app: &App, data: &PageData<'_>) -> Response {
        let html = app.shell.with(self.language.tag(), &self.head, &self.facts, &escape::json(data));
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
            (header::CONTENT_LANGUAGE, HeaderValue::from_static(self.language.tag())),
            (header::VARY, HeaderValue::from_static("Accept-Language")),
        ];
        (self.status, headers, html).into_response()
    }
}

/// Whether the caller is a browser that shows pages, rather than a program that reads problems.
pub(super) fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|range| {
        let kind = range.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
    })
}
