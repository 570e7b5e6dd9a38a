//! The personalization service's binary: configure, connect, build, serve, drain.

mod config;
mod serve;

use std::{io, process::ExitCode, sync::Arc};

use anyhow::Context as _;
use personalization_service::{
    adapters::{
        cli::evaluate::{self, EvaluateArgs},
        http::openapi,
        kafka, postgres,
    },
    application::rotate_keys::RotateKeys,
};
use service_kit::clock::{Clock, SystemClock};

use config::{Command, DlqArgs, MigrateArgs, RotateArgs};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    match config::parse().command {
        Command::Serve(args) => serve::run(*args).await?,
        Command::Migrate(args) => migrate(args).await?,
        Command::Openapi => println!("{}", openapi::document().to_pretty_json()?),
        Command::Evaluate(args) => return evaluate(args).await,
        Command::RotateKeys(args) => return rotate_keys(args).await,
        Command::Dlq(args) => dlq(args).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn migrate(args: MigrateArgs) -> anyhow::Result<()> {
    Ok(messaging::pool::migrate(args.owner_database_url, &postgres::MIGRATOR).await?)
}

async fn evaluate(args: EvaluateArgs) -> anyhow::Result<ExitCode> {
    let run = move || evaluate::run(&args, io::stdin(), io::stdout(), io::stderr());
    Ok(tokio::task::spawn_blocking(run).await?)
}

async fn rotate_keys(args: RotateArgs) -> anyhow::Result<ExitCode> {
    let keys =
        postgres::PgKeys::new(postgres::pool(args.database.database_url.options()), args.keys.profile_keys);
    let done = RotateKeys::new(Arc::new(keys)).run().await.context("wrapping keys anew")?;
    println!("{} keys wrapped anew, {} could not be", done.rewrapped, done.failed);
    Ok(if done.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn dlq(args: DlqArgs) -> anyhow::Result<()> {
    let pool = postgres::pool(args.database.database_url.options());
    let tombstones = args.tombstones.open(serve::NAME).context("opening the tombstones")?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let subscriptions = kafka::subscriptions(&tombstones, &clock, None);
    let mut told = String::new();
    let outcome = args.command.run(&pool, &args.kafka, &subscriptions, &mut told).await;
    print!("{told}");
    Ok(outcome?)
}
