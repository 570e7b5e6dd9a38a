//! `GET /internal/export/{accountId}`: what this service itself holds, as every holder of personal data answers.

use axum::{
    extract::{Path, State},
    response::Response,
};
use service_kit::{identity::ServiceCaller, problem::Problem};

use super::account;
use crate::adapters::http::{App, export_document};

pub(super) async fn export(
    _: ServiceCaller,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    Ok(export_document::own(app.exports.own().clone(), account(&id)?))
}
