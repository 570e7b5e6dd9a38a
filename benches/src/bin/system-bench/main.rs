//! The whole system's figures beside their goals: import rate, and scans of known products at 200 a second.
//!
//! Runs a fleet of its own from release binaries beside this program (`make bench` builds them).
#![expect(clippy::print_stdout, reason = "the figures are the answer")]

mod imports;
mod scans;

use anyhow::Context;
use fleet::{Catalog, Fleet, FleetOptions};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = FleetOptions::test()?.services(&["passport-service", "api-gateway"]).import(Catalog::Small);
    let fleet = Fleet::start(options).await.context("starting the fleet")?;
    println!("{:<46} {:>12} {:>12}", "figure", "measured", "goal");
    scans::run(&fleet).await?;
    imports::run(&fleet).await
}

/// One line of the table.
fn line(figure: &str, measured: &str, goal: &str) {
    println!("{figure:<46} {measured:>12} {goal:>12}");
}
