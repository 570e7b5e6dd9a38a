//! Whose a product is when a day closes.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use jiff::Timestamp;
use service_kit::ids::BrandId;

use super::gtin::Gtin;

/// The brands' products at one moment.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    entries: HashMap<Gtin, Entry>,
    /// Every brand with a product, while it is known.
    brands: Option<Arc<BTreeSet<BrandId>>>,
}

/// One product: a later version replaces an earlier one, in whatever order they arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    version: Version,
    brand: Option<BrandId>,
}

/// Which of two states of a product is the later one: the entry's own version, then its event's place in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Version {
    /// The catalogue entry's.
    pub entry: i64,
    /// The event's.
    pub stream: i64,
}

/// Another brand has this product already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the product is another brand's already")]
pub struct Taken;

impl Catalogue {
    /// Whose the product is: `None` when it is no brand's of ours.
    #[must_use]
    pub fn brand_of(&self, gtin: Gtin) -> Option<BrandId> {
        self.entries.get(&gtin)?.brand
    }

    /// Every brand with a product, retired ones too.
    pub fn brands(&mut self) -> Arc<BTreeSet<BrandId>> {
        let entries = &self.entries;
        let all = || Arc::new(entries.values().filter_map(|entry| entry.brand).collect());
        Arc::clone(self.brands.get_or_insert_with(all))
    }

    /// Takes a product into a catalogue without versions.
    ///
    /// # Errors
    /// It is another brand's.
    pub fn assign(&mut self, gtin: Gtin, brand: BrandId) -> Result<(), Taken> {
        if self.brand_of(gtin).is_some_and(|other| other != brand) {
            return Err(Taken);
        }
        self.learn(&Change {
            arrived: Timestamp::MIN,
            gtin,
            version: Version::default(),
            brand: Some(brand),
        });
        Ok(())
    }

    /// Takes a product's state, unless a later one is known.
    pub fn learn(&mut self, change: &Change) {
        let entry = Entry { version: change.version, brand: change.brand };
        let known = self.entries.entry(change.gtin).or_insert(entry);
        *known = entry.max(*known);
        self.brands = None;
    }
}

/// A product's state, as somebody told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// When it arrived.
    pub arrived: Timestamp,
    /// Which product.
    pub gtin: Gtin,
    /// Which state of it.
    pub version: Version,
    /// Whose it is, if it is a brand's of ours. A product that is shown no longer is still its brand's.
    pub brand: Option<BrandId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(number: i64) -> BrandId {
        BrandId::from_uuid(uuid::Uuid::from_u128(u128::try_from(number).unwrap()))
    }

    fn change(entry: i64, owner: Option<i64>) -> Change {
        let gtin = "08001505005707".parse().unwrap();
        let version = Version { entry, stream: entry };
        Change { arrived: Timestamp::MIN, gtin, version, brand: owner.map(brand) }
    }

    #[test]
    fn the_latest_version_says_whose_a_product_is_in_whatever_order() {
        for order in [[1, 2, 3], [3, 2, 1], [2, 3, 1]] {
            let mut catalogue = Catalogue::default();
            order.iter().for_each(|version| catalogue.learn(&change(*version, Some(*version))));
            assert_eq!(catalogue.brand_of(change(1, None).gtin), Some(brand(3)));
            assert_eq!(catalogue.brands().len(), 1);
        }
    }

    #[test]
    fn a_product_that_is_nobodys_any_more_is_nobodys() {
        let mut catalogue = Catalogue::default();
        catalogue.learn(&change(1, Some(1)));
        catalogue.learn(&change(2, None));
        assert_eq!(catalogue.brand_of(change(1, None).gtin), None);
        assert!(catalogue.brands().is_empty());
    }

    #[test]
    fn without_versions_a_product_has_one_brand() {
        let mut catalogue = Catalogue::default();
        let gtin = change(1, None).gtin;
        assert_eq!(catalogue.assign(gtin, brand(1)), Ok(()));
        assert_eq!(catalogue.assign(gtin, brand(1)), Ok(()));
        assert_eq!(catalogue.assign(gtin, brand(2)), Err(Taken));
    }
}
