//! A browser's own rights.

pub(super) mod erase;
pub(super) mod measurement;
pub(super) mod read;
pub(super) mod region;
