//! `GET /api/v1/fridge/items/{itemId}`

use axum::{
    extract::{Path, State},
    response::Response,
};
use service_kit::problem::Problem;

use super::{answer, item_id};
use crate::adapters::http::{App, callers::Consumer, problems, shapes::ItemBody};

/// One of the caller's packs, gone ones included.
#[utoipa::path(
    get, path = "/api/v1/fridge/items/{itemId}", tag = "fridge", operation_id = "readFridgeItem",
    extensions(("x-who" = json!("consumer"))),
    params(("itemId" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The pack.", body = ItemBody<'static>, headers(("ETag" = String))),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-item`: none of the caller's.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_fridge_item(
    State(app): State<App>,
    Consumer { actor, .. }: Consumer,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let shown = app.read_fridge.item(actor.account, item_id(&id)?).await;
    let shown = shown.map_err(|failure| problems::store(&failure))?.ok_or_else(problems::unknown_item)?;
    Ok(answer(&shown))
}
