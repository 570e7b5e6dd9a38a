//! The outside: HTTP, PostgreSQL, Kafka, other services, sealing.

pub mod cli;
pub mod http;
pub mod kafka;
pub mod metrics;
pub mod peers;
pub mod postgres;
pub mod vault;
