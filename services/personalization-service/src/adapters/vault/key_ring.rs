//! The configured keys, and the persons' keys that they wrap.

use std::{fmt, str::FromStr, sync::Arc};

use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use service_kit::{hex, ids::AccountId};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::seal::{Place, VaultError, open, random, seal};

const KEY: usize = 32;

/// The configured keys: the first wraps, every one unwraps. Shows nothing of itself but names.
#[derive(Clone)]
pub struct KeyRing(Arc<[Configured]>);

struct Configured {
    name: String,
    cipher: XChaCha20Poly1305,
}

/// Why keys cannot be used; never what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingFault {
    /// None was given.
    #[error("at least one key is needed")]
    None,
    /// Not 64 hexadecimal digits.
    #[error("key {0} is not 64 hexadecimal digits")]
    Malformed(usize),
    /// The same key twice.
    #[error("key {0} stands there twice")]
    Twice(usize),
}

/// A person's key as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// The sealed key.
    pub bytes: Vec<u8>,
    /// The name of the configured key that wraps it.
    pub by: String,
}

/// Seals and opens what belongs to one person.
pub struct PersonKey {
    id: Uuid,
    cipher: XChaCha20Poly1305,
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey([redacted])")
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.name)).finish()
    }
}

impl FromStr for KeyRing {
    type Err = KeyRingFault;

    fn from_str(text: &str) -> Result<Self, KeyRingFault> {
        let mut keys: Vec<Configured> = Vec::new();
        for (number, digits) in text.split(',').map(str::trim).filter(|text| !text.is_empty()).enumerate() {
            let key = hex::bytes(digits).and_then(|bytes| bytes.try_into().ok());
            let key: [u8; KEY] = key.ok_or(KeyRingFault::Malformed(number + 1))?;
            let configured = Configured { name: name(&key), cipher: XChaCha20Poly1305::new(&key.into()) };
            if keys.iter().any(|other| other.name == configured.name) {
                return Err(KeyRingFault::Twice(number + 1));
            }
            keys.push(configured);
        }
        if keys.is_empty() { Err(KeyRingFault::None) } else { Ok(Self(keys.into())) }
    }
}

impl KeyRing {
    /// The name of the key that wraps: the first 8 hexadecimal digits of its SHA-256.
    #[must_use]
    pub fn current(&self) -> &str {
        &self.first().name
    }

    /// Whether a key of this name is configured.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|key| key.name == name)
    }

    #[expect(clippy::indexing_slicing, reason = "a ring is parsed with at least one key")]
    fn first(&self) -> &Configured {
        &self.0[0]
    }

    /// A new key for a person, and how it is stored.
    ///
    /// # Errors
    /// There is no randomness.
    pub fn draw(&self, account: AccountId, id: Uuid) -> Result<(PersonKey, Wrapped), VaultError> {
        let key = random::<KEY>()?;
        let wrapped = self.wrap(account, id, &key)?;
        Ok((PersonKey { id, cipher: XChaCha20Poly1305::new(&key.into()) }, wrapped))
    }

    /// The person's key.
    ///
    /// # Errors
    /// It was wrapped by a key that is not here, or does not open.
    pub fn unwrap(&self, account: AccountId, id: Uuid, wrapped: &Wrapped) -> Result<PersonKey, VaultError> {
        let key = self.open(account, id, wrapped)?;
        Ok(PersonKey { id, cipher: XChaCha20Poly1305::new(&key.into()) })
    }

    /// The same key, wrapped by the current one.
    ///
    /// # Errors
    /// As [`KeyRing::unwrap`].
    pub fn rewrap(&self, account: AccountId, id: Uuid, wrapped: &Wrapped) -> Result<Wrapped, VaultError> {
        self.wrap(account, id, &self.open(account, id, wrapped)?)
    }

    fn open(&self, account: AccountId, id: Uuid, wrapped: &Wrapped) -> Result<[u8; KEY], VaultError> {
        let by = self.0.iter().find(|key| key.name == wrapped.by).ok_or(VaultError::UnknownKey)?;
        let key = open(&by.cipher, Place::Key(account, id), &wrapped.bytes)?;
        key.try_into().map_err(|_| VaultError::DoesNotOpen)
    }

    fn wrap(&self, account: AccountId, id: Uuid, key: &[u8; KEY]) -> Result<Wrapped, VaultError> {
        let by = self.first();
        let bytes = seal(&by.cipher, Place::Key(account, id), key)?;
        Ok(Wrapped { bytes, by: by.name.clone() })
    }
}

