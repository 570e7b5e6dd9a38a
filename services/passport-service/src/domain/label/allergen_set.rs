//! A small set of allergens, for searching; the published form is a `BTreeSet`.

use std::collections::BTreeSet;

use super::{Allergen, FreeFrom};
use taxonomy::{Id, Taxonomies};

/// The 14 with their taxonomy ids.
const IDS: [(Allergen, &str); 14] = [
    (Allergen::Celery, "en:celery"),
    (Allergen::Gluten, "en:gluten"),
    (Allergen::Crustaceans, "en:crustaceans"),
    (Allergen::Eggs, "en:eggs"),
    (Allergen::Fish, "en:fish"),
    (Allergen::Lupin, "en:lupin"),
    (Allergen::Milk, "en:milk"),
    (Allergen::Molluscs, "en:molluscs"),
    (Allergen::Mustard, "en:mustard"),
    (Allergen::Nuts, "en:nuts"),
    (Allergen::Peanuts, "en:peanuts"),
    (Allergen::Sesame, "en:sesame-seeds"),
    (Allergen::Soybeans, "en:soybeans"),
    (Allergen::Sulphites, "en:sulphur-dioxide-and-sulphites"),
];

/// Up to 14 allergens in two bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct AllergenSet(u16);

impl AllergenSet {
    pub(super) fn of(allergen: Allergen) -> Self {
        Self(1 << (allergen as u16))
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Every allergen in the set.
    pub(super) fn iter(self) -> impl Iterator<Item = Allergen> {
        IDS.into_iter()
            .map(|(allergen, _)| allergen)
            .filter(move |allergen| self.0 & Self::of(*allergen).0 != 0)
    }

    pub(super) fn to_set(self) -> BTreeSet<Allergen> {
        self.iter().collect()
    }
}

impl FromIterator<Self> for AllergenSet {
    fn from_iter<T: IntoIterator<Item = Self>>(sets: T) -> Self {
        sets.into_iter().fold(Self::default(), Self::union)
    }
}

/// The allergen that a taxonomy entry is.
pub(super) fn of_entry(id: &Id) -> AllergenSet {
    let known = IDS.iter().find(|(_, known)| *known == id.as_str());
    known.map(|(allergen, _)| AllergenSet::of(*allergen)).unwrap_or_default()
}

/// The allergens that an ingredient or one of its ancestors is stated to bring.
pub(super) fn of_ingredient(id: &Id) -> AllergenSet {
    let taxonomy = Taxonomies::ingredients();
    let ancestors = taxonomy.ancestors(id.as_str());
    let lineage = std::iter::once(id).chain(ancestors);
    let stated = lineage.filter_map(|entry| taxonomy.property(entry.as_str(), "allergens:en"));
    let tags = stated.flat_map(|tags| tags.split(','));
    tags.filter_map(|tag| Taxonomies::allergens().canonical(tag.trim())).map(of_entry).collect()
}

/// What a label declares the product to be free from.
pub(super) fn free_from(label: &str) -> Option<FreeFrom> {
    const LABELS: [(&str, FreeFrom); 7] = [
        ("en:no-gluten", FreeFrom::Gluten),
        ("en:no-lactose", FreeFrom::Lactose),
        ("en:no-milk", FreeFrom::Milk),
        ("en:no-eggs", FreeFrom::Eggs),
        ("en:no-nuts", FreeFrom::Nuts),
        ("en:no-peanuts", FreeFrom::Peanuts),
        ("en:no-soy", FreeFrom::Soybeans),
    ];
    let taxonomy = Taxonomies::labels();
    LABELS.iter().find(|(known, _)| *known == label || taxonomy.is_a(label, known)).map(|(_, free)| *free)
}
