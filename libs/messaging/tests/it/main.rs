//! The rules of the data path, on real PostgreSQL and Kafka. Each test has a database and topics of its own.

#![cfg(test)] // so that clippy knows helpers here as test code

mod consuming;
mod database;
mod dead_letters;
mod kafka;
mod outbox;
mod partitions;
mod relaying;
mod topics;
mod trouble;
mod world;
