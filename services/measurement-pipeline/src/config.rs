//! Every setting is a flag and an environment variable; `--help` lists them.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use measurement_pipeline::{
    adapters::cli::{
        import_history::HistoryArgs,
        release::{PolicyName, ReleaseArgs},
    },
    domain::policy::{K, ReleasePolicy},
};
use messaging::{KafkaArgs, dlq, pool::DatabaseUrl};
use service_kit::config::{TelemetryArgs, TombstoneArgs, loopback};

/// Releases groups, never people.
#[derive(Debug, Parser)]
#[command(name = "measurement-pipeline", version, disable_help_subcommand = true)]
pub(crate) struct Config {
    /// What to do; `serve` when nothing is said.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Takes facts in and tells days until it is told to stop. Example: `measurement-pipeline serve --help` lists its settings.
    Serve(Box<ServeArgs>),
    /// Brings the schema to what this build needs. Example: `MEASUREMENT_OWNER_DATABASE_URL=… measurement-pipeline migrate`
    Migrate(MigrateArgs),
    Release(ReleaseArgs),
    /// Tells a history that was gathered elsewhere, as if it had arrived event by event.
    ///
    /// Reads what `release` reads, and closes by the same code every day that is over at `--until`: into the database, from where a
    /// running service publishes it. A second run changes nothing; a day that has closed with other rows is refused. No fact of a day
    /// that is still open is kept.
    ///
    /// Example: `measurement-pipeline import-history --facts history.jsonl.gz --until 2026-12-01T00:00:00Z`
    ImportHistory(ImportArgs),
    /// Dead letters of this service's consumer. Example: `measurement-pipeline dlq list`
    Dlq(DlqArgs),
}

/// The settings of `serve`.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address of metrics and health; there is no other.
    #[arg(long, env = "PACKYTRACE_ADMIN_LISTEN", value_name = "ADDRESS", default_value_t = loopback(9085))]
    pub(crate) admin_listen: SocketAddr,
    #[command(flatten)]
    pub(crate) telemetry: TelemetryArgs,
    #[command(flatten)]
    pub(crate) kafka: KafkaArgs,
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
}

/// The database.
#[derive(Debug, Args)]
pub(crate) struct DatabaseArgs {
    /// PostgreSQL as the service's role.
    #[arg(long, env = "MEASUREMENT_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) database_url: DatabaseUrl,
}

/// What no database may see.
#[derive(Debug, Args)]
pub(crate) struct SecretArgs {
    /// Folder of the keys that make pseudonyms: on disk, shared by every instance, in no backup of the database.
    #[arg(long, env = "MEASUREMENT_KEYS", value_name = "FOLDER")]
    pub(crate) keys: PathBuf,
    #[command(flatten)]
    pub(crate) tombstones: TombstoneArgs,
}

/// What stands between a count and its release.
#[derive(Debug, Args)]
pub(crate) struct PolicyArgs {
    /// Which rule.
    #[arg(long, env = "MEASUREMENT_POLICY", value_name = "POLICY", default_value = "threshold")]
    pub(crate) policy: PolicyName,
    /// The least group of distinct visitors: 5 or more.
    #[arg(long, env = "MEASUREMENT_K", value_name = "K", default_value = "5")]
    pub(crate) k: K,
}

impl PolicyArgs {
    /// As the domain knows it.
    pub(crate) fn policy(&self) -> ReleasePolicy {
        self.policy.with(self.k)
    }
}

/// The settings of `migrate`.
#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    /// PostgreSQL as the schema's owner.
    #[arg(long, env = "MEASUREMENT_OWNER_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(crate) owner_database_url: DatabaseUrl,
}

/// The settings of `import-history`.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    pub(crate) history: HistoryArgs,
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    #[command(flatten)]
    pub(crate) policy: PolicyArgs,
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
    pub(crate) secrets: SecretArgs,
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

    fn serve(more: &[&str]) -> Result<Config, Fault> {
        let words = [
            "measurement-pipeline",
            "serve",
            "--database-url",
            "postgres://user:5ec7@host/db",
            "--keys",
            "keys",
            "--tombstones",
            "tombstones",
            "--tombstone-key",
            "5ec75ec75ec75ec75ec75ec75ec75ec7",
        ];
        try_parse_from(words.iter().chain(more).map(OsString::from))
    }

    #[test]
    fn secrets_show_in_no_log() {
        let config = serve(&[]).expect("complete");
        assert!(!format!("{config:?}").contains("5ec7"), "{config:?}");
    }

    #[test]
    fn serving_takes_no_keys_that_anybody_can_guess() {
        let Err(Fault::Told(refusal)) = serve(&["--seed", "7"]) else { panic!("accepted") };
        assert_eq!(refusal.exit_code(), 2);
    }

    #[test]
    fn a_group_of_fewer_than_five_is_refused() {
        let Err(Fault::Setting(line)) = serve(&["--k", "4"]) else { panic!("accepted") };
        assert_eq!(line, "wrong setting: --k (MEASUREMENT_K): k is a whole number of at least 5");
    }
}
