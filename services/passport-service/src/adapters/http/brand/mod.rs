//! The brand's workspace: `/api/v1/brand/…`. The brand is the token's, never the request's.

pub(super) mod attention;
mod callers;
pub(super) mod changes;
pub(super) mod code;
pub(super) mod imports;
pub(super) mod journeys;
pub(super) mod links;
mod problems;
pub(super) mod products;
pub(super) mod reports;
mod shapes;

use service_kit::{idempotency::Claim, problem::Problem, version::Expected};

use self::callers::BrandUser;
use super::App;
use crate::application::record_scan::to_the_microsecond;
use crate::application::workspace::{
    attention::Attention, changes::BrandChanges, codes::BrandCodes, imports::BrandImports,
    journeys::BrandJourneys, links::BrandLinks, ports::Command, products::BrandProducts,
    reports::BrandReports,
};

/// The use cases of the workspace.
#[derive(Clone)]
pub struct Workspace {
    /// Products, drafts and published.
    pub products: BrandProducts,
    /// Journeys of products and lots.
    pub journeys: BrandJourneys,
    /// Where codes lead.
    pub links: BrandLinks,
    /// What changed about products.
    pub changes: BrandChanges,
    /// What shoppers report.
    pub reports: BrandReports,
    /// Files of products.
    pub imports: BrandImports,
    /// Codes to print.
    pub codes: BrandCodes,
    /// What is looked at first.
    pub attention: Attention,
}

/// A command of the caller's, told from others by its key and by what it says.
fn command(
    app: &App,
    caller: BrandUser,
    key: Option<String>,
    route: &'static str,
    said: &impl serde::Serialize,
) -> Result<Command, Problem> {
    let key = match key {
        Some(key) => Some(claim(app, route, &key, said)?),
        None => None,
    };
    Ok(Command { brand: caller.brand, caller: caller.visitor, key, at: to_the_microsecond(app.clock.now()) })
}

fn claim(app: &App, route: &'static str, key: &str, said: &impl serde::Serialize) -> Result<Claim, Problem> {
    let body = serde_json::to_vec(said).map_err(|_| Problem::internal())?;
    Ok(app.idempotency.claim(route, key, &body))
}

/// A version as part of what a command says.
fn words(expected: Expected) -> String {
    format!("{expected:?}")
}
