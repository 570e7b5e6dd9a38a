//! `DELETE /api/v1/visitor`

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use service_kit::problem::Problem;

use crate::adapters::http::{
    App,
    callers::Visitor,
    erasures::{Begun, Ends},
    problems,
};

/// Erases what is held about the caller's browser; the browser gets a new visitor with this answer. An account stays.
#[utoipa::path(
    delete, path = "/api/v1/visitor", tag = "visitor", operation_id = "eraseVisitor",
    extensions(("x-who" = json!("anyone"))),
    responses((status = 202, description = "Begun.", body = Begun, headers(("Location" = String)))),
)]
pub(in crate::adapters::http) async fn erase_visitor(
    State(app): State<App>,
    Visitor(whose): Visitor,
) -> Result<Response, Problem> {
    let begun = app.erase.visitor(whose.visitor).await;
    let id = begun.map_err(|failure| problems::store(&failure))?;
    Ok(Begun::new(id).ending(Ends::Visitor).into_response())
}
