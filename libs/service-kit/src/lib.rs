#![doc = include_str!("../README.md")]

pub mod admin;
pub mod bots;
pub mod breaker;
pub mod clock;
pub mod config;
pub mod health;
pub mod http;
pub mod identity;
pub mod ids;
pub mod lifecycle;
pub mod metrics;
pub mod problem;
#[cfg(feature = "conformance")]
pub mod rights;
pub mod telemetry;
pub mod tombstones;
