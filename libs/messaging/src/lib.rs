#![doc = include_str!("../README.md")]

pub mod access;
pub mod consumer;
pub mod dlq;
pub mod failure;
pub mod idempotency;
pub mod inbox;
mod kafka;
pub mod outbox;
pub mod pool;
pub mod relay;
pub mod rights;
pub mod schema;
pub mod topics;
pub mod upkeep;

pub use consumer::{Consumer, Subscription};
pub use inbox::{Event, Failure, Handler};
pub use kafka::{KafkaArgs, KafkaSecurity, Mechanism, Protocol};
pub use outbox::Outgoing;
pub use relay::Relay;
