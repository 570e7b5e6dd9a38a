//! The realm, a Keycloak: its token endpoint, and the tokens that it signs.

mod keys;
mod outbound;
mod realm;

pub use keys::JwksReader;
pub(crate) use outbound::{Said, client, post};
pub use realm::{Realm, RealmSettings};