impl PersonKey {
    /// Names this key among all that the person ever had.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Sealed for this place.
    ///
    /// # Errors
    /// There is no randomness.
    pub fn seal(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        seal(&self.cipher, place, plain)
    }

    /// What was sealed for this place.
    ///
    /// # Errors
    /// It was changed, or belongs elsewhere.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        open(&self.cipher, place, sealed)
    }
}

fn name(key: &[u8; KEY]) -> String {
    Sha256::digest(key).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ring(keys: &[u8]) -> KeyRing {
        let keys: Vec<_> = keys.iter().map(|byte| format!("{byte:02x}").repeat(KEY)).collect();
        keys.join(",").parse().expect("keys")
    }

    fn person() -> (AccountId, Uuid) {
        (AccountId::from_uuid(Uuid::new_v4()), Uuid::new_v4())
    }

    #[test]
    fn keys_are_named_by_their_hash_and_faults_by_their_number() {
        assert_eq!(ring(&[0]).current(), "66687aad");
        let fault = |text: &str| text.parse::<KeyRing>().map(drop);
        assert_eq!(fault(" , "), Err(KeyRingFault::None));
        assert_eq!(fault(&format!("{},xy", "00".repeat(32))), Err(KeyRingFault::Malformed(2)));
        assert_eq!(fault(&["00".repeat(32), "00".repeat(32)].join(",")), Err(KeyRingFault::Twice(2)));
        assert!(!format!("{:?}", ring(&[0xab])).contains("abab"));
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_in_its_place_and_nowhere_else(plain: Vec<u8>, version in 1_i64..1000) {
            let (ring, (ada, id), (ben, other)) = (ring(&[1]), person(), person());
            let key = ring.draw(ada, id).expect("a key").0;
            let bens = ring.draw(ben, other).expect("a key").0;
            let place = Place::Profile(ada, version);
            let sealed = key.seal(place, &plain).expect("sealed");
            prop_assert_eq!(key.open(place, &sealed), Ok(plain));
            for elsewhere in [
                Place::Profile(ben, version),
                Place::Profile(ada, version + 1),
                Place::Verdict(ada, Uuid::from_u128(u128::try_from(version).expect("positive"))),
            ] {
                prop_assert_eq!(key.open(elsewhere, &sealed), Err(VaultError::DoesNotOpen));
            }
            prop_assert_eq!(bens.open(place, &sealed), Err(VaultError::DoesNotOpen));
        }

        #[test]
        fn a_changed_byte_opens_nothing(plain: Vec<u8>, at: prop::sample::Index, flip in 1_u8..) {
            let (ring, (ada, id)) = (ring(&[1]), person());
            let key = ring.draw(ada, id).expect("a key").0;
            let place = Place::Verdict(ada, id);
            let mut sealed = key.seal(place, &plain).expect("sealed");
            let at = at.index(sealed.len());
            sealed[at] ^= flip;
            prop_assert_eq!(key.open(place, &sealed), Err(VaultError::DoesNotOpen));
            prop_assert_eq!(key.open(place, &sealed[..at]), Err(VaultError::DoesNotOpen));
        }

        #[test]
        fn rotation_keeps_everything_readable(plain: Vec<u8>) {
            let (old, both, new, (ada, id)) = (ring(&[1]), ring(&[2, 1]), ring(&[2]), person());
            let (key, wrapped) = old.draw(ada, id).expect("a key");
            let place = Place::Profile(ada, 1);
            let sealed = key.seal(place, &plain).expect("sealed");
            prop_assert_eq!(new.unwrap(ada, id, &wrapped).map(drop), Err(VaultError::UnknownKey));
            let wrapped = both.rewrap(ada, id, &wrapped).expect("wrapped anew");
            prop_assert_eq!(&wrapped.by, new.current());
            let key = new.unwrap(ada, id, &wrapped).expect("the same key");
            prop_assert_eq!(key.open(place, &sealed), Ok(plain));
            let (ben, _) = person();
            prop_assert_eq!(new.unwrap(ben, id, &wrapped).map(drop), Err(VaultError::DoesNotOpen));
        }
    }
}
