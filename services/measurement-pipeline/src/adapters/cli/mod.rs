//! Commands.

pub mod import_history;
mod pile;
pub mod release;
