//! The outside: events as they are stored, the command line.

pub mod cli;
pub mod stored;
