//! Use cases of the door: who calls, how often, and how they sign in.

pub mod accounts;
pub mod bearers;
pub mod kept;
pub mod keys;
pub mod limiter;
pub mod people;
pub mod ports;
pub mod sessions;
pub mod sign_in;
pub mod visitors;
