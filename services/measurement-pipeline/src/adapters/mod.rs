//! What connects the domain with files, Kafka, PostgreSQL and the keys.

pub mod cli;
pub mod contract;
pub mod kafka;
pub mod keys;
pub mod postgres;
