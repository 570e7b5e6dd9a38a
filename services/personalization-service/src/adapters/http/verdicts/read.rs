//! `GET /api/v1/verdicts/{verdictId}`

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use service_kit::{http::Json, language::Language, problem::Problem};
use tracing::error;

use crate::{
    adapters::http::{App, callers::Consumer, language::marks, problems, views::VerdictBody},
    application::{past_verdicts::Replayed, ports::VerdictId},
};

/// What the caller was told then, by the rules and the label of then.
#[utoipa::path(
    get, path = "/api/v1/verdicts/{verdictId}", tag = "verdicts", operation_id = "readVerdict",
    extensions(("x-who" = json!("consumer"))),
    params(
        ("verdictId" = uuid::Uuid, Path),
        ("Accept-Language" = Option<String>, Header, description = "Language of the reasons: en, it or de."),
    ),
    responses(
        (status = 200, description = "The verdict.", body = VerdictBody),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`consent-required`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-verdict`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`consent-unknown`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_verdict(
    State(app): State<App>,
    Consumer(asker): Consumer,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = VerdictId(id.parse().map_err(|_| problems::unknown_verdict())?);
    let found =
        app.past_verdicts.find(asker.account, id).await.map_err(|failure| problems::past(&failure))?;
    let (verdict, replayed) = found.ok_or_else(problems::unknown_verdict)?;
    app.meters.replay(replayed);
    if replayed == Replayed::Different {
        error!(policy = %verdict.head.policy, "a published policy says something else than it did");
    }
    let language = Language::of_caller(&headers);
    Ok((marks(language), Json(VerdictBody::new(&verdict, language))).into_response())
}
