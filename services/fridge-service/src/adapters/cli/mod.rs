//! Commands that need neither database nor Kafka.

pub mod fold;
