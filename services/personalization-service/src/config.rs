//! Every setting is a flag and an environment variable; `--help` lists them.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use messaging::{KafkaArgs, dlq, pool::DatabaseUrl};
use personalization_service::adapters::{cli::evaluate::EvaluateArgs, vault::KeyRing};
use reqwest::Url;
use service_kit::{
    config::{IdentityArgs, TelemetryArgs, TombstoneArgs, loopback},
    idempotency::IdempotencySecret,
};

/// Health profiles, rule policies and verdicts.
#[derive(Debug, Parser)]
#[command(name = "personalization-service", version, disable_help_subcommand = true)]
pub(crate) struct Config {
    /// What to do; `serve` when nothing is said.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serves the API until it is told to stop. Example: `personalization-service serve --help` lists its settings.
    Serve(Box<ServeArgs>),
    /// Brings the schema to what this build needs. Example: `PERSONALIZATION_OWNER_DATABASE_URL=… personalization-service migrate`
    Migrate(MigrateArgs),
    /// Prints the OpenAPI document. Example: `personalization-service openapi > openapi.json`
    Openapi,
    Evaluate(EvaluateArgs),
    /// Wraps every person's key by the first of the configured keys, so that the others are needed no more: exit 1 when one could
    /// not be. May be repeated. Example: `PERSONALIZATION_PROFILE_KEYS=new,old personalization-service rotate-keys`
    RotateKeys(RotateArgs),
    /// Dead letters of this service's consumers. Example: `personalization-service dlq list`
    Dlq(DlqArgs),
}

/// The settings of `serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address of the service's API.
    #[arg(long, env = "PACKYTRACE_LISTEN", value_name = "ADDRESS", default_value_t = loopback(8082))]
    pub(crate) listen: SocketAddr,
    /// Address of metrics and health.
    #[arg(long, env = "PACKYTRACE_ADMIN_LISTEN", value_name = "ADDRESS", default_value_t = loopback(9082))]
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
    pub(crate) keys: KeyArgs,
    #[command(flatten)]
    pub(crate) peers: PeerArgs,
    /// Hashes idempotency keys: at least 16 bytes in hexadecimal digits, the same for every instance.
    #[arg(long, env = "PERSONALIZATION_IDEMPOTENCY_SECRET", value_name = "HEX", hide_env_values = true)]
    pub(crate) idempotency_secret: IdempotencySecret,
}

/// The database.
#[derive(Debug, Args)]
pub(crate) struct DatabaseArgs {
    /// PostgreSQL as the service's role.
    #[arg(long, env = "PERSONALIZATION_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) database_url: DatabaseUrl,
}

/// The keys that wrap persons' keys.
#[derive(Debug, Args)]
pub(crate) struct KeyArgs {
    /// 64 hexadecimal digits each, comma separated: the first wraps persons' keys, every one unwraps them. Whoever loses them loses
    /// every profile.
    #[arg(long, env = "PERSONALIZATION_PROFILE_KEYS", value_name = "KEYS", hide_env_values = true)]
    pub(crate) profile_keys: KeyRing,
}

/// The services that are asked.
#[derive(Debug, Args)]
pub(crate) struct PeerArgs {
    /// Private key that signs our own calls to other services (Ed25519, PKCS #8, PEM).
    #[arg(long, env = "PERSONALIZATION_SIGNING_KEY", value_name = "FILE")]
    pub(crate) signing_key: PathBuf,
    /// Where consents are asked for.
    #[arg(
        long,
        env = "PERSONALIZATION_IDENTITY_URL",
        value_name = "URL",
        default_value = "http://127.0.0.1:8084"
    )]
    pub(crate) identity_url: Url,
    /// Where labels are asked for.
    #[arg(
        long,
        env = "PERSONALIZATION_PASSPORT_URL",
        value_name = "URL",
        default_value = "http://127.0.0.1:8081"
    )]
    pub(crate) passport_url: Url,
}

/// The settings of `migrate`.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// PostgreSQL as the schema's owner.
    #[arg(long, env = "PERSONALIZATION_OWNER_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) owner_database_url: DatabaseUrl,
}

/// The settings of `rotate-keys`.
#[derive(Debug, Args)]
pub(crate) struct RotateArgs {
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    #[command(flatten)]
    pub(crate) keys: KeyArgs,
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

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use service_kit::config::{Fault, try_parse_from};

    use super::*;

    #[test]
    fn secrets_show_in_no_log() {
        let key = "5ec7".repeat(16);
        let words =
            ["personalization-service", "rotate-keys", "--database-url", "postgres://user:5ec7@host/db"];
        let words = words.into_iter().chain(["--profile-keys", &key]).map(OsString::from);
        let config: Config = try_parse_from(words).expect("complete");
        assert!(!format!("{config:?}").contains("5ec7"), "{config:?}");
    }

    #[test]
    fn a_key_that_is_none_is_told_without_itself() {
        let words = ["personalization-service", "rotate-keys", "--database-url", "postgres://h/d"];
        let words = words.into_iter().chain(["--profile-keys", "00ff"]).map(OsString::from);
        let Err(Fault::Setting(line)) = try_parse_from::<Config>(words) else { panic!("accepted") };
        assert!(line.contains("key 1 is not 64 hexadecimal digits") && !line.contains("00ff"), "{line}");
    }
}
