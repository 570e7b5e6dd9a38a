//! The whole fridge.

pub(super) mod list;
pub(super) mod waste;
