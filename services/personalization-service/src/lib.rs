//! Health profiles, rule policies and verdicts: is this product right for me?

pub mod adapters;
pub mod domain;
