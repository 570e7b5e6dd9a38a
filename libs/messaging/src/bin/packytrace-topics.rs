//! Makes Kafka's topics, and who may do what with them, what `deployment/kafka/topics.toml` says.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use messaging::KafkaArgs;
use messaging::access::{self, AccessError};
use messaging::topics::{self, TopicsFile};

#[derive(Debug, Parser)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Creates what is missing and alters what differs, and grants what the file grants and nothing else.
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
    /// Prints the grants as options of Kafka's own `kafka-acls.sh`, one call a line: for clusters over TLS.
    Access {
        /// The topics file.
        #[arg(long, env = "PACKYTRACE_TOPICS_FILE", default_value = "deployment/kafka/topics.toml")]
        file: PathBuf,
        /// Put before the name of every topic and group.
        #[arg(long = "kafka-topic-prefix", env = "PACKYTRACE_KAFKA_TOPIC_PREFIX", default_value = "")]
        prefix: String,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Args::parse().command {
        Command::Apply { file, replication, kafka } => apply(&read(&file)?, replication, &kafka).await,
        Command::Access { file, prefix } => {
            access::grants(&read(&file)?, &prefix).iter().for_each(|grant| println!("{grant}"));
            Ok(())
        }
    }
}

fn read(file: &Path) -> anyhow::Result<TopicsFile> {
    TopicsFile::read(file).with_context(|| format!("reading {}", file.display()))
}

async fn apply(declared: &TopicsFile, replication: Option<i32>, kafka: &KafkaArgs) -> anyhow::Result<()> {
    let doing = || format!("applying the topics to {}", kafka.brokers);
    for topics::Applied { topic, change } in
        topics::apply(declared, kafka, replication).await.with_context(doing)?
    {
        println!("{topic}: {change:?}");
    }
    match access::apply(declared, kafka).await {
        Ok(access) => println!("access: {access:?}"),
        Err(other @ AccessError::OtherTool) => println!("access: {other}"),
        Err(error) => return Err(error).with_context(|| format!("granting access to {}", kafka.brokers)),
    }
    Ok(())
}
