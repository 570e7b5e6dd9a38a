//! Every setting is a flag and an environment variable; `--help` lists them.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use identity_service::{
    adapters::{cli::brand::BrandCommand, keycloak::KeycloakSettings, sources::SourceAddresses},
    domain::erasure::Holders,
};
use messaging::{KafkaArgs, dlq, pool::DatabaseUrl};
use reqwest::Url;
use service_kit::{
    config::{IdentityArgs, Secret, TelemetryArgs, TombstoneArgs, loopback},
    idempotency::IdempotencySecret,
};

/// Accounts, visitors, consent, a person's rights, and brands.
#[derive(Debug, Parser)]
#[command(name = "identity-service", version, disable_help_subcommand = true)]
pub(crate) struct Config {
    /// What to do; `serve` when nothing is said.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serves the API until it is told to stop. Example: `identity-service serve --help` lists its settings.
    Serve(Box<ServeArgs>),
    /// Brings the schema to what this build needs. Example: `IDENTITY_OWNER_DATABASE_URL=… identity-service migrate`
    Migrate(MigrateArgs),
    /// Prints the OpenAPI document. Example: `identity-service openapi > openapi.json`
    Openapi,
    /// Makes brands and says who acts for them.
    Brand(BrandArgs),
    /// Checks every consent chain and names the first entry of each that cannot be believed: exit 0 when all can, 1 when
    /// one cannot, 2 when they could not be read. Example: `identity-service verify-ledger`
    VerifyLedger(DatabaseArgs),
    /// Dead letters of this service's consumers. Example: `identity-service dlq list`
    Dlq(DlqArgs),
}

/// The settings of `serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address of the service's API.
    #[arg(long, env = "PACKYTRACE_LISTEN", value_name = "ADDRESS", default_value_t = loopback(8084))]
    pub(crate) listen: SocketAddr,
    /// Address of metrics and health.
    #[arg(long, env = "PACKYTRACE_ADMIN_LISTEN", value_name = "ADDRESS", default_value_t = loopback(9084))]
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
    pub(crate) keycloak: KeycloakArgs,
    #[command(flatten)]
    pub(crate) tombstones: TombstoneArgs,
    #[command(flatten)]
    pub(crate) rights: RightsArgs,
    /// Hashes idempotency keys: at least 16 bytes in hexadecimal digits, the same for every instance.
    #[arg(long, env = "IDENTITY_IDEMPOTENCY_SECRET", value_name = "HEX", hide_env_values = true)]
    pub(crate) idempotency_secret: IdempotencySecret,
}

/// The database.
#[derive(Debug, Args)]
pub(crate) struct DatabaseArgs {
    /// PostgreSQL as the service's role.
    #[arg(long, env = "IDENTITY_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) database_url: DatabaseUrl,
}

/// Where people's names and addresses are.
#[derive(Debug, Args)]
pub(crate) struct KeycloakArgs {
    /// Keycloak's base address.
    #[arg(long, env = "IDENTITY_KEYCLOAK_URL", value_name = "URL", default_value = "http://localhost:8180")]
    pub(crate) keycloak_url: Url,
    /// Our realm there.
    #[arg(long, env = "IDENTITY_KEYCLOAK_REALM", value_name = "NAME", default_value = "packytrace")]
    pub(crate) keycloak_realm: String,
    /// Secret of the client `identity-service`.
    #[arg(long, env = "IDENTITY_KEYCLOAK_CLIENT_SECRET", value_name = "SECRET", hide_env_values = true)]
    pub(crate) keycloak_client_secret: Secret,
}

impl KeycloakArgs {
    /// As the adapter wants them.
    pub(crate) fn settings(&self) -> KeycloakSettings {
        KeycloakSettings {
            url: self.keycloak_url.clone(),
            realm: self.keycloak_realm.clone(),
            client_secret: self.keycloak_client_secret.clone(),
        }
    }
}

/// Who takes part in exports and erasures.
#[derive(Debug, Args)]
pub(crate) struct RightsArgs {
    /// Private key that signs our own calls to other services (Ed25519, PKCS #8, PEM).
    #[arg(long, env = "IDENTITY_SIGNING_KEY", value_name = "FILE")]
    pub(crate) signing_key: PathBuf,
    /// Services asked for their part of an export: `passport-service=http://127.0.0.1:8081`, comma separated.
    #[arg(long, env = "IDENTITY_EXPORT_SOURCES", value_name = "SERVICES")]
    pub(crate) export_sources: SourceAddresses,
    /// Services that must confirm an erasure: `passport-service`, comma separated.
    #[arg(long, env = "IDENTITY_ERASURE_HOLDERS", value_name = "SERVICES")]
    pub(crate) erasure_holders: Holders,
    /// Minutes after which an erasure that is not complete is reported.
    #[arg(long, env = "IDENTITY_ERASURE_OVERDUE_MINUTES", value_name = "MINUTES", default_value_t = 60,
        value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) erasure_overdue_minutes: u32,
}

/// The settings of `migrate`.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// PostgreSQL as the schema's owner.
    #[arg(long, env = "IDENTITY_OWNER_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) owner_database_url: DatabaseUrl,
}

/// The settings of `brand`.
#[derive(Debug, Args)]
pub(crate) struct BrandArgs {
    #[command(subcommand)]
    pub(crate) command: BrandCommand,
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    #[command(flatten)]
    pub(crate) keycloak: KeycloakArgs,
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
        let words = ["identity-service", "brand", "--database-url", "postgres://user:s3cret@host/db"];
        let words =
            words.into_iter().chain(["--keycloak-client-secret", "s3cret", "list"]).map(OsString::from);
        let config: Config = try_parse_from(words).expect("complete");
        assert!(!format!("{config:?}").contains("s3cret"), "{config:?}");
    }

    #[test]
    fn a_prefix_that_is_none_is_told_in_one_line() {
        let words =
            ["identity-service", "brand", "create", "--name", "V", "--prefix", "95"].map(OsString::from);
        let Err(Fault::Setting(line)) = try_parse_from::<Config>(words) else { panic!("accepted") };
        assert_eq!(line, "wrong setting: --prefix <DIGITS>: a GS1 company prefix has 4 to 12 digits");
    }
}
