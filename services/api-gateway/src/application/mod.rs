//! What the door does with a request that may come in: who calls, and how often.

pub mod limiter;
pub mod ports;
pub mod visitors;
