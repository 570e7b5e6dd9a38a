//! The same key and body give the same answer: kept for a day, the body only as a keyed hash.

use std::{fmt, str::FromStr};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// How long a key is remembered.
pub const KEPT: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// The fewest bytes of a secret that is configured.
const SHORTEST: usize = 16;

/// The service's secret for hashing keys and bodies.
#[derive(Clone)]
pub struct IdempotencySecret(Vec<u8>);

impl fmt::Debug for IdempotencySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A secret that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 32 or more hexadecimal digits")]
pub struct SecretFault;

impl FromStr for IdempotencySecret {
    type Err = SecretFault;

    fn from_str(hex: &str) -> Result<Self, Self::Err> {
        let secret = crate::hex::bytes(hex).ok_or(SecretFault)?;
        if secret.len() < SHORTEST { Err(SecretFault) } else { Ok(Self(secret)) }
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

/// The outcome of a command under an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done<T> {
    /// It was done now.
    Now(T),
    /// It was done before, under the same key and body.
    Before(T),
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
    fn a_secret_is_at_least_sixteen_bytes_in_hexadecimal_and_shows_in_no_log() {
        let secret: IdempotencySecret = "ab".repeat(16).parse().expect("16 bytes");
        assert_eq!(format!("{secret:?}"), "[redacted]");
        assert_eq!(secret.claim("r", "k", b""), IdempotencySecret::new([0xab; 16]).claim("r", "k", b""));
        for bad in ["", "abc", &"ab".repeat(15), &"xy".repeat(16), &"é".repeat(16)] {
            assert_eq!(bad.parse::<IdempotencySecret>().err(), Some(SecretFault), "{bad}");
        }
    }

    #[test]
    fn nothing_of_key_or_body_is_stored_readably_and_secrets_matter() {
        let claim = IdempotencySecret::new(*b"one").claim("scan", "key", b"body");
        assert_eq!(claim, IdempotencySecret::new(*b"one").claim("scan", "key", b"body"));
        let other = IdempotencySecret::new(*b"two").claim("scan", "key", b"body");
        assert_ne!(claim.body_hmac, other.body_hmac);
        assert_ne!(claim.key_hmac, IdempotencySecret::new(*b"one").claim("scan", "kez", b"body").key_hmac);
    }
}
