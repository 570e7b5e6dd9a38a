//! The brand analytics service's binary: configure, connect, build, serve, drain.

mod config;
mod serve;

use brand_analytics_service::adapters::{http::openapi, kafka, metrics::Meters, postgres};

use config::{Command, DlqArgs, MigrateArgs};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match config::parse().command {
        Command::Serve(args) => serve::run(*args).await,
        Command::Migrate(args) => migrate(args).await,
        Command::Openapi => {
            println!("{}", openapi::document().to_pretty_json()?);
            Ok(())
        }
        Command::Dlq(args) => dlq(args).await,
    }
}

async fn migrate(args: MigrateArgs) -> anyhow::Result<()> {
    Ok(messaging::pool::migrate(args.owner_database_url, &postgres::MIGRATOR).await?)
}

async fn dlq(args: DlqArgs) -> anyhow::Result<()> {
    let pool = postgres::pool(args.database.database_url.options());
    let subscriptions = kafka::subscriptions(&Meters::default());
    let mut told = String::new();
    let outcome = args.command.run(&pool, &args.kafka, &subscriptions, &mut told).await;
    print!("{told}");
    Ok(outcome?)
}
