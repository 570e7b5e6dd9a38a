//! What a verdict is, without HTTP, SQL, Kafka, clock or randomness.
//!
//! Types serialise in the shape that the public API publishes.

pub mod allergen;
pub mod engine;
pub mod knowledge;
pub mod label;
pub mod policy;
pub mod profile;
pub mod quantity;
pub mod verdict;
pub mod words;

pub use service_kit::language;
