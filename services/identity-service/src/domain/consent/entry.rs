//! An entry of the ledger and the bytes that are hashed: `docs/adr/0009-consent-chain.md` publishes them.

use std::{fmt, fmt::Write as _};

use jiff::Timestamp;
use service_kit::ids::AccountId;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::Decision;

/// A SHA-256 value; 64 lower-case hexadecimal digits in print.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Before the first entry of a chain.
    pub const NONE: Self = Self([0; 32]);

    /// These bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Where a chain ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How many entries there are.
    pub position: i64,
    /// The hash of the last one.
    pub hash: Hash,
}

impl Head {
    /// Of a chain without entries.
    pub const START: Self = Self { position: 0, hash: Hash::NONE };
}

/// An entry as it is stored; [`super::ChainCheck`] tells whether it can be believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose.
    pub account: AccountId,
    /// 1, 2, 3, … in its chain.
    pub position: i64,
    /// Names it.
    pub id: Uuid,
    /// What was decided.
    pub decision: Decision,
    /// The hash of the entry before; [`Hash::NONE`] in the first.
    pub previous_hash: Hash,
    /// The hash over all of it.
    pub hash: Hash,
}

impl Entry {
    /// The next entry of a chain.
    #[must_use]
    pub fn after(head: &Head, account: AccountId, id: Uuid, decision: Decision) -> Self {
        let position = head.position + 1;
        let mut entry = Self { account, position, id, decision, previous_hash: head.hash, hash: Hash::NONE };
        entry.hash = entry.computed_hash();
        entry
    }

    /// The end of the chain with this entry in it.
    #[must_use]
    pub const fn head(&self) -> Head {
        Head { position: self.position, hash: self.hash }
    }

    /// SHA-256 of [`Entry::canonical`].
    #[must_use]
    pub fn computed_hash(&self) -> Hash {
        Hash(Sha256::digest(self.canonical()).into())
    }

    /// One `name:value` a line, each line ended by a line feed, in this order. No value holds a line feed.
    #[must_use]
    pub fn canonical(&self) -> String {
        let Decision { purpose, granted, text_version, text_hash, locale, channel, at } = &self.decision;
        let (account, position, previous) = (self.account, self.position, self.previous_hash);
        let (purpose, locale, channel) = (purpose.as_str(), locale.as_str(), channel.as_str());
        let at = instant(*at);
        let mut text = String::with_capacity(420);
        // Writing to a `String` does not fail.
        let _ = write!(
            text,
            "packytrace-consent:1\naccountId:{account}\nposition:{position}\npurpose:{purpose}\ngranted:{granted}\n\
             textVersion:{text_version}\ntextHash:{text_hash}\nlocale:{locale}\nchannel:{channel}\nat:{at}\n\
             previousHash:{previous}\n"
        );
        text
    }
}

/// `2026-11-22T09:41:07.123456Z`: always six digits after the point.
fn instant(at: Timestamp) -> String {
    format!("{at:.6}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        consent::{Channel, Purpose},
        locale::Locale,
    };

    #[test]
    fn the_published_bytes_and_their_hash() {
        let decision = Decision {
            purpose: Purpose::HealthProfile,
            granted: true,
            text_version: "2026-11".into(),
            text_hash: Hash([0xAB; 32]),
            locale: Locale::Italian,
            channel: Channel::WebApp,
            at: "2026-11-22T09:41:07.5Z".parse().expect("an instant"),
        };
        let account = "01980a3e-0e22-7f18-a4b5-2c3d4e5f6a7b".parse().expect("an id");
        let entry = Entry::after(&Head::START, account, Uuid::nil(), decision);
        let expected = format!(
            "packytrace-consent:1\naccountId:01980a3e-0e22-7f18-a4b5-2c3d4e5f6a7b\nposition:1\npurpose:health_profile\n\
             granted:true\ntextVersion:2026-11\ntextHash:{}\nlocale:it\nchannel:web_app\n\
             at:2026-11-22T09:41:07.500000Z\npreviousHash:{}\n",
            "ab".repeat(32),
            "0".repeat(64),
        );
        assert_eq!(entry.canonical(), expected);
        assert_eq!(
            entry.hash.to_string(),
            "af98f18f31b6e92933597ea026f8bc0f64ad99701029b8ffa1f4efcbbd9b6b76"
        );
    }
}
