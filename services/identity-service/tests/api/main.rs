//! The service's API on real PostgreSQL, as the role that serves: each test has a database of its own.
#![cfg(test)]

mod accounts;
mod brands;
mod consents;
mod directory_double;
mod events;
mod first_seen;
mod ledger;
mod prefixes;
mod principals;
mod rights;
mod service;
mod source_double;
mod verification_mails;
mod visitors;
