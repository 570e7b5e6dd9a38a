//! What a passport is, without HTTP, SQL, Kafka, clock or randomness.
//!
//! Types serialise in the shape that the public API publishes.

pub mod assembly;
pub mod catalog;
pub mod code;
pub mod eco;
pub mod fact;
pub mod from_brand;
pub mod journey;
pub mod label;
pub mod merge;
pub mod nutri_score;
pub mod passport;
pub mod product;
pub mod report;
pub mod resolver;
pub mod scan;
pub mod search;
pub mod section;
pub mod source_record;
pub mod stated_product;
pub mod workspace;
