//! What connects the domain to the world.

pub mod cli;
pub mod http;
pub mod kafka;
pub mod keycloak;
pub mod overdue;
pub mod postgres;
pub mod sources;
pub mod tombstones;
