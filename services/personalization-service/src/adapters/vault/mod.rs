//! Sealing: a key for each person, wrapped by a key from configuration.
//!
//! What is sealed names where it belongs as associated data, so that a row of another person, another kind or another version
//! does not open, however it came to its place.

mod key_ring;
mod seal;

pub use key_ring::{KeyRing, KeyRingFault, PersonKey, Wrapped};
pub use seal::{Place, VaultError};
