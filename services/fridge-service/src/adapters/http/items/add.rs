//! `POST /api/v1/fridge/items`

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use service_kit::{
    http::{IdempotencyKey, Json},
    problem::Problem,
};

use super::marks;
use crate::adapters::http::{
    App,
    callers::Consumer,
    problems,
    shapes::{AddRequest, ItemBody},
    wishes,
};

const ROUTE: &str = "add_fridge_item";

/// Puts a pack into the caller's fridge. A scan brings its expiry, its kind and its lot; the product brings its quantity and how long
/// such food keeps; whatever is said here stands instead.
#[utoipa::path(
    post, path = "/api/v1/fridge/items", tag = "fridge", operation_id = "addFridgeItem",
    extensions(("x-who" = json!("consumer"))),
    request_body = AddRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "At most 255 bytes; the same key and body give the same answer for a day.")),
    responses(
        (status = 201, description = "The pack.", body = ItemBody<'static>, headers(("Location" = String), ("ETag" = String))),
        (status = 400, description = "`invalid-request`, with a pointer to every fault; `invalid-code`", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-scan`: none of the caller's; `unknown-product`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`fridge-full`; `idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`, `visitor-erased`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`product-unavailable`: the product cannot be asked about at the moment.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn add_fridge_item(
    State(app): State<App>,
    Consumer { actor, token }: Consumer,
    IdempotencyKey(key): IdempotencyKey,
    Json(request): Json<AddRequest>,
) -> Result<Response, Problem> {
    let said = serde_json::to_vec(&request).map_err(|_| Problem::internal())?;
    let key = key.map(|key| app.idempotency.claim(ROUTE, &key, &said));
    let wish = wishes::adding(request)?;
    let added = app.add_item.add(&actor, &token, wish, key).await;
    app.meters.command("add", added.as_ref().map_or_else(problems::add_outcome, |_| "done"));
    let shown = added.map_err(|failure| problems::add(&failure))?;
    let location = format!("/api/v1/fridge/items/{}", shown.kept.item.id());
    let location = HeaderValue::from_str(&location).map_err(|_| Problem::internal())?;
    let headers = [(header::LOCATION, location)];
    Ok((StatusCode::CREATED, headers, marks(&shown), Json(ItemBody::from(&shown))).into_response())
}
