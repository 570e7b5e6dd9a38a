//! What is told of a day.

use std::collections::BTreeMap;

use service_kit::ids::BrandId;

use super::{
    gtin::Gtin, lattice::Lattice, metric::Metric, partition::partition, parts, policy::ReleasePolicy,
    region::RowRegion,
};

/// One number that crosses the wall. Brand, product, region and metric name it, with its day: it is told once, never corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Whose product.
    pub brand: BrandId,
    /// Which product.
    pub gtin: Gtin,
    /// Where.
    pub region: RowRegion,
    /// What.
    pub metric: Metric,
    /// Distinct visitors of the row; where the region is [`RowRegion::All`], the sum of the product's other rows.
    pub visitors: u64,
}

/// The day's rows, by product, with the totals of what is told and of nothing else.
#[must_use]
pub fn rows(lattice: Lattice, policy: ReleasePolicy) -> Vec<Row> {
    let mut rows = Vec::new();
    for ((brand, gtin), regions) in lattice.into_products() {
        let mut totals = BTreeMap::new();
        for (region, cell) in partition(regions, policy.k()) {
            for (metric, visitors) in parts::told(&cell, policy.k()) {
                *totals.entry(metric).or_insert(0) += visitors;
                rows.push(Row { brand, gtin, region, metric, visitors });
            }
        }
        let all = |(metric, visitors)| Row { brand, gtin, region: RowRegion::All, metric, visitors };
        rows.extend(totals.into_iter().map(all));
    }
    rows
}
