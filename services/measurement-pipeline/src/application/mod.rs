//! What the pipeline does.

pub mod close_days;
pub mod import_history;
pub mod intake;
pub mod news;
pub mod ports;
pub mod replay;
mod tally;
