//! Every setting is a flag and an environment variable; `--help` lists them.

use std::{ffi::OsString, fmt, net::SocketAddr, path::PathBuf, str::FromStr};

use clap::{Args, Parser, Subcommand};
use messaging::{KafkaArgs, dlq};
use reqwest::Url;
use service_kit::config::{Fault, IdentityArgs, TelemetryArgs, TombstoneArgs, loopback, try_parse_from};
use sqlx::postgres::PgConnectOptions;

use passport_service::{
    adapters::cli::{import::ImportArgs, inspect::InspectArgs},
    application::idempotency::IdempotencySecret,
};

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
    /// Hashes idempotency keys: at least 16 bytes in hexadecimal digits, the same for every instance.
    #[arg(long, env = "PASSPORT_IDEMPOTENCY_SECRET", value_name = "HEX", hide_env_values = true, value_parser = secret)]
    pub(crate) idempotency_secret: IdempotencySecret,
}

/// The catalog's database.
#[derive(Debug, Args)]
pub(crate) struct DatabaseArgs {
    /// PostgreSQL as the service's role.
    #[arg(long, env = "PASSPORT_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) database_url: Database,
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
    pub(crate) owner_database_url: Database,
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

/// A database's URL, which shows nothing of itself.
#[derive(Clone)]
pub(crate) struct Database(pub(crate) PgConnectOptions);

impl FromStr for Database {
    type Err = &'static str;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        // The parser's own words would repeat the URL.
        url.parse().map(Self).map_err(|_| "not a postgres:// URL")
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

fn secret(hex: &str) -> Result<IdempotencySecret, &'static str> {
    let digits = hex.as_bytes();
    if digits.len() < 32 || !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return Err("not 32 or more hexadecimal digits");
    }
    let nibble = |digit: u8| char::from(digit).to_digit(16).unwrap_or_default() as u8;
    Ok(IdempotencySecret::new(
        digits.chunks(2).map(|pair| nibble(pair[0]) << 4 | nibble(pair[1])).collect::<Vec<_>>(),
    ))
}

/// Reads the settings; a fault is told in one line, and the process exits with 2.
pub(crate) fn parse() -> Config {
    match try_parse_from(with_default_command(std::env::args_os())) {
        Ok(config) => config,
        Err(Fault::Told(error)) => error.exit(),
        Err(Fault::Setting(line)) => {
            eprintln!("{line}");
            std::process::exit(2)
        }
    }
}

/// Without a command the service serves.
fn with_default_command(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<_> = arguments.collect();
    let told = arguments.get(1).and_then(|argument| argument.to_str());
    let about_itself = matches!(told, Some("-h" | "--help" | "-V" | "--version"));
    if told.is_none_or(|argument| argument.starts_with('-')) && !about_itself {
        arguments.insert(1.min(arguments.len()), "serve".into());
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &[&str]) -> Vec<OsString> {
        with_default_command(words.iter().map(OsString::from))
    }

    #[test]
    fn the_service_serves_unless_told_otherwise() {
        assert_eq!(arguments(&["passport-service"])[1], "serve");
        assert_eq!(arguments(&["passport-service", "--listen", "127.0.0.1:1"])[1], "serve");
        assert_eq!(arguments(&["passport-service", "--help"])[1], "--help");
        assert_eq!(arguments(&["passport-service", "migrate"])[1], "migrate");
    }

    #[test]
    fn secrets_show_in_no_log() {
        let database: Database = "postgres://user:s3cret@host/db".parse().expect("a URL");
        assert_eq!(format!("{database:?}"), "[redacted]");
        assert_eq!(format!("{:?}", secret(&"ab".repeat(16)).expect("hex")), "[redacted]");
        assert!(secret("abc").is_err());
    }
}
