//! The measurement pipeline's binary: configure, connect, build, serve, drain.

mod config;
mod serve;

use std::{io, process::ExitCode, sync::Arc};

use anyhow::Context as _;
use measurement_pipeline::{
    adapters::{
        cli::{import_history, release},
        kafka,
        postgres::{self, PgBooks},
    },
    application::import_history::ImportHistory,
};
use service_kit::clock::{Clock, SystemClock};

use config::{Command, DlqArgs, ImportArgs, MigrateArgs};
use serve::Secrets;

fn main() -> anyhow::Result<ExitCode> {
    match config::parse().command {
        // Files only: no runtime.
        Command::Release(args) => Ok(release::run(&args, io::stdin(), io::stdout(), io::stderr())),
        Command::Serve(args) => done(serve::run(*args)),
        Command::Migrate(args) => done(migrate(args)),
        Command::ImportHistory(args) => in_runtime(import(args))?,
        Command::Dlq(args) => done(dlq(args)),
    }
}

fn done(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<ExitCode> {
    in_runtime(work)?.map(|()| ExitCode::SUCCESS)
}

fn in_runtime<T>(work: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    Ok(runtime.context("starting the runtime")?.block_on(work))
}

async fn migrate(args: MigrateArgs) -> anyhow::Result<()> {
    Ok(messaging::pool::migrate(args.owner_database_url, &postgres::MIGRATOR).await?)
}

async fn import(args: ImportArgs) -> anyhow::Result<ExitCode> {
    let Secrets { roots, .. } = Secrets::open(&args.secrets)?;
    let import = ImportHistory {
        books: Arc::new(PgBooks::new(postgres::pool(args.database.database_url.options()))),
        policy: args.policy.policy(),
        clock: Arc::new(SystemClock),
    };
    Ok(import_history::run(&args.history, &import, roots, io::stdin(), io::stdout(), io::stderr()).await)
}

async fn dlq(args: DlqArgs) -> anyhow::Result<()> {
    let pool = postgres::pool(args.database.database_url.options());
    let Secrets { keys, roots, tombstones } = Secrets::open(&args.secrets)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let subscriptions = [kafka::subscription(&keys, &roots, &tombstones, &clock)];
    let mut told = String::new();
    let outcome = args.command.run(&pool, &args.kafka, &subscriptions, &mut told).await;
    print!("{told}");
    Ok(outcome?)
}
