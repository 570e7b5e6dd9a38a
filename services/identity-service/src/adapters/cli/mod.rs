//! Commands of the binary beside `serve`.

pub mod brand;
pub mod verify_ledger;
