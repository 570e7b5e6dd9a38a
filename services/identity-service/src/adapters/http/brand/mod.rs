//! The brand for which the caller acts.

pub(super) mod read;
pub(super) mod users;
