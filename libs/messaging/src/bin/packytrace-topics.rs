//! Makes Kafka's topics what `deployment/kafka/topics.toml` says.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use messaging::KafkaArgs;
use messaging::topics::{self, TopicsFile};

#[derive(Debug, Parser)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Creates what is missing and alters what differs.
    Apply {
        /// The topics file.
        #[arg(long, env = "PACKYTRACE_TOPICS_FILE", default_value = "deployment/kafka/topics.toml")]
        file: PathBuf,
        /// Copies of each partition, instead of the file's number.
        #[arg(long, env = "PACKYTRACE_KAFKA_REPLICATION")]
        replication: Option<i32>,
        #[command(flatten)]
        kafka: KafkaArgs,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Command::Apply { file, replication, kafka } = Args::parse().command;
    let declared = TopicsFile::read(&file).with_context(|| format!("reading {}", file.display()))?;
    let applied = topics::apply(&declared, &kafka, replication)
        .await
        .with_context(|| format!("applying {} to {}", file.display(), kafka.brokers))?;
    for topics::Applied { topic, change } in applied {
        println!("{topic}: {change:?}");
    }
    Ok(())
}
