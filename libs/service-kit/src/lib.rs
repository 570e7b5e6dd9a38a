#![doc = include_str!("../README.md")]

pub mod admin;
pub mod bots;
pub mod clock;
pub mod config;
pub mod health;
pub mod http;
pub mod identity;
pub mod ids;
pub mod lifecycle;
pub mod metrics;
pub mod problem;
pub mod telemetry;
pub mod tombstones;
