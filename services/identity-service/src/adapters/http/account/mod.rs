//! The signed-in person.

pub(super) mod erase;
pub(super) mod exports;
pub(super) mod read;
pub(super) mod verification_mail;
