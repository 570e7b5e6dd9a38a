//! The service's API on real PostgreSQL, as the role that serves, each test with a database of its own; and its consumer on real Kafka.
#![cfg(test)]

mod callers;
mod chain;
mod csv_rows;
mod kafka;
mod kept;
mod languages;
mod service;
mod tables;
mod tenants;
mod views;
mod world;
