//! Every setting is a flag and an environment variable; `--help` lists them.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use messaging::{KafkaArgs, dlq, pool::DatabaseUrl};
use reqwest::Url;
use service_kit::{
    config::{IdentityArgs, TelemetryArgs, TombstoneArgs, loopback},
    idempotency::IdempotencySecret,
};

use passport_service::adapters::cli::{import::ImportArgs, inspect::InspectArgs};

/// The resolver, the product catalog, scan records and passport assembly.
#[derive(Debug, Parser)]
#[command(name = "passport-service", version, disable_help_subcommand = true)]
pub(crate) struct Config {
    /// What to do; `serve` when nothing is said.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serves the API until it is told to stop. Example: `passport-service serve --help` lists its settings.
    Serve(Box<ServeArgs>),
    /// Brings the schema to what this build needs. Example: `PASSPORT_OWNER_DATABASE_URL=… passport-service migrate`
    Migrate(MigrateArgs),
    /// Prints the OpenAPI document. Example: `passport-service openapi > openapi.json`
    Openapi,
    Inspect(InspectArgs),
    /// Reads files into the catalog.
    Import(ImportCommand),
    /// Dead letters of this service's consumers. Example: `passport-service dlq list`
    Dlq(DlqArgs),
}

/// The settings of `serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address of the service's API.
    #[arg(long, env = "PACKYTRACE_LISTEN", value_name = "ADDRESS", default_value_t = loopback(8081))]
    pub(crate) listen: SocketAddr,
    /// Address of metrics and health.
    #[arg(long, env = "PACKYTRACE_ADMIN_LISTEN", value_name = "ADDRESS", default_value_t = loopback(9081))]
    pub(crate) admin_listen: SocketAddr,
    #[command(flatten)]
    pub(crate) telemetry: TelemetryArgs,
    #[command(flatten)]
    pub(crate) identity: IdentityArgs,
    #[command(flatten)]
    pub(crate) kafka: KafkaArgs,
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    #[command(flatten)]
    pub(crate) tombstones: TombstoneArgs,
    #[command(flatten)]
    pub(crate) sources: SourceArgs,
    /// The page of the web app's build into which facts are put.
    #[arg(
        long,
        env = "PASSPORT_SHELL",
        value_name = "FILE",
        default_value = "client/web-app/build/shell.html"
    )]
    pub(crate) shell: PathBuf,
    /// Where the links in printed codes begin: the address under which phones reach the resolver.
    #[arg(
        long,
        env = "PASSPORT_LINK_STEM",
        value_name = "URL",
        default_value = "https://id.packytrace.example"
    )]
    pub(crate) link_stem: Url,
    /// Hashes idempotency keys: at least 16 bytes in hexadecimal digits, the same for every instance.
    #[arg(long, env = "PASSPORT_IDEMPOTENCY_SECRET", value_name = "HEX", hide_env_values = true)]
    pub(crate) idempotency_secret: IdempotencySecret,
}

/// The catalog's database.
#[derive(Debug, Args)]
pub(crate) struct DatabaseArgs {
    /// PostgreSQL as the service's role.
    #[arg(long, env = "PASSPORT_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) database_url: DatabaseUrl,
}

/// The outside sources.
#[derive(Debug, Args)]
pub(crate) struct SourceArgs {
    /// Open Food Facts.
    #[arg(
        long,
        env = "PASSPORT_OFF_URL",
        value_name = "URL",
        default_value = "https://world.openfoodfacts.org"
    )]
    pub(crate) off_url: Url,
    /// Whom the outside sources may write to about our requests.
    #[arg(
        long = "off-contact",
        env = "PASSPORT_OFF_CONTACT",
        value_name = "ADDRESS",
        default_value = "hello@packytrace.example"
    )]
    pub(crate) contact: String,
    /// Reads at Open Food Facts in a minute, by all instances together.
    #[arg(long, env = "PASSPORT_OFF_READS_PER_MINUTE", value_name = "N", default_value_t = 15,
        value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub(crate) off_reads_per_minute: u16,
    /// ADEME's data service, for life-cycle rows that the shipped table lacks.
    #[arg(
        long,
        env = "PASSPORT_AGRIBALYSE_URL",
        value_name = "URL",
        default_value = "https://data.ademe.fr"
    )]
    pub(crate) agribalyse_url: Url,
}

/// The settings of `migrate`.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// PostgreSQL as the schema's owner.
    #[arg(long, env = "PASSPORT_OWNER_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) owner_database_url: DatabaseUrl,
}

/// The settings of `import`.
#[derive(Debug, Args)]
pub(crate) struct ImportCommand {
    #[command(flatten)]
    pub(crate) what: ImportArgs,
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
}

/// The settings of `dlq`.
#[derive(Debug, Args)]
pub(crate) struct DlqArgs {
    #[command(subcommand)]
    pub(crate) command: dlq::Command,
    #[command(flatten)]
    pub(crate) kafka: KafkaArgs,
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    #[command(flatten)]
    pub(crate) tombstones: TombstoneArgs,
}

/// Reads the settings; a fault is told in one line, and the process exits with 2.
pub(crate) fn parse() -> Config {
    service_kit::config::parse_or_serve()
}
