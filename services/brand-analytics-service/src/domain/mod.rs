//! What released numbers are and what may be said of them, without HTTP, SQL, Kafka, clock or randomness.

pub mod chain;
pub mod figure;
pub mod gtin;
pub mod metric;
pub mod period;
pub mod policy;
pub mod region;
pub mod report;
pub mod window;
pub mod words;
