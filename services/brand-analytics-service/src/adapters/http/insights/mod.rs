//! A brand's tables: the same rows as JSON and as CSV.

pub(super) mod csv;
mod kept;
mod parameters;
pub(super) mod products;
pub(super) mod regions;
pub(super) mod series;
mod shapes;
pub(super) mod summary;

use axum::{http::HeaderMap, response::Response};
use service_kit::{ids::BrandId, problem::Problem};

use super::{App, problems};
use crate::application::read_insights::{Question, Report};
use parameters::{Asked, Table};
use shapes::InsightsBody;

/// The table as JSON.
async fn answer(
    app: &App,
    brand: BrandId,
    headers: &HeaderMap,
    table: Table,
    asked: Asked,
) -> Result<Response, Problem> {
    let question = parameters::read(table, asked)?;
    let report = report(app, brand, table, question).await?;
    let body = serde_json::to_vec(&InsightsBody::from(&report)).map_err(|_| Problem::internal())?;
    Ok(kept::answer(headers, "application/json", body))
}

async fn report(app: &App, brand: BrandId, table: Table, question: Question) -> Result<Report, Problem> {
    let report = app.read_insights.run(brand, question).await;
    let report = report.map_err(|failure| problems::read_insights(&failure))?;
    app.meters.told(table.as_str());
    Ok(report)
}
