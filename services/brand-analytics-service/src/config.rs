//! Every setting is a flag and an environment variable; `--help` lists them.

use std::net::SocketAddr;

use clap::{Args, Parser, Subcommand};
use messaging::{KafkaArgs, dlq, pool::DatabaseUrl};
use service_kit::config::{IdentityArgs, TelemetryArgs, loopback};

/// What brands may know: released numbers of how their packs are used.
#[derive(Debug, Parser)]
#[command(name = "brand-analytics-service", version, disable_help_subcommand = true)]
pub(crate) struct Config {
    /// What to do; `serve` when nothing is said.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serves the API until it is told to stop. Example: `brand-analytics-service serve --help` lists its settings.
    Serve(Box<ServeArgs>),
    /// Brings the schema to what this build needs. Example: `ANALYTICS_OWNER_DATABASE_URL=… brand-analytics-service migrate`
    Migrate(MigrateArgs),
    /// Prints the OpenAPI document. Example: `brand-analytics-service openapi > openapi.json`
    Openapi,
    /// Dead letters of this service's consumer: days that are not what was released. Example: `brand-analytics-service dlq list`
    Dlq(DlqArgs),
}

/// The settings of `serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address of the service's API.
    #[arg(long, env = "PACKYTRACE_LISTEN", value_name = "ADDRESS", default_value_t = loopback(8086))]
    pub(crate) listen: SocketAddr,
    /// Address of metrics and health.
    #[arg(long, env = "PACKYTRACE_ADMIN_LISTEN", value_name = "ADDRESS", default_value_t = loopback(9086))]
    pub(crate) admin_listen: SocketAddr,
    #[command(flatten)]
    pub(crate) telemetry: TelemetryArgs,
    #[command(flatten)]
    pub(crate) identity: IdentityArgs,
    #[command(flatten)]
    pub(crate) kafka: KafkaArgs,
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
}

/// The database.
#[derive(Debug, Args)]
pub(crate) struct DatabaseArgs {
    /// PostgreSQL as the service's role.
    #[arg(long, env = "ANALYTICS_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) database_url: DatabaseUrl,
}

/// The settings of `migrate`.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// PostgreSQL as the schema's owner.
    #[arg(long, env = "ANALYTICS_OWNER_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) owner_database_url: DatabaseUrl,
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
}

/// Reads the settings; a fault is told in one line, and the process exits with 2.
pub(crate) fn parse() -> Config {
    service_kit::config::parse_or_serve()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use service_kit::config::try_parse_from;

    use super::*;

    #[test]
    fn secrets_show_in_no_log() {
        let words = [
            "brand-analytics-service",
            "serve",
            "--identity-jwks",
            "keys.json",
            "--database-url",
            "postgres://user:5ec7@host/db",
        ];
        let config: Config = try_parse_from(words.map(OsString::from)).expect("complete");
        assert!(!format!("{config:?}").contains("5ec7"), "{config:?}");
    }
}
