//! What may be told of people in groups: no HTTP, SQL, Kafka, clock, randomness or I/O.
//!
//! A day's way through it, partition by partition until the cells are merged:
//!
//! [`Standing`](standing::Standing) says which facts count → [`PersonDay`](person_day::PersonDay) makes of one person's day a few
//! [`Contribution`](person_day::Contribution)s → a [`Lattice`](lattice::Lattice) gathers them in cells → [`release`](release::rows) tells
//! of them what the policy allows → [`batch`](batch::close) numbers, chains and shuffles it.

pub mod batch;
pub mod catalogue;
pub mod chain;
pub mod day;
pub mod fact;
pub mod gtin;
pub mod history;
pub mod key;
pub mod lattice;
pub mod metric;
pub mod partition;
pub mod parts;
pub mod person_day;
pub mod policy;
pub mod region;
pub mod release;
pub mod standing;
