//! The brand for which the caller acts.

mod prefix_shapes;
pub(super) mod prefixes;
pub(super) mod read;
pub(super) mod users;
