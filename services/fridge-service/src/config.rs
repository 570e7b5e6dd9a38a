//! Every setting is a flag and an environment variable; `--help` lists them.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use fridge_service::adapters::{cli::fold::FoldArgs, smtp::SmtpUrl};
use lettre::message::Mailbox;
use messaging::{KafkaArgs, dlq, pool::DatabaseUrl};
use reqwest::Url;
use service_kit::{
    config::{IdentityArgs, TelemetryArgs, TombstoneArgs, loopback},
    idempotency::IdempotencySecret,
};

/// What people have at home, what to use first, and what became of it.
#[derive(Debug, Parser)]
#[command(name = "fridge-service", version, disable_help_subcommand = true)]
pub(crate) struct Config {
    /// What to do; `serve` when nothing is said.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serves the API until it is told to stop. Example: `fridge-service serve --help` lists its settings.
    Serve(Box<ServeArgs>),
    /// Brings the schema to what this build needs. Example: `FRIDGE_OWNER_DATABASE_URL=… fridge-service migrate`
    Migrate(MigrateArgs),
    /// Prints the OpenAPI document. Example: `fridge-service openapi > openapi.json`
    Openapi,
    Fold(FoldArgs),
    /// Makes lists and ledgers anew from the streams, account by account, while the service serves. May be repeated. Example:
    /// `FRIDGE_DATABASE_URL=… fridge-service rebuild`
    Rebuild(RebuildArgs),
    /// Dead letters of this service's consumers. Example: `fridge-service dlq list`
    Dlq(DlqArgs),
}

/// The settings of `serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address of the service's API.
    #[arg(long, env = "PACKYTRACE_LISTEN", value_name = "ADDRESS", default_value_t = loopback(8083))]
    pub(crate) listen: SocketAddr,
    /// Address of metrics and health.
    #[arg(long, env = "PACKYTRACE_ADMIN_LISTEN", value_name = "ADDRESS", default_value_t = loopback(9083))]
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
    pub(crate) peers: PeerArgs,
    #[command(flatten)]
    pub(crate) mail: MailArgs,
    /// What browsers call this site: where mails and calendars lead.
    #[arg(long, env = "FRIDGE_PUBLIC_URL", value_name = "URL", default_value = "http://localhost:8080")]
    pub(crate) public_url: Url,
    /// Hashes idempotency keys: at least 16 bytes in hexadecimal digits, the same for every instance.
    #[arg(long, env = "FRIDGE_IDEMPOTENCY_SECRET", value_name = "HEX", hide_env_values = true)]
    pub(crate) idempotency_secret: IdempotencySecret,
}

/// The database.
#[derive(Debug, Args)]
pub(crate) struct DatabaseArgs {
    /// PostgreSQL as the service's role.
    #[arg(long, env = "FRIDGE_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) database_url: DatabaseUrl,
}

/// The services that are asked.
#[derive(Debug, Args)]
pub(crate) struct PeerArgs {
    /// Private key that signs our own calls to other services (Ed25519, PKCS #8, PEM).
    #[arg(long, env = "FRIDGE_SIGNING_KEY", value_name = "FILE")]
    pub(crate) signing_key: PathBuf,
    /// Where consents and addresses are asked for.
    #[arg(long, env = "FRIDGE_IDENTITY_URL", value_name = "URL", default_value = "http://127.0.0.1:8084")]
    pub(crate) identity_url: Url,
    /// Where scans and products are asked for.
    #[arg(long, env = "FRIDGE_PASSPORT_URL", value_name = "URL", default_value = "http://127.0.0.1:8081")]
    pub(crate) passport_url: Url,
}

/// Mail.
#[derive(Debug, Args)]
pub(crate) struct MailArgs {
    /// The mail server: `smtps://user:password@host`, `smtp://host?tls=required`, or plain `smtp://host:port` on one machine.
    #[arg(long, env = "FRIDGE_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) smtp_url: SmtpUrl,
    /// From whom reminders come.
    #[arg(
        long,
        env = "FRIDGE_MAIL_FROM",
        value_name = "MAILBOX",
        default_value = "PackyTrace <reminders@packytrace.example>"
    )]
    pub(crate) mail_from: Mailbox,
}

/// The settings of `migrate`.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// PostgreSQL as the schema's owner.
    #[arg(long, env = "FRIDGE_OWNER_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) owner_database_url: DatabaseUrl,
}

/// The settings of `rebuild`.
#[derive(Debug, Args)]
pub(crate) struct RebuildArgs {
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    #[command(flatten)]
    pub(crate) tombstones: TombstoneArgs,
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

    fn serve(smtp: &str) -> Result<Config, Fault> {
        let words = [
            "fridge-service",
            "serve",
            "--database-url",
            "postgres://user:5ec7@host/db",
            "--identity-jwks",
            "keys.json",
            "--kafka-brokers",
            "localhost:9094",
            "--tombstones",
            "tombstones",
            "--tombstone-key",
            "5ec75ec75ec75ec75ec75ec75ec75ec7",
            "--signing-key",
            "key.pem",
            "--idempotency-secret",
            "5ec75ec75ec75ec75ec75ec75ec75ec7",
            "--smtp-url",
            smtp,
        ];
        try_parse_from(words.map(OsString::from))
    }

    #[test]
    fn secrets_show_in_no_log() {
        let config = serve("smtps://user:5ec7@mail.example").expect("complete");
        assert!(!format!("{config:?}").contains("5ec7"), "{config:?}");
    }

    #[test]
    fn a_mail_server_that_is_none_is_told_without_itself() {
        let Err(Fault::Setting(line)) = serve("http://user:5ec7@mail.example") else { panic!("accepted") };
        assert!(line.contains("FRIDGE_SMTP_URL") && !line.contains("5ec7"), "{line}");
    }
}
