//! `GET /api/v1/brand/insights.csv`

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use csv::Writer;
use service_kit::{language::Language, problem::Problem};

use super::{
    kept,
    parameters::{Asked, read_with_view},
    report,
    shapes::{ItemBody, PeriodBody},
};
use crate::{
    adapters::http::{App, callers::BrandUser},
    application::read_insights::Report,
    domain::words::Words,
};

const COLUMNS: [&str; 13] = [
    "day",
    "from",
    "to",
    "gtin",
    "region",
    "metric",
    "visitors",
    "suppressed",
    "daysReleased",
    "days",
    "unit",
    "policy",
    "k",
];
const PREVIOUS: [&str; 6] = [
    "previousFrom",
    "previousTo",
    "previousVisitors",
    "previousSuppressed",
    "previousDaysReleased",
    "previousDays",
];

/// A table as CSV (RFC 4180, UTF-8, with a header): the rows of the JSON, in their order. Where there is no number, `visitors` says why in
/// the language of `Content-Language`.
#[utoipa::path(
    get, path = "/api/v1/brand/insights.csv", tag = "insights", operation_id = "readInsightsCsv",
    extensions(("x-who" = json!("brand_user"))),
    params(
        ("view" = Option<String>, Query, description = "`summary`, `products`, `regions` or `series` (unless said)."),
        ("from" = Option<Date>, Query, description = "The first day; 27 days before `to` unless said."),
        ("to" = Option<Date>, Query, description = "The last day, at most 400 in all; the last released one unless said."),
        ("gtin" = Option<String>, Query, description = "Of this product only."),
        ("by" = Option<String>, Query, description = "Of `series`: `day` (unless said), `week` or `month`."),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of what the caller has."),
        ("Accept-Language" = Option<String>, Header, description = "Language of the words: en, it or de."),
    ),
    responses(
        (status = 200, description = "The table.", body = String, content_type = "text/csv", headers(("ETag" = String), ("Content-Language" = String))),
        (status = 304, description = "Nothing has changed."),
        (status = 400, description = "`invalid-request`, with a pointer to the parameter.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_csv(
    State(app): State<App>,
    BrandUser(brand): BrandUser,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Problem> {
    let (table, question) = read_with_view(asked)?;
    let report = report(&app, brand, table, question).await?;
    let language = Language::of_caller(&headers);
    let body = write(&report, Words::of(language)).map_err(|_| Problem::internal())?;
    let mut response = kept::answer(&headers, language, "text/csv; charset=utf-8; header=present", body);
    let name = format!("insights-{}-{}-{}.csv", table.as_str(), report.period.from(), report.period.to());
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

fn write(report: &Report, words: &Words) -> anyhow::Result<Vec<u8>> {
    let items: Vec<_> = report.items.iter().map(ItemBody::from).collect();
    let with_previous = items.iter().any(|item| item.previous.is_some());
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().chain(PREVIOUS.iter().filter(|_| with_previous)))?;
    for item in &items {
        let row = [columns(item, report, words), previous(item, report, words)].concat();
        writer.write_record(row)?;
    }
    writer.flush()?;
    Ok(writer.into_inner()?)
}

fn columns(item: &ItemBody, report: &Report, words: &Words) -> Vec<String> {
    let period = item.period;
    vec![
        text(item.day),
        text(period.map(|period| period.from)),
        text(period.map(|period| period.to)),
        text(item.gtin.as_ref()),
        item.region.clone(),
        item.metric.to_string(),
        number(item.visitors, item.suppressed, report, words),
        item.suppressed.to_string(),
        text(item.days_released),
        text(item.days),
        item.unit.to_owned(),
        text(report.standing.policy.as_ref()),
        text(report.standing.k),
    ]
}

fn previous(item: &ItemBody, report: &Report, words: &Words) -> Vec<String> {
    let Some(previous) = &item.previous else { return Vec::new() };
    let PeriodBody { from, to } = previous.period;
    vec![
        from.to_string(),
        to.to_string(),
        number(previous.visitors, previous.suppressed, report, words),
        previous.suppressed.to_string(),
        previous.days_released.to_string(),
        previous.days.to_string(),
    ]
}

/// Never blank, never 0.
fn number(visitors: Option<u64>, suppressed: bool, report: &Report, words: &Words) -> String {
    match (visitors, suppressed) {
        (Some(visitors), _) => visitors.to_string(),
        (None, true) => words.suppressed(report.standing.k),
        (None, false) => words.awaited.to_owned(),
    }
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
