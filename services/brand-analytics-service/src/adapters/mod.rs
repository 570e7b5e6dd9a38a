//! The outside: HTTP, PostgreSQL, Kafka.

pub mod http;
pub mod kafka;
pub mod metrics;
pub mod postgres;
