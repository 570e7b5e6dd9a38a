//! What the service does, one use case a file, and what it needs from outside.

pub mod compare;
pub mod delete_profile;
pub mod export;
pub mod judge;
pub mod judging;
pub mod labels;
pub mod past_verdicts;
pub mod permission;
pub mod ports;
pub mod put_profile;
pub mod read_profile;
pub mod rotate_keys;
