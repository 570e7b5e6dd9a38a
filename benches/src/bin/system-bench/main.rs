//! The whole system's figures beside their goals: import rate, scans of known products at 200 a second, verdicts.
//!
//! Runs a fleet of its own from release binaries beside this program (`make bench` builds them).

mod imports;
mod person;
mod scans;
mod verdicts;

use std::path::PathBuf;

use anyhow::Context;
use benches::Report;
use clap::Parser;
use fleet::{Catalog, Fleet, FleetOptions};

/// Measures the whole system.
#[derive(Debug, Parser)]
struct Options {
    /// Where the figures go; they are printed in any case.
    #[arg(long, default_value = "benches/results")]
    results: PathBuf,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let fleet = FleetOptions::test()?.all_services().keycloak(false).import(Catalog::Small);
    let mut report = Report::begin();
    let fleet = Fleet::start(fleet).await.context("starting the fleet")?;
    verdicts::run(&fleet, &mut report).await?;
    scans::run(&fleet, &mut report).await?;
    imports::run(&fleet, &mut report).await?;
    report.write(&options.results, "system")
}
