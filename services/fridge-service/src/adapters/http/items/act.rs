//! `POST /api/v1/fridge/items/{itemId}/actions`

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use service_kit::{
    http::{IdempotencyKey, Json, expected},
    problem::Problem,
};

use super::{answer, item_id};
use crate::adapters::http::{
    App,
    callers::Consumer,
    problems,
    shapes::{ActionRequest, ItemBody},
    wishes,
};

const ROUTE: &str = "act_on_fridge_item";

/// Does something to one of the caller's packs. With `If-Match` only if nothing was done to it since.
#[utoipa::path(
    post, path = "/api/v1/fridge/items/{itemId}/actions", tag = "fridge", operation_id = "actOnFridgeItem",
    extensions(("x-who" = json!("consumer"))),
    request_body = ActionRequest,
    params(
        ("itemId" = uuid::Uuid, Path),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of the pack as the caller saw it."),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 bytes; the same key and body give the same answer for a day."),
    ),
    responses(
        (status = 200, description = "The pack as it is now.", body = ItemBody<'static>, headers(("ETag" = String))),
        (status = 400, description = "`invalid-request`, with a pointer to every fault; `mixed-units`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-item`: none of the caller's.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`not-possible-now`, with the `state` that it is in; `idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`, `visitor-erased`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`stale`, with the pack as it is now in `current`.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn act_on_fridge_item(
    State(app): State<App>,
    Consumer { actor, .. }: Consumer,
    IdempotencyKey(key): IdempotencyKey,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(request): Json<ActionRequest>,
) -> Result<Response, Problem> {
    let (item, expected) = (item_id(&id)?, expected(&headers));
    let said = serde_json::to_vec(&(item, format!("{expected:?}"), &request));
    let said = said.map_err(|_| Problem::internal())?;
    let key = key.map(|key| app.idempotency.claim(ROUTE, &key, &said));
    let word = request.action.as_str();
    let wish = wishes::acting(&request)?;
    let acted = app.act_on_item.act(&actor, item, expected, wish, key).await;
    app.meters.command(word, acted.as_ref().map_or_else(problems::outcome, |_| "done"));
    match acted {
        Ok(shown) => Ok(answer(&shown)),
        Err(failure) => {
            let day = app.read_fridge.day(actor.account).await.ok();
            Err(problems::act(&failure, || day))
        }
    }
}
