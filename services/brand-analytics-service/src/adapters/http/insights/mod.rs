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
use service_kit::{ids::BrandId, language::Language, problem::Problem};

use super::{App, problems};
use crate::{
    application::read_insights::{Question, Report},
    domain::words::Words,
};
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
    let language = Language::of_caller(headers);
    let body = InsightsBody::new(&report, Words::of(language));
    let body = serde_json::to_vec(&body).map_err(|_| Problem::internal())?;
    Ok(kept::answer(headers, language, "application/json", body))
}

async fn report(app: &App, brand: BrandId, table: Table, question: Question) -> Result<Report, Problem> {
    let report = app.read_insights.run(brand, question).await;
    let report = report.map_err(|failure| problems::read_insights(&failure))?;
    app.meters.told(table.as_str());
    Ok(report)
}
