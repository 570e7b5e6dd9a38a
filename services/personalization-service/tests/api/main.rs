//! The service's API on real PostgreSQL, as the role that serves: each test has a database of its own, and neighbours that answer
//! over HTTP in the places of identity-service and passport-service.
#![cfg(test)]

mod compare;
mod consents;
mod events;
mod keys;
mod labels;
mod neighbours;
mod policies;
mod profiles;
mod rights;
mod secrecy;
mod service;
mod verdicts;
