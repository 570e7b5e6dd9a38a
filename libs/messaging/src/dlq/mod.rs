//! Dead letters: records that a consumer could not digest, with the reason; a command lists and replays them.

mod command;
mod read;
mod write;

pub use command::{Command, CommandError};
pub(crate) use write::DeadLetters;

/// Headers that a dead letter has beside those of its origin.
mod header {
    pub(super) const PREFIX: &str = "dlq_";
    pub(super) const TOPIC: &str = "dlq_topic";
    pub(super) const PARTITION: &str = "dlq_partition";
    pub(super) const OFFSET: &str = "dlq_offset";
    pub(super) const CONSUMER: &str = "dlq_consumer";
    pub(super) const REASON: &str = "dlq_reason";
    pub(super) const TRIES: &str = "dlq_tries";
}
