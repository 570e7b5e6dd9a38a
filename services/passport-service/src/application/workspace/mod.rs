//! A brand's workspace: use cases, each for one brand alone.

pub mod attention;
pub mod changes;
pub mod codes;
pub mod imports;
pub mod journeys;
pub mod links;
pub mod ports;
pub mod products;
pub mod reports;

mod failure;

pub use failure::WorkspaceError;
