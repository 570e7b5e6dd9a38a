//! Keyed hashes: who somebody is on one day, what is chosen of them, and in which order a day is told.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use service_kit::ids::{AccountId, EventId, VisitorId};
use sha2::Sha256;
use uuid::Uuid;

use super::{gtin::Gtin, history::Root, region::Region};

/// A secret of one UTC day. Destroyed when the day is released: then nobody can tell whom a pseudonym meant.
#[derive(Clone)]
pub struct DayKey(Keyed);

/// Who somebody is on one day: 16 bytes of HMAC-SHA256 under the day's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym([u8; 16]);

/// A [`Root`] that only the day's key can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sealed([u8; 32]);

/// Tells one key from another and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyCheck([u8; 16]);

macro_rules! bytes {
    ($name:ident, $length:literal) => {
        impl $name {
            /// As it was kept.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// To be kept.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }
    };
}

bytes!(Pseudonym, 16);
bytes!(Sealed, 32);
bytes!(KeyCheck, 16);

impl DayKey {
    /// This secret.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(Keyed::new(secret))
    }

    /// Who a visitor is that day.
    #[must_use]
    pub fn pseudonym(&self, visitor: VisitorId) -> Pseudonym {
        Pseudonym(half(&self.0.hash("visitor", &[visitor.as_uuid().as_bytes()])))
    }

    /// Who an account is that day.
    #[must_use]
    pub fn account(&self, account: AccountId) -> Pseudonym {
        Pseudonym(half(&self.0.hash("account", &[account.as_uuid().as_bytes()])))
    }

    /// What an event is called that day, so that it counts once and can be undone, and nobody finds it elsewhere by its id.
    #[must_use]
    pub fn event(&self, event: EventId) -> EventId {
        let named = half(&self.0.hash("event", &[event.as_uuid().as_bytes()]));
        EventId::from_uuid(Uuid::from_bytes(named))
    }

    /// What tells this key from others.
    #[must_use]
    pub fn check(&self) -> KeyCheck {
        KeyCheck(half(&self.0.hash("check", &[])))
    }

    /// Closes a visitor's root up. There is one root a visitor, so that no bytes are used for two.
    #[must_use]
    pub fn seal(&self, who: Pseudonym, root: &Root) -> Sealed {
        Sealed(self.veiled(who, root.bytes()))
    }

    /// What was sealed.
    #[must_use]
    pub fn open(&self, who: Pseudonym, sealed: &Sealed) -> Root {
        Root::from_bytes(self.veiled(who, &sealed.0))
    }

    fn veiled(&self, who: Pseudonym, bytes: &[u8; 32]) -> [u8; 32] {
        let mut veil = self.0.hash("root", &[&who.0]);
        veil.iter_mut().zip(bytes).for_each(|(veil, byte)| *veil ^= byte);
        veil
    }

    /// By which a visitor's rows are chosen when there are too many: the lowest stay.
    #[must_use]
    pub fn rank(&self, who: Pseudonym, gtin: Gtin, region: Region) -> [u8; 32] {
        self.0.hash("row", &[&who.0, gtin.as_str().as_bytes(), region.as_str().as_bytes()])
    }

    /// By which what is released of a day is named and ordered.
    #[must_use]
    pub fn order(&self, of: &str) -> [u8; 32] {
        self.0.hash("order", &[of.as_bytes()])
    }
}

impl fmt::Debug for DayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DayKey(…)")
    }
}

/// HMAC-SHA256 whose key is prepared once.
#[derive(Clone)]
pub(super) struct Keyed(Hmac<Sha256>);

impl Keyed {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    pub(super) fn new(key: &[u8]) -> Self {
        Self(Hmac::new_from_slice(key).expect("any length fits"))
    }

    /// Over the purpose, a zero byte and the parts, of which all but the last have one length each.
    pub(super) fn hash(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().into()
    }
}

/// The first 16 bytes.
pub(super) fn half(hash: &[u8; 32]) -> [u8; 16] {
    let mut first = [0; 16];
    first.copy_from_slice(&hash[..16]);
    first
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_visitor_is_somebody_else_under_another_key() {
        let visitor = VisitorId::new_v7(Timestamp::UNIX_EPOCH);
        let (one, other) = (DayKey::new(&[1; 32]), DayKey::new(&[2; 32]));
        assert_eq!(one.pseudonym(visitor), one.clone().pseudonym(visitor));
        assert_ne!(one.pseudonym(visitor), other.pseudonym(visitor));
    }

    #[test]
    fn what_is_sealed_opens_under_its_own_key_alone() {
        let visitor = VisitorId::new_v7(Timestamp::UNIX_EPOCH);
        let (one, other) = (DayKey::new(&[1; 32]), DayKey::new(&[2; 32]));
        let root = crate::domain::history::HistoryKey::new(&[3; 32]).root(visitor);
        let who = one.pseudonym(visitor);
        let sealed = one.seal(who, &root);
        assert_ne!(sealed.as_bytes(), root.bytes());
        assert!(one.open(who, &sealed) == root && other.open(who, &sealed) != root);
        assert_ne!(one.check(), other.check());
    }

    #[test]
    fn a_key_shows_in_no_log() {
        assert_eq!(format!("{:?}", DayKey::new(&[7; 32])), "DayKey(…)");
    }
}
