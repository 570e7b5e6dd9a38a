//! What connects the domain to the outside.

pub mod cli;
