//! What the tests of this service share.

pub(crate) mod source;
