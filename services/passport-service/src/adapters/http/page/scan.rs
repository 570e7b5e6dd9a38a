//! `GET /scan?raw=…`: scanning for pages without script.

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use service_kit::{identity::Caller, problem::Problem};

use super::{Language, of_invalid};
use crate::{
    adapters::http::{
        App, problems,
        resolver::{is_navigation, objects},
        slo,
    },
    application::{
        ports::CommandError,
        record_scan::{Incoming, RecordScanError, today},
    },
    domain::{
        code::InvalidCode,
        scan::{Entry, Owner, ScannedItem},
    },
};

#[derive(Debug, Deserialize)]
pub(in crate::adapters::http) struct Typed {
    #[serde(default)]
    raw: String,
}

/// Records what was typed and leads to the product's page, or says what is wrong with the code.
#[utoipa::path(
    get, path = "/scan", tag = "pages", operation_id = "scanPage",
    params(("raw" = String, Query, description = "Whatever the person typed.")),
    responses(
        (status = 303, description = "To the product's page.", headers(("Location" = String))),
        (status = 400, description = "The page that says what is wrong with the code.", content_type = "text/html"),
    ),
)]
pub(in crate::adapters::http) async fn scan_page(
    State(app): State<App>,
    Caller(caller): Caller,
    method: Method,
    headers: HeaderMap,
    typed: Result<Query<Typed>, QueryRejection>,
) -> Result<Response, Problem> {
    let raw = typed.map(|Query(typed)| typed.raw).unwrap_or_default();
    let language = Language::of(&headers);
    if !is_navigation(&method, &headers) {
        return Ok(without_scan(&app, language, &raw));
    }
    let incoming = Incoming {
        raw: raw.clone(),
        entry: Entry::Typed,
        owner: Owner::of(&caller),
        region: caller.region.clone(),
        objected: objects(&headers),
        started_at: slo::started_at(&headers),
        answer_completes: false,
        key: None,
    };
    match app.record_scan.run(incoming).await {
        Ok(view) => Ok(to(&format!("/product/{}?scan={}", view.scan.item.gtin, view.scan.id))),
        Err(RecordScanError::InvalidCode(code)) => Ok(invalid(&app, language, &raw, &code)),
        Err(RecordScanError::Command(CommandError::Erased)) => {
            Ok(([problems::visitor_ends()], without_scan(&app, language, &raw)).into_response())
        }
        Err(failure) => Err(problems::record_scan(&failure)),
    }
}

fn without_scan(app: &App, language: Language, raw: &str) -> Response {
    match ScannedItem::read(raw, today(app.clock.now())) {
        Ok(item) => to(&format!("/product/{}", item.gtin)),
        Err(code) => invalid(app, language, raw, &code),
    }
}

fn invalid(app: &App, language: Language, raw: &str, code: &InvalidCode) -> Response {
    of_invalid(app, language, StatusCode::BAD_REQUEST, raw, code)
}

fn to(location: &str) -> Response {
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    let headers =
        [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (StatusCode::SEE_OTHER, headers).into_response()
}
