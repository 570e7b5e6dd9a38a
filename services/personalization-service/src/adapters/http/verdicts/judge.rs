//! `GET /api/v1/products/{gtin}/verdict`

use std::time::Instant;

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use gs1::Gtin;
use service_kit::{http::Json, language::Language, problem::Problem};

use crate::{
    adapters::http::{App, callers::Consumer, language::marks, problems, views::VerdictBody},
    application::{
        judge::JudgeError,
        judging::{NoVerdict, NotReady},
        labels::LabelError,
        permission::NotPermitted,
        ports::StoredVerdict,
    },
};

/// Whether a product is right for the caller, computed now and remembered. When the label cannot be asked for, the last one is
/// judged and `stale` says so. Always check the pack.
#[utoipa::path(
    get, path = "/api/v1/products/{gtin}/verdict", tag = "verdicts", operation_id = "judgeProduct",
    extensions(("x-who" = json!("consumer"))),
    params(
        ("gtin" = String, Path, description = "14 digits; 8, 12 and 13 are led to them."),
        ("Accept-Language" = Option<String>, Header, description = "Language of the reasons: en, it or de."),
    ),
    responses(
        (status = 200, description = "The verdict.", body = VerdictBody),
        (status = 308, description = "The same with 14 digits.", headers(("Location" = String))),
        (status = 400, description = "`invalid-code`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`consent-required`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`no-health-profile`: there is none, or an empty one.", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`label-unavailable`, `consent-unknown`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn judge_product(
    State(app): State<App>,
    Consumer(asker): Consumer,
    Path(digits): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let gtin: Gtin = digits.parse().map_err(|fault| problems::invalid_code(&fault, "/gtin"))?;
    if digits != gtin.as_str() {
        return Ok(Redirect::permanent(&format!("/api/v1/products/{gtin}/verdict")).into_response());
    }
    let began = Instant::now();
    let judged = app.judge.judge(&asker, &gtin).await;
    app.meters.question(outcome(&judged), began.elapsed());
    let verdict = judged.map_err(|failure| problems::judge(&failure, &gtin))?;
    let language = Language::of_caller(&headers);
    Ok((marks(language), Json(VerdictBody::new(&verdict, language))).into_response())
}

fn outcome(judged: &Result<StoredVerdict, JudgeError>) -> &'static str {
    match judged {
        Ok(verdict) if verdict.head.label_as_of.is_some() => "answered_by_an_old_label",
        Ok(_) => "answered",
        Err(JudgeError::NotReady(NotReady::NotPermitted(NotPermitted::NoConsent))) => "no_consent",
        Err(JudgeError::NotReady(NotReady::NotPermitted(NotPermitted::Unknown(_)))) => "consent_unknown",
        Err(JudgeError::NotReady(NotReady::NoProfile) | JudgeError::NoVerdict(NoVerdict::Empty(_))) => {
            "no_profile"
        }
        Err(JudgeError::NoVerdict(NoVerdict::Label(LabelError::Unknown))) => "unknown_product",
        Err(JudgeError::NoVerdict(NoVerdict::Label(LabelError::Unavailable(_)))) => "label_unavailable",
        Err(
            JudgeError::NotReady(NotReady::Store(_))
            | JudgeError::NoVerdict(NoVerdict::Label(LabelError::Store(_)))
            | JudgeError::Command(_),
        ) => "failed",
    }
}
