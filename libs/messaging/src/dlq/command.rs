//! `dlq list` and `dlq replay`, for every service.

use std::collections::HashSet;
use std::fmt;

use rdkafka::error::KafkaError;
use sqlx::PgPool;

use super::read::{self, Letter};
use crate::consumer::Subscription;
use crate::inbox::{self, Inbox, Outcome};
use crate::kafka::KafkaArgs;

/// What to do with the dead letters.
#[derive(Debug, Clone, clap::Subcommand)]
pub enum Command {
    /// Shows what this service's consumers could not digest and have not had since.
    List,
    /// Gives them to their handlers once more, oldest first, and whatever waits behind them.
    Replay {
        /// Only letters with this origin: `topic/partition/offset`, as `list` shows it.
        #[arg(long)]
        origin: Option<String>,
    },
}

/// The dead letters could not be read, or some are still dead.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// Kafka failed.
    #[error("the dead letters could not be read from Kafka")]
    Kafka(#[from] KafkaError),
    /// The database failed.
    #[error("the inbox's database failed")]
    Database(#[from] sqlx::Error),
    /// The reader's thread ended.
    #[error("the reader of the dead letters ended early")]
    Reader(#[from] tokio::task::JoinError),
    /// Some still have no effect.
    #[error("{0} dead letters still have no effect")]
    StillDead(usize),
    /// The words could not be written.
    #[error("the result could not be written")]
    Output(#[from] fmt::Error),
}

impl Command {
    /// Runs for the service's subscriptions and writes what it did to `out`, one line a letter.
    ///
    /// # Errors
    /// When something is away, or when a replayed letter failed again.
    pub async fn run(
        &self,
        pool: &PgPool,
        kafka: &KafkaArgs,
        subscriptions: &[Subscription],
        out: &mut (dyn fmt::Write + Send),
    ) -> Result<(), CommandError> {
        let mut still_dead = 0;
        for subscription in subscriptions {
            for letter in pending(pool, kafka, subscription).await? {
                match self {
                    Self::List => writeln!(out, "{}", line(subscription, &letter, &letter.reason))?,
                    Self::Replay { origin }
                        if origin.as_ref().is_some_and(|only| *only != place(&letter)) => {}
                    Self::Replay { .. } => {
                        let told = replay(pool, subscription, &letter).await;
                        still_dead += usize::from(told.is_err());
                        let (Ok(told) | Err(told)) = told;
                        writeln!(out, "{}", line(subscription, &letter, &told))?;
                    }
                }
            }
        }
        if still_dead == 0 { Ok(()) } else { Err(CommandError::StillDead(still_dead)) }
    }
}

/// Letters whose event has had no effect yet, each once.
async fn pending(
    pool: &PgPool,
    kafka: &KafkaArgs,
    subscription: &Subscription,
) -> Result<Vec<Letter>, CommandError> {
    let mut pending = Vec::new();
    let mut seen = HashSet::new();
    for topic in subscription.topics.clone() {
        let (kafka, consumer) = (kafka.clone(), subscription.consumer);
        let letters = tokio::task::spawn_blocking(move || read::letters(&kafka, topic, consumer)).await??;
        for letter in letters {
            if seen.insert(place(&letter)) && !inbox::settled(consumer, pool, &letter.record).await? {
                pending.push(letter);
            }
        }
    }
    Ok(pending)
}

async fn replay(pool: &PgPool, subscription: &Subscription, letter: &Letter) -> Result<String, String> {
    let inbox = Inbox { consumer: subscription.consumer, handler: &*subscription.handler };
    let outcomes = inbox.receive_all(pool, std::slice::from_ref(&letter.record)).await;
    match outcomes.as_deref() {
        Ok([Outcome::Handled { released }, ..]) => Ok(format!("replayed, and {released} behind it")),
        Ok([Outcome::Parked, ..]) => Ok("waits for an earlier one".to_owned()),
        Ok(_) => Ok("was had before".to_owned()),
        Err(stumble) => Err(format!("failed again: {}", stumble.failure)),
    }
}

fn place(letter: &Letter) -> String {
    format!("{}/{}/{}", letter.record.topic, letter.record.partition, letter.record.offset)
}

/// No key, no value: they can name a person.
fn line(subscription: &Subscription, letter: &Letter, told: &str) -> String {
    format!("{}\t{}\ttries={}\t{told}", subscription.consumer, place(letter), letter.tries)
}
