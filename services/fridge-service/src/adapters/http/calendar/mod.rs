//! The calendar that a person may subscribe to.

pub(super) mod create;
pub(super) mod feed;
pub(super) mod revoke;
