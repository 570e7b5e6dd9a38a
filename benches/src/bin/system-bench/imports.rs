//! The bulk import of products that the catalog lacks.

use std::{path::Path, process::Command, time::Instant};

use anyhow::{Context, ensure};
use benches::{Goal, Report};
use fleet::{Checkout, Fleet};
use sqlx::Connection;

const FILE: &str = "data/open-food-facts/lean-europe.csv.gz";

pub(crate) async fn run(fleet: &Fleet, report: &mut Report) -> anyhow::Result<()> {
    let before = records(fleet).await?;
    let first = import(fleet)?;
    let products = records(fleet).await? - before;
    ensure!(products > 0, "nothing was imported");
    let rate = products as f64 / first;
    let name = format!("import of {products} new products");
    report.add(&name, rate, "/s", Some(Goal::AtLeast(5_000.0)));
    Ok(())
}

fn import(fleet: &Fleet) -> anyhow::Result<f64> {
    let file = Checkout::find()?.path(FILE);
    let program = std::env::current_exe()?.with_file_name("passport-service");
    let began = Instant::now();
    let status = command(&program, &file, fleet)?.status().context("starting the import")?;
    ensure!(status.success(), "the import failed: {status}");
    Ok(began.elapsed().as_secs_f64())
}

fn command(program: &Path, file: &Path, fleet: &Fleet) -> anyhow::Result<Command> {
    let mut command = Command::new(program);
    command.args(["import", "open-food-facts"]).arg(file);
    command.env("PASSPORT_DATABASE_URL", fleet.postgres_url("passport_service")?);
    Ok(command)
}

async fn records(fleet: &Fleet) -> anyhow::Result<i64> {
    let mut connection = sqlx::PgConnection::connect(&fleet.postgres_url("passport_owner")?).await?;
    let count = sqlx::query_scalar("SELECT count(*) FROM passport.source_records");
    Ok(count.fetch_one(&mut connection).await?)
}
