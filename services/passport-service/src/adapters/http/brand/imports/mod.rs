//! Operations on files of products.

pub(in crate::adapters::http) mod begin;
pub(in crate::adapters::http) mod read;
