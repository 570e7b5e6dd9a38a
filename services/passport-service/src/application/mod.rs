//! What people and programs can do here, one use case a file; what they need from outside stands in [`ports`].

pub mod arrivals;
pub mod changes;
pub mod delete_scan;
pub mod export;
pub mod history;
pub mod life_cycles;
pub mod lookups;
pub mod passports;
pub mod pictures;
pub mod ports;
pub mod read_scan;
pub mod record_scan;
pub mod report_product;
pub mod resolver;
pub mod workspace;
