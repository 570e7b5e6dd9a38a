//! The outside: HTTP, PostgreSQL, Kafka, other services, mail, calendars, events as they are stored, the command line.

pub mod cli;
pub mod http;
pub mod ical;
pub mod kafka;
pub mod metrics;
pub mod peers;
pub mod postgres;
pub mod smtp;
pub mod stored;
