//! Whom a tombstone is about, and how the file names them.

use std::{fmt, str::FromStr, sync::Arc};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{
    hex,
    ids::{AccountId, VisitorId},
};

/// Somebody who can be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A signed-in person.
    Account(AccountId),
    /// A browser.
    Visitor(VisitorId),
}

/// What is hashed: `kind:id`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Visitor(id) => write!(f, "visitor:{id}"),
        }
    }
}

/// What the file says of a subject: HMAC-SHA256 of `kind:id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// As a database keeps it.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = KeyFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        hex::bytes(text).ok_or(KeyFault)?.try_into().map(Self).map_err(|_| KeyFault)
    }
}

/// Makes [`Digest`]s; never shows itself.
#[derive(Clone)]
pub struct TombstoneKey(Arc<[u8]>);

/// Not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 32 or more hexadecimal digits")]
pub struct KeyFault;

impl TombstoneKey {
    pub(super) fn digest(&self, subject: &Subject) -> Digest {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length fits");
        mac.update(subject.to_string().as_bytes());
        Digest(mac.finalize().into_bytes().into())
    }
}

impl FromStr for TombstoneKey {
    type Err = KeyFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let key = hex::bytes(text).ok_or(KeyFault)?;
        if key.len() < 16 { Err(KeyFault) } else { Ok(Self(key.into())) }
    }
}

impl fmt::Debug for TombstoneKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
