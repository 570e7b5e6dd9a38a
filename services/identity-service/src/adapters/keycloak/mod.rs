//! Keycloak's admin API, as the client `identity-service`. Names and e-mail addresses pass through and stay nowhere.

mod client;
mod directory;
mod fault;
mod representations;
mod token;

pub use client::{Keycloak, KeycloakSettings, SettingsFault};
