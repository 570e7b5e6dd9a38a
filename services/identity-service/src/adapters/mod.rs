//! What connects the domain to the world.

pub mod cli;
pub mod http;
pub mod kafka;
pub mod keycloak;
pub mod postgres;
pub mod tombstones;
