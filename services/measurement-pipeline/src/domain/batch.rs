//! A closed day as it is told: numbered, chained, shuffled, all at once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use service_kit::ids::{BrandId, EventId};
use uuid::Builder;

use super::{
    chain::{Head, Heads, Window},
    day::Day,
    key::DayKey,
    policy::ReleasePolicy,
    release::Row,
};

/// One event of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    /// Names it: made of the day's key and of what it tells, so that the same release has the same id.
    pub id: EventId,
    /// Of which day: its close is the release's instant.
    pub day: Day,
    /// Whose.
    pub brand: BrandId,
    /// Its place in the brand's stream.
    pub version: i64,
    /// What it tells.
    pub told: Told,
}

/// What an event of a release tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// A number.
    Insight(Row),
    /// A brand's day is complete.
    Closed(Window),
}

/// The day's batch: every row in an order that the key makes, then one window for each brand that has products, whether anything was
/// told of it or not, so that a window says nothing of people. `heads` move on.
pub fn close(
    day: Day,
    brands: &BTreeSet<BrandId>,
    rows: Vec<Row>,
    key: &DayKey,
    policy: ReleasePolicy,
    heads: &mut Heads,
) -> Vec<Release> {
    let mut by_brand: BTreeMap<BrandId, Vec<Row>> = brands.iter().map(|brand| (*brand, Vec::new())).collect();
    for row in rows {
        by_brand.entry(row.brand).or_default().push(row);
    }
    let (mut numbers, mut windows) = (Vec::new(), Vec::new());
    for (brand, rows) in by_brand {
        let head = heads.get(&brand).copied().unwrap_or(Head::START);
        let window = Window::over(brand, day, &rows, policy, head.hash);
        windows.push(release(day, key, brand, Told::Closed(window)));
        numbers.extend(rows.into_iter().map(|row| release(day, key, brand, Told::Insight(row))));
    }
    numbers.sort_unstable_by_key(|release| release.id);
    windows.sort_unstable_by_key(|release| release.id);
    numbers.append(&mut windows);
    numbers.iter_mut().for_each(|release| number(release, heads));
    numbers
}

fn release(day: Day, key: &DayKey, brand: BrandId, told: Told) -> Release {
    let name = match told {
        Told::Insight(Row { gtin, region, metric, .. }) => {
            format!("{brand},{gtin},{},{}", region.as_str(), metric.as_str())
        }
        Told::Closed(_) => brand.to_string(),
    };
    Release { id: id(day.closes_at(), &key.order(&name)), day, brand, version: 0, told }
}

/// A UUIDv7 of the close, whose random bits are the key's.
fn id(at: Timestamp, order: &[u8; 32]) -> EventId {
    let millisecond = u64::try_from(at.as_millisecond()).unwrap_or_default();
    let mut random = [0; 10];
    random.copy_from_slice(&order[..10]);
    EventId::from_uuid(Builder::from_unix_timestamp_millis(millisecond, &random).into_uuid())
}

fn number(release: &mut Release, heads: &mut Heads) {
    let head = heads.entry(release.brand).or_insert(Head::START);
    head.version += 1;
    release.version = head.version;
    if let Told::Closed(window) = release.told {
        head.hash = window.hash;
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{chain::Hash, metric::Metric, policy::K, region::RowRegion};

    fn brand(number: u128) -> BrandId {
        BrandId::from_uuid(Uuid::from_u128(number))
    }

    fn rows() -> Vec<Row> {
        let of = |brand| {
            let row = move |metric| Row {
                brand,
                gtin: "08001505005707".parse().unwrap(),
                region: RowRegion::All,
                metric,
                visitors: 5,
            };
            Metric::ALL.into_iter().map(row)
        };
        of(brand(1)).chain(of(brand(2))).collect()
    }

    fn closed(day: Day, rows: Vec<Row>, heads: &mut Heads) -> Vec<Release> {
        let brands = [brand(1), brand(2), brand(3)].into();
        let policy = ReleasePolicy::Threshold(K::new(5).unwrap());
        close(day, &brands, rows, &DayKey::new(&[4; 32]), policy, heads)
    }

    #[test]
    fn the_order_of_a_batch_is_the_keys_and_tells_nothing_of_the_order_of_rows() {
        let day = Day::of(Timestamp::UNIX_EPOCH);
        let batch = closed(day, rows(), &mut Heads::new());
        let backwards = closed(day, rows().into_iter().rev().collect(), &mut Heads::new());
        assert_eq!(batch, backwards);
        let told: Vec<_> = batch
            .iter()
            .filter_map(|one| if let Told::Insight(row) = one.told { Some(row) } else { None })
            .collect();
        assert_eq!(told.len(), 24);
        assert_ne!(told, rows());
    }

    #[test]
    fn every_brand_has_its_window_and_its_versions_without_a_gap() {
        let (mut heads, day) = (Heads::new(), Day::of(Timestamp::UNIX_EPOCH));
        let first = closed(day, rows(), &mut heads);
        let second = closed(day.next(), Vec::new(), &mut heads);
        for (number, windows) in [(1, 13), (2, 13), (3, 1)] {
            let of_brand = |release: &&Release| release.brand == brand(number);
            let versions: Vec<_> =
                first.iter().chain(&second).filter(of_brand).map(|release| release.version).collect();
            assert_eq!(versions, (1..=windows + 1).collect::<Vec<_>>());
        }
        let window = |batch: &[Release]| match batch.last().unwrap().told {
            Told::Closed(window) => window,
            Told::Insight(row) => panic!("{row:?} is told last"),
        };
        assert_eq!(window(&second).rows, 0);
        let of = window(&second).brand;
        let before = first.iter().rev().find(|release| release.brand == of).unwrap().told;
        let Told::Closed(before) = before else { panic!("the window is not the brand's last") };
        assert_eq!(before.previous_hash, Hash::NONE);
        assert_eq!(window(&second).previous_hash, before.hash);
    }
}
