//! The identity service's binary: configure, connect, build, serve, drain.

mod config;
mod serve;

use std::{io, process::ExitCode, sync::Arc};

use anyhow::Context as _;
use identity_service::{
    adapters::{
        cli::{brand, verify_ledger},
        http::openapi,
        kafka,
        keycloak::Keycloak,
        postgres::{self, PgBrands, PgLedger},
    },
    application::{brands::ManageBrands, prefixes::ProvePrefixes, verify_ledger::VerifyLedger},
};
use service_kit::clock::{Clock, SystemClock};

use config::{BrandArgs, Command, DatabaseArgs, DlqArgs, MigrateArgs};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    match config::parse().command {
        Command::Serve(args) => serve::run(*args).await?,
        Command::Migrate(args) => migrate(args).await?,
        Command::Openapi => println!("{}", openapi::document().to_pretty_json()?),
        Command::Brand(args) => return brand(args).await,
        Command::VerifyLedger(args) => return verify_ledger(args).await,
        Command::Dlq(args) => dlq(args).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn migrate(args: MigrateArgs) -> anyhow::Result<()> {
    Ok(messaging::pool::migrate(args.owner_database_url, &postgres::MIGRATOR).await?)
}

async fn brand(args: BrandArgs) -> anyhow::Result<ExitCode> {
    let brands = Arc::new(PgBrands::new(postgres::pool(args.database.database_url.options())));
    let keycloak = Arc::new(Keycloak::new(&args.keycloak.settings())?);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let prefixes = ProvePrefixes::new(brands.clone(), clock.clone());
    let brands = ManageBrands::new(brands, keycloak, clock);
    Ok(brand::run(args.command, &brands, &prefixes).await)
}

async fn verify_ledger(args: DatabaseArgs) -> anyhow::Result<ExitCode> {
    let ledger = VerifyLedger::new(Arc::new(PgLedger::new(postgres::pool(args.database_url.options()))));
    Ok(verify_ledger::run(&ledger, io::stdout()).await?)
}

async fn dlq(args: DlqArgs) -> anyhow::Result<()> {
    let pool = postgres::pool(args.database.database_url.options());
    let tombstones = args.tombstones.open(serve::NAME).context("opening the tombstones")?;
    let subscriptions = kafka::subscriptions(&tombstones, &(Arc::new(SystemClock) as Arc<dyn Clock>));
    let mut told = String::new();
    let outcome = args.command.run(&pool, &args.kafka, &subscriptions, &mut told).await;
    print!("{told}");
    Ok(outcome?)
}
