//! The fridge service's binary: configure, connect, build, serve, drain.

mod config;
mod serve;

use std::{io, process::ExitCode, sync::Arc};

use anyhow::Context as _;
use fridge_service::{
    adapters::{
        cli::fold::{self, FoldArgs},
        http::openapi,
        kafka,
        postgres::{self, PgStreams},
    },
    application::rebuild::Rebuild,
};
use indicatif::{ProgressBar, ProgressStyle};
use service_kit::clock::{Clock, SystemClock};

use config::{Command, DlqArgs, MigrateArgs, RebuildArgs};

/// Commands are made of small pieces: this allocator is quicker at them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    match config::parse().command {
        Command::Serve(args) => serve::run(*args).await?,
        Command::Migrate(args) => migrate(args).await?,
        Command::Openapi => println!("{}", openapi::document().to_pretty_json()?),
        Command::Fold(args) => return fold(args).await,
        Command::Rebuild(args) => rebuild(args).await?,
        Command::Dlq(args) => dlq(args).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn migrate(args: MigrateArgs) -> anyhow::Result<()> {
    Ok(messaging::pool::migrate(args.owner_database_url, &postgres::MIGRATOR).await?)
}

async fn fold(args: FoldArgs) -> anyhow::Result<ExitCode> {
    let run = move || fold::run(&args, SystemClock.now(), io::stdin(), io::stdout(), io::stderr());
    Ok(tokio::task::spawn_blocking(run).await?)
}

async fn rebuild(args: RebuildArgs) -> anyhow::Result<()> {
    let pool = postgres::pool(args.database.database_url.options());
    let tombstones = args.tombstones.open(serve::NAME).context("opening the tombstones")?;
    let rebuild = Rebuild::new(Arc::new(PgStreams::new(pool, tombstones)), Arc::new(SystemClock));
    let bar = ProgressBar::new(rebuild.accounts().await.context("counting the accounts")?);
    bar.set_style(ProgressStyle::with_template("{bar:40} {pos}/{len} accounts, {msg}, {eta} left")?);
    let done = rebuild.run(|progress| {
        bar.set_position(progress.accounts);
        bar.set_message(format!("{} events", progress.events));
    });
    let done = done.await.context("making lists and ledgers anew")?;
    bar.finish_and_clear();
    println!(
        "{} accounts, {} events, {:.1} s",
        done.accounts,
        done.events,
        done.began.elapsed().as_secs_f32()
    );
    Ok(())
}

async fn dlq(args: DlqArgs) -> anyhow::Result<()> {
    let pool = postgres::pool(args.database.database_url.options());
    let tombstones = args.tombstones.open(serve::NAME).context("opening the tombstones")?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let subscriptions = kafka::subscriptions(&tombstones, &clock);
    let mut told = String::new();
    let outcome = args.command.run(&pool, &args.kafka, &subscriptions, &mut told).await;
    print!("{told}");
    Ok(outcome?)
}
