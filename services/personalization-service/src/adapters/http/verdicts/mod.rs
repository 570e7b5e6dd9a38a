//! Verdicts for the signed-in person.

pub(super) mod compare;
pub(super) mod judge;
pub(super) mod list;
pub(super) mod read;
