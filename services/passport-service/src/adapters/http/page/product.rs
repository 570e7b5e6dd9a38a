//! `GET /product/{gtin}`: the page of a product, with its facts in it.

use std::time::Duration;

use axum::{
    extract::{Path, Query, RawQuery, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use jiff::SignedDuration;
use serde::Deserialize;
use service_kit::{identity::Caller, ids::ScanId, problem::Problem};

use super::{Language, of_invalid, of_product, of_unknown};
use crate::{
    adapters::http::{App, problems, products::read::with_query, slo, views::PageScan},
    domain::{
        code::read_gtin,
        scan::{Owner, Scan},
    },
};

/// How often, and how long, a scan that another instance is just storing is looked for.
const LOOK_AGAIN: Duration = Duration::from_millis(40);
const LOOKS: usize = 12;

#[derive(Debug, Deserialize)]
pub(in crate::adapters::http) struct Wanted {
    scan: Option<String>,
}

/// The web app's page with the facts in it; a scan of the caller's adds what its pack says.
#[utoipa::path(
    get, path = "/product/{gtin}", tag = "pages", operation_id = "productPage",
    params(
        ("gtin" = String, Path, description = "14 digits; 8, 12 and 13 are led to them."),
        ("scan" = Option<uuid::Uuid>, Query, description = "The scan that led here."),
        ("Accept-Language" = Option<String>, Header, description = "Language of the page: en, it or de."),
    ),
    responses(
        (status = 200, description = "The page.", content_type = "text/html"),
        (status = 308, description = "The same with 14 digits."),
        (status = 400, description = "The page that says what is wrong with the number.", content_type = "text/html"),
        (status = 404, description = "The page that offers to report the product.", content_type = "text/html"),
    ),
)]
pub(in crate::adapters::http) async fn product_page(
    State(app): State<App>,
    Caller(caller): Caller,
    Path(digits): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let language = Language::of(&headers);
    let gtin = match read_gtin(&digits) {
        Ok(gtin) => gtin,
        Err(code) => return Ok(of_invalid(&app, language, StatusCode::BAD_REQUEST, &digits, &code)),
    };
    if digits != gtin.as_str() {
        return Ok(Redirect::permanent(&with_query(&format!("/product/{gtin}"), query)).into_response());
    }
    let id = wanted.ok().and_then(|Query(wanted)| wanted.scan).and_then(|id| id.parse().ok());
    let scan = match id {
        Some(id) => find(&app, id, &Owner::of(&caller)).await?.filter(|scan| scan.item.gtin == gtin),
        None => None,
    };
    let lot = scan.as_ref().and_then(|scan| scan.item.lot.as_deref());
    let stored =
        app.passports.settled(&gtin, lot, &app.drain).await.map_err(|failure| problems::store(&failure))?;
    let passport = app.passports.of_pack(&stored, scan.as_ref().map(|scan| &scan.item)).await;
    let passport = passport.map_err(|failure| problems::store(&failure))?;
    let complete = passport.is_complete();
    let mut response = match stored.entry.known() {
        Some(product) => {
            let scan = scan.as_ref().map(|scan| PageScan::new(scan, complete));
            of_product(&app, language, &passport, product, scan)
        }
        None => of_unknown(&app, language, &gtin, scan.as_ref().map(|scan| scan.id)),
    };
    if let Some(scan) = scan
        && app.read_scan.completes(&scan, complete).await.map_err(|failure| problems::store(&failure))?
    {
        slo::complete(response.headers_mut(), &scan, slo::outcome(&passport));
    }
    Ok(response)
}

/// The caller's scan, also when it was made a moment ago and is just being stored.
async fn find(app: &App, id: ScanId, caller: &Owner) -> Result<Option<Scan>, Problem> {
    for _ in 0..LOOKS {
        let found = app.read_scan.find(id, caller).await.map_err(|failure| problems::store(&failure))?;
        if found.is_some() || !made_just_now(app, id) {
            return Ok(found);
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    Ok(None)
}

fn made_just_now(app: &App, id: ScanId) -> bool {
    let Some(made) = id.as_uuid().get_timestamp() else { return false };
    let made = i64::try_from(made.to_unix().0).unwrap_or(0);
    let age = app.clock.now().as_second().saturating_sub(made);
    (0..=SignedDuration::from_secs(2).as_secs()).contains(&age)
}
