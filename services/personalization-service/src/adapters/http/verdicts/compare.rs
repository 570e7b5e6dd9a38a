//! `POST /api/v1/verdicts`

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use gs1::Gtin;
use serde::{Deserialize, Serialize};
use service_kit::{
    http::{IdempotencyKey, Json},
    language::Language,
    problem::Problem,
};
use utoipa::ToSchema;

use crate::adapters::http::{App, callers::Consumer, language::marks, problems, views::VerdictBody};

const ROUTE: &str = "compare_products";
const MOST: usize = 20;

/// Products to be compared.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Comparison)]
pub(in crate::adapters::http) struct ComparisonBody {
    /// 1 to 20, in any length that GTINs have.
    #[schema(min_items = 1, max_items = 20)]
    gtins: Vec<String>,
}

/// A verdict, or a problem with its `gtin`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = Compared)]
pub(in crate::adapters::http) enum ComparedBody {
    /// The verdict.
    Verdict(VerdictBody),
    /// Why there is none: `unknown-product` or `label-unavailable`; `gtin` says of which product.
    Problem(Problem),
}

/// One for each product that was asked for, in that order.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Comparisons)]
pub(in crate::adapters::http) struct ComparisonsBody {
    items: Vec<ComparedBody>,
}

/// Whether each of several products is right for the caller: one item each, in the asked order.
#[utoipa::path(
    post, path = "/api/v1/verdicts", tag = "verdicts", operation_id = "compareProducts",
    extensions(("x-who" = json!("consumer"))),
    request_body = ComparisonBody,
    params(
        ("Accept-Language" = Option<String>, Header, description = "Language of the reasons: en, it or de."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 bytes; the same key and body give the same verdicts for a day."),
    ),
    responses(
        (status = 200, description = "One item for each, in the asked order.", body = ComparisonsBody),
        (status = 400, description = "`invalid-request`, `invalid-code`, with a pointer.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`consent-required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`no-health-profile`, `idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`consent-unknown`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn compare_products(
    State(app): State<App>,
    Consumer(asker): Consumer,
    IdempotencyKey(key): IdempotencyKey,
    headers: HeaderMap,
    Json(body): Json<ComparisonBody>,
) -> Result<Response, Problem> {
    let gtins = read(&body)?;
    let said = gtins.iter().map(Gtin::as_str).collect::<Vec<_>>().join(",");
    let key = key.map(|key| app.idempotency.claim(ROUTE, &key, said.as_bytes()));
    let compared = app.compare.compare(&asker, &gtins, key.as_ref()).await;
    let compared = compared.map_err(|failure| problems::compare(&failure))?;
    let language = Language::of_caller(&headers);
    let items = compared.iter().map(|(gtin, compared)| match &**compared {
        Ok(verdict) => ComparedBody::Verdict(VerdictBody::new(verdict, language)),
        Err(failure) => ComparedBody::Problem(problems::no_verdict(failure, gtin)),
    });
    Ok((marks(language), Json(ComparisonsBody { items: items.collect() })).into_response())
}

fn read(body: &ComparisonBody) -> Result<Vec<Gtin>, Problem> {
    if !(1..=MOST).contains(&body.gtins.len()) {
        let problem = Problem::bad_request("Between 1 and 20 products are compared at once.");
        return Err(problem.error("/gtins", "has not 1 to 20 items"));
    }
    let read = |(index, text): (usize, &String)| {
        text.parse().map_err(|fault| problems::invalid_code(&fault, format!("/gtins/{index}")))
    };
    body.gtins.iter().enumerate().map(read).collect()
}
