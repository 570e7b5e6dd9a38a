//! Who belongs to whom, and what they agreed to: without HTTP, SQL, Kafka, clock or randomness.

pub mod account;
pub mod admission;
pub mod brand;
pub mod claim;
pub mod consent;
pub mod erasure;
pub mod locale;
pub mod person;
pub mod region;
pub mod visitor;
