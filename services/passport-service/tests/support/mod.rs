//! What the tests of this service share.

pub mod source;
