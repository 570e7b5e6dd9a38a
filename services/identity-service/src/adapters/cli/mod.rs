//! Commands of the binary beside `serve`.

pub mod brand;
mod claims;
pub mod verify_ledger;
