//! The passport service's binary: configure, connect, build, serve, drain.

mod config;
mod serve;

use std::{io, process::ExitCode, sync::Arc};

use anyhow::Context as _;
use passport_service::adapters::{
    cli::{
        import,
        inspect::{self, InspectArgs},
    },
    http::openapi,
    kafka, postgres,
};

use service_kit::clock::SystemClock;

use config::{Command, DlqArgs, MigrateArgs};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    match config::parse().command {
        Command::Serve(args) => serve::run(*args).await?,
        Command::Migrate(args) => migrate(args).await?,
        Command::Openapi => println!("{}", openapi::document().to_pretty_json()?),
        Command::Inspect(args) => return inspect(args).await,
        Command::Import(args) => {
            return Ok(import::run(&args.what, postgres::pool(args.database.database_url.options())).await);
        }
        Command::Dlq(args) => dlq(args).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn migrate(args: MigrateArgs) -> anyhow::Result<()> {
    Ok(messaging::pool::migrate(args.owner_database_url, &postgres::MIGRATOR).await?)
}

async fn inspect(args: InspectArgs) -> anyhow::Result<ExitCode> {
    let run = move || inspect::run(&args, io::stdin(), io::stdout(), io::stderr());
    Ok(tokio::task::spawn_blocking(run).await?)
}

async fn dlq(args: DlqArgs) -> anyhow::Result<()> {
    let pool = postgres::pool(args.database.database_url.options());
    let tombstones = args.tombstones.open(serve::NAME).context("opening the tombstones")?;
    let subscriptions = [kafka::identity(tombstones, Arc::new(SystemClock))];
    let mut told = String::new();
    let outcome = args.command.run(&pool, &args.kafka, &subscriptions, &mut told).await;
    print!("{told}");
    Ok(outcome?)
}
