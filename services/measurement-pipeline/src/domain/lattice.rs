//! A day's cells: exact sets of distinct visitors, no sketches.

use std::collections::{BTreeMap, HashMap};

use service_kit::ids::BrandId;

use super::{
    gtin::Gtin,
    key::Pseudonym,
    metric::Metric,
    person_day::{Contribution, Presence},
    region::Region,
};

/// The visitors of one (brand, product, region) and day.
#[derive(Debug, Clone, Default)]
pub struct Cell(HashMap<Pseudonym, Presence>);

impl Cell {
    /// Takes a visitor in; who is there already stays one.
    pub fn add(&mut self, who: Pseudonym, presence: Presence) {
        let present = self.0.entry(who).or_default();
        *present = present.merged(presence);
    }

    /// Takes another cell's visitors in.
    pub fn absorb(&mut self, other: Self) {
        other.0.into_iter().for_each(|(who, presence)| self.add(who, presence));
    }

    /// Distinct visitors that count in at least one metric.
    #[must_use]
    pub fn active(&self) -> u64 {
        self.0.len() as u64
    }

    /// Distinct visitors that count in this one.
    #[must_use]
    pub fn count(&self, metric: Metric) -> u64 {
        self.0.values().filter(|presence| presence.metrics().has(metric)).count() as u64
    }
}

/// A day's cells of one product.
pub type Regions = BTreeMap<Region, Cell>;

/// All cells of a day. Parts made of different people's facts merge into the same lattice in whatever order.
#[derive(Debug, Clone, Default)]
pub struct Lattice(BTreeMap<(BrandId, Gtin), Regions>);

impl Lattice {
    /// Takes a contribution in.
    pub fn add(&mut self, contribution: &Contribution) {
        let Contribution { brand, gtin, region, who, presence } = *contribution;
        let regions = self.0.entry((brand, gtin)).or_default();
        regions.entry(region).or_default().add(who, presence);
    }

    /// Takes another partition's cells in.
    pub fn merge(&mut self, other: Self) {
        for (product, regions) in other.0 {
            let own = self.0.entry(product).or_default();
            regions.into_iter().for_each(|(region, cell)| own.entry(region).or_default().absorb(cell));
        }
    }

    /// Product by product.
    pub fn into_products(self) -> impl Iterator<Item = ((BrandId, Gtin), Regions)> {
        self.0.into_iter()
    }
}
