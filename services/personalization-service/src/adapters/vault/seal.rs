//! XChaCha20-Poly1305 with the place as associated data.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use service_kit::ids::AccountId;
use uuid::Uuid;

const NONCE: usize = 24;
/// How what follows is sealed; another way of sealing gets another number.
const FORMAT: u8 = 1;
const PURPOSE: &[u8] = b"packytrace personalization 1";

/// Something does not open, or nothing can be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// It was changed, belongs elsewhere, or was sealed with another key.
    #[error("what is sealed does not open")]
    DoesNotOpen,
    /// No configured key has the name that the row bears.
    #[error("the key that wraps a person's key is not configured")]
    UnknownKey,
    /// No randomness, or too much to seal.
    #[error("nothing can be sealed")]
    CannotSeal,
}

/// Where something sealed belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The person's key of this id.
    Key(AccountId, Uuid),
    /// The person's profile in this version.
    Profile(AccountId, i64),
    /// The person's verdict of this id.
    Verdict(AccountId, Uuid),
}

impl Place {
    fn associated(self) -> Vec<u8> {
        let (kind, account, row) = match self {
            Self::Key(account, id) => (b'k', account, *id.as_bytes()),
            Self::Profile(account, version) => (b'p', account, i128::from(version).to_be_bytes()),
            Self::Verdict(account, id) => (b'v', account, *id.as_bytes()),
        };
        [PURPOSE, &[kind], account.as_uuid().as_bytes(), &row].concat()
    }
}

pub(super) fn seal(cipher: &XChaCha20Poly1305, place: Place, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
    let nonce = random::<NONCE>()?;
    let payload = Payload { msg: plain, aad: &place.associated() };
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| VaultError::CannotSeal)?;
    Ok([&[FORMAT], &nonce[..], &sealed].concat())
}

pub(super) fn open(cipher: &XChaCha20Poly1305, place: Place, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
    let rest = sealed.strip_prefix(&[FORMAT]).ok_or(VaultError::DoesNotOpen)?;
    let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or(VaultError::DoesNotOpen)?;
    let payload = Payload { msg: text, aad: &place.associated() };
    cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| VaultError::DoesNotOpen)
}

pub(super) fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::CannotSeal)?;
    Ok(bytes)
}
