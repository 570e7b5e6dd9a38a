//! Who may do what on a cluster: derived from the topics file, applied to a cluster that has an authorizer.
//!
//! librdkafka's Rust client knows no access lists, so that the five messages which they need are spoken here (ADR 0017).

mod apply;
mod cluster;
mod grant;
mod wire;

pub use apply::{Access, AccessError, apply};
pub use grant::{Grant, Operation, Resource, grants};
