//! Who has scanned a brand's products before, kept without keeping anybody: `docs/adr/0016-groups-never-people.md` says why so.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use service_kit::ids::{BrandId, VisitorId};

use super::key::{Keyed, half};

/// The secret behind all marks. Kept outside the database; whoever holds only the marks can neither tell whose they are nor whether
/// marks of two brands are one visitor's.
#[derive(Clone)]
pub struct HistoryKey(Keyed);

/// What a visitor's marks are made of: it stands beside an open day's facts, sealed, and goes with them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Root([u8; 32]);

/// That somebody has scanned some product of one brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark([u8; 16]);

/// Under which somebody's decisions about measurement are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decider([u8; 16]);

impl HistoryKey {
    /// This secret.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(Keyed::new(secret))
    }

    /// A visitor's.
    #[must_use]
    pub fn root(&self, visitor: VisitorId) -> Root {
        Root(self.0.hash("visitor", &[visitor.as_uuid().as_bytes()]))
    }

    /// Of whom a tombstone would say this: so that what a restored backup brought back of the erased can be found by tombstones
    /// alone.
    #[must_use]
    pub fn root_of_digest(&self, digest: &[u8; 32]) -> Root {
        Root(self.0.hash("digest", &[digest]))
    }
}

impl Root {
    /// As it was sealed.
    pub(super) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(super) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The visitor's mark at a brand.
    #[must_use]
    pub fn mark(&self, brand: BrandId) -> Mark {
        Mark(half(&Keyed::new(&self.0).hash("brand", &[brand.as_uuid().as_bytes()])))
    }

    /// The visitor as one who decides.
    #[must_use]
    pub fn decider(&self) -> Decider {
        Decider(half(&Keyed::new(&self.0).hash("decisions", &[])))
    }
}

impl Mark {
    /// As it was kept.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// To be kept.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl Decider {
    /// As it was kept.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// To be kept.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for HistoryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HistoryKey(…)")
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Root(…)")
    }
}

/// The marks of every brand, as of the days that have closed.
#[derive(Debug, Clone, Default)]
pub struct History(HashMap<BrandId, HashSet<Mark>>);

impl History {
    /// Whether this visitor had scanned the brand on a day that has closed.
    #[must_use]
    pub fn knows(&self, visitor: &Root, brand: BrandId) -> bool {
        self.0.get(&brand).is_some_and(|marks| marks.contains(&visitor.mark(brand)))
    }

    /// This visitor has scanned the brand.
    pub fn remember(&mut self, visitor: &Root, brand: BrandId) {
        self.0.entry(brand).or_default().insert(visitor.mark(brand));
    }

    /// Every mark, brand by brand.
    pub fn marks(&self) -> impl Iterator<Item = (BrandId, Mark)> {
        self.0.iter().flat_map(|(brand, marks)| marks.iter().map(|mark| (*brand, *mark)))
    }

    /// This visitor was erased, or has withdrawn: they were never here.
    pub fn forget(&mut self, visitor: &Root) {
        for (brand, marks) in &mut self.0 {
            marks.remove(&visitor.mark(*brand));
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn root(visitor: u128) -> Root {
        HistoryKey::new(&[9; 32]).root(VisitorId::from_uuid(Uuid::from_u128(visitor)))
    }

    #[test]
    fn marks_of_two_brands_have_nothing_in_common() {
        let (one, other) = (BrandId::from_uuid(Uuid::from_u128(1)), BrandId::from_uuid(Uuid::from_u128(2)));
        assert_ne!(root(1).mark(one), root(1).mark(other));
        assert_eq!(root(1).mark(one), root(1).mark(one));
        assert_ne!(root(1).mark(one), root(2).mark(one));
    }

    #[test]
    fn who_is_forgotten_was_never_there() {
        let brand = BrandId::from_uuid(Uuid::from_u128(1));
        let mut history = History::default();
        history.remember(&root(1), brand);
        history.remember(&root(2), brand);
        history.forget(&root(1));
        assert!(!history.knows(&root(1), brand) && history.knows(&root(2), brand));
    }
}
