//! Commands of the binary that do not serve.

pub mod import;
pub mod inspect;
