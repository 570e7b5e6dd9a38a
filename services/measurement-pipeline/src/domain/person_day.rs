//! One person's day: in which few rows they count, and for what.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use service_kit::ids::BrandId;

use super::{
    catalogue::Catalogue,
    fact::{Fact, FactKind, Level},
    gtin::Gtin,
    key::{DayKey, Pseudonym},
    metric::{Metric, MetricSet},
    region::Region,
};

/// Rows a visitor counts in, for one brand and day.
pub const MOST_ROWS: usize = 4;

/// Everything that counts of one pseudonym and day when the day closes: the unit by which the work is shared out.
#[derive(Debug, Clone, Copy)]
pub struct PersonDay<'d> {
    /// Who.
    pub who: Pseudonym,
    /// What they did that day, as far as it counts; in any order.
    pub facts: &'d [Fact],
    /// When accounts were registered in this browser that day.
    pub registered: &'d [Timestamp],
}

/// That a visitor counts in one row of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contribution {
    /// Whose product.
    pub brand: BrandId,
    /// Which product.
    pub gtin: Gtin,
    /// Where.
    pub region: Region,
    /// Who.
    pub who: Pseudonym,
    /// For what.
    pub presence: Presence,
}

/// For what a visitor counts in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Presence {
    /// Verdicts apart.
    counts: MetricSet,
    /// The last verdict, of who has scanned.
    verdict: Option<(Timestamp, Level)>,
}

impl Presence {
    /// Every metric in which the visitor counts.
    #[must_use]
    pub fn metrics(&self) -> MetricSet {
        let verdict = self.verdict.map(|(_, level)| match level {
            Level::Good => Metric::VerdictGood,
            Level::Careful => Metric::VerdictCareful,
            Level::Avoid => Metric::VerdictAvoid,
        });
        verdict.map_or(self.counts, |metric| self.counts.with(metric))
    }

    /// The same visitor in two rows that become one. Of two verdicts of the same instant the stricter counts.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        Self { counts: self.counts.union(other.counts), verdict: self.verdict.max(other.verdict) }
    }
}

/// What somebody did in one row.
#[derive(Debug, Default)]
struct Stay {
    first_scan: Option<Timestamp>,
    verdict: Option<(Timestamp, Level)>,
    others: MetricSet,
}

impl Stay {
    fn add(&mut self, fact: &Fact) {
        let metric = match fact.kind {
            FactKind::Scan => {
                self.first_scan = Some(self.first_scan.map_or(fact.at, |first| first.min(fact.at)));
                return;
            }
            FactKind::Verdict(level) => {
                self.verdict = self.verdict.max(Some((fact.at, level)));
                return;
            }
            FactKind::Saved => Metric::SavedToFridge,
            FactKind::Used => Metric::UsedUp,
            FactKind::ThrownAway => Metric::ThrownAway,
            FactKind::Recycled => Metric::Recycled,
            FactKind::Report => Metric::Reports,
        };
        self.others = self.others.with(metric);
    }

    /// Nobody counts in a part who does not count in its whole: without a scan there is nothing but what stands alone.
    fn presence(&self, known: bool, registered: &[Timestamp]) -> Presence {
        let Some(scanned) = self.first_scan else { return Presence { counts: self.others, verdict: None } };
        let familiarity = if known { Metric::ReturningVisitors } else { Metric::NewVisitors };
        let mut counts = self.others.with(Metric::ScanningVisitors).with(familiarity);
        if registered.iter().any(|registered| *registered > scanned) {
            counts = counts.with(Metric::AccountsCreatedAfterScan);
        }
        Presence { counts, verdict: self.verdict }
    }
}

impl PersonDay<'_> {
    /// The brands of which they scanned something: what the history is to remember when the day has closed.
    #[must_use]
    pub fn scanned(&self, catalogue: &Catalogue) -> BTreeSet<BrandId> {
        let scans = self.facts.iter().filter(|fact| fact.kind == FactKind::Scan);
        scans.filter_map(|fact| catalogue.brand_of(fact.gtin)).collect()
    }

    /// The rows in which they count, at most [`MOST_ROWS`] a brand, chosen by the day's key among those in which they count at all.
    /// `knows` says of which brands they had scanned something on an earlier day.
    pub fn contributions(
        &self,
        catalogue: &Catalogue,
        knows: impl Fn(BrandId) -> bool,
        key: &DayKey,
    ) -> Vec<Contribution> {
        let mut contributions = Vec::new();
        for (brand, stays) in self.stays(catalogue) {
            let known = knows(brand);
            let mut rows: Vec<_> = stays
                .into_iter()
                .map(|((gtin, region), stay)| {
                    let presence = stay.presence(known, self.registered);
                    Contribution { brand, gtin, region, who: self.who, presence }
                })
                .filter(|row| !row.presence.metrics().is_empty())
                .collect();
            if rows.len() > MOST_ROWS {
                rows.sort_by_cached_key(|row| key.rank(row.who, row.gtin, row.region));
                rows.truncate(MOST_ROWS);
            }
            contributions.append(&mut rows);
        }
        contributions
    }

    fn stays(&self, catalogue: &Catalogue) -> BTreeMap<BrandId, BTreeMap<(Gtin, Region), Stay>> {
        let mut brands: BTreeMap<BrandId, BTreeMap<_, Stay>> = BTreeMap::new();
        for fact in self.facts {
            let Some(brand) = catalogue.brand_of(fact.gtin) else { continue };
            brands.entry(brand).or_default().entry((fact.gtin, fact.region)).or_default().add(fact);
        }
        brands
    }
}

#[cfg(test)]
mod tests;
