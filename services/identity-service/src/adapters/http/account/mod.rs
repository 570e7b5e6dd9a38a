//! The signed-in person.

pub(super) mod read;
