//! The same key and body give the same answer: kept for a day, the body only as a keyed hash.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// How long a key is remembered.
pub const KEPT: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// The service's secret for hashing keys and bodies.
#[derive(Clone)]
pub struct IdempotencySecret(Vec<u8>);

impl std::fmt::Debug for IdempotencySecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A key that was sent with a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which operation.
    pub route: &'static str,
    /// The key, hashed.
    pub key_hmac: [u8; 32],
    /// The body, hashed.
    pub body_hmac: [u8; 32],
}

impl IdempotencySecret {
    /// A secret of any length.
    #[must_use]
    pub fn new(secret: impl Into<Vec<u8>>) -> Self {
        Self(secret.into())
    }

    /// What is stored of a key and the body that came with it.
    #[must_use]
    pub fn claim(&self, route: &'static str, key: &str, body: &[u8]) -> Claim {
        Claim { route, key_hmac: self.hash(b"key", key.as_bytes()), body_hmac: self.hash(b"body", body) }
    }

    fn hash(&self, purpose: &[u8], data: &[u8]) -> [u8; 32] {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length");
        mac.update(purpose);
        mac.update(&[0]);
        mac.update(data);
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_key_or_body_is_stored_readably_and_secrets_matter() {
        let claim = IdempotencySecret::new(*b"one").claim("scan", "key", b"body");
        assert_eq!(claim, IdempotencySecret::new(*b"one").claim("scan", "key", b"body"));
        let other = IdempotencySecret::new(*b"two").claim("scan", "key", b"body");
        assert_ne!(claim.body_hmac, other.body_hmac);
        assert_ne!(claim.key_hmac, IdempotencySecret::new(*b"one").claim("scan", "kez", b"body").key_hmac);
    }
}
