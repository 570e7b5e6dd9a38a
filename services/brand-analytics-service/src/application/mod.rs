//! What the service does, one use case a file, and what it needs from outside.

pub mod ports;
pub mod read_insights;
