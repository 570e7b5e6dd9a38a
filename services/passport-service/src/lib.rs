//! The resolver, the product catalog, scan records and passport assembly.

pub mod adapters;
pub mod application;
pub mod domain;
