//! What is said about a brand's numbers: complete tables, in which nothing that was not released looks like a number.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    figure::{Figure, Sum},
    gtin::Gtin,
    metric::{Metric, UNIT, UNIT_OF_SUMS},
    period::{Granularity, Period},
    region::Region,
};

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Of when.
    pub when: When,
    /// Of which product; of all of the brand's without one.
    pub gtin: Option<Gtin>,
    /// Of where.
    pub region: Region,
    /// Of what.
    pub metric: Metric,
    /// How many.
    pub figure: Figure,
    /// The same of as many days before.
    pub previous: Option<Previous>,
}

impl Item {
    /// What the number counts: only of one product, day and region is nobody in it twice.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        let one_day = match self.when {
            When::Day(_) => true,
            When::Period(period) => period.days() == 1,
        };
        if one_day && self.gtin.is_some() && !self.region.is_all() { UNIT } else { UNIT_OF_SUMS }
    }
}

/// Of when a number tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// One day.
    Day(Date),
    /// The published rows of several, added.
    Period(Period),
}

/// What was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Previous {
    /// As many days.
    pub period: Period,
    /// How many.
    pub figure: Figure,
}

/// Which days are released, and what of them by day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Daily {
    /// Days with a closed window.
    pub released: BTreeSet<Date>,
    /// Published rows.
    pub rows: ByDay,
}

/// Published rows by metric and day.
pub type ByDay = BTreeMap<(Metric, Date), u64>;

impl Daily {
    fn figure(&self, metric: Metric, period: Period) -> Figure {
        let rows = self.rows.range((metric, period.from())..=(metric, period.to()));
        let sum = rows.fold(Sum { visitors: 0, days: 0 }, |sum, (_, visitors)| Sum {
            visitors: sum.visitors.saturating_add(*visitors),
            days: sum.days + 1,
        });
        Figure::of(Some(sum).filter(|sum| sum.days > 0), any_released(&self.released, period))
    }
}

fn any_released(released: &BTreeSet<Date>, period: Period) -> bool {
    released.range(period.from()..=period.to()).next().is_some()
}

/// Every metric's total, with that of as many days before.
#[must_use]
pub fn summary(daily: &Daily, period: Period, gtin: Option<Gtin>) -> Vec<Item> {
    let before = period.before();
    let item = |metric| Item {
        previous: Some(Previous { period: before, figure: daily.figure(metric, before) }),
        ..total(When::Period(period), gtin, metric, daily.figure(metric, period))
    };
    Metric::ALL.into_iter().map(item).collect()
}

/// Every metric over time.
#[must_use]
pub fn series(daily: &Daily, period: Period, by: Granularity, gtin: Option<Gtin>) -> Vec<Item> {
    let when = |part: Period| match by {
        Granularity::Day => When::Day(part.from()),
        Granularity::Week | Granularity::Month => When::Period(part),
    };
    let row = |part| {
        Metric::ALL.into_iter().map(move |metric| total(when(part), gtin, metric, daily.figure(metric, part)))
    };
    by.cut(period).into_iter().flat_map(row).collect()
}

fn total(when: When, gtin: Option<Gtin>, metric: Metric, figure: Figure) -> Item {
    Item { when, gtin, region: Region::all(), metric, figure, previous: None }
}

/// Sums by something and metric; what is not there was not published.
pub type Sums<K> = BTreeMap<(K, Metric), Sum>;

/// Every metric of each product.
#[must_use]
pub fn products(
    sums: &Sums<Gtin>,
    asked: Option<Gtin>,
    released: &BTreeSet<Date>,
    period: Period,
) -> Vec<Item> {
    let item = |gtin, metric, figure| total(When::Period(period), Some(gtin), metric, figure);
    grid(sums, asked, any_released(released, period), item)
}

/// Every metric of each region.
#[must_use]
pub fn regions(
    sums: &Sums<Region>,
    gtin: Option<Gtin>,
    released: &BTreeSet<Date>,
    period: Period,
) -> Vec<Item> {
    let item = |region, metric, figure| Item { region, ..total(When::Period(period), gtin, metric, figure) };
    grid(sums, None, any_released(released, period), item)
}

fn grid<K: Clone + Ord>(
    sums: &Sums<K>,
    asked: Option<K>,
    released: bool,
    item: impl Fn(K, Metric, Figure) -> Item,
) -> Vec<Item> {
    let keys: BTreeSet<K> = sums.keys().map(|(key, _)| key.clone()).chain(asked).collect();
    let row = |key: K| {
        let item = &item;
        Metric::ALL.into_iter().map(move |metric| {
            let sum = sums.get(&(key.clone(), metric)).copied();
            item(key.clone(), metric, Figure::of(sum, released))
        })
    };
    keys.into_iter().flat_map(row).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn november(from: i8, to: i8) -> Period {
        Period::new(date(2026, 11, from), date(2026, 11, to)).unwrap()
    }

    /// Days 1 to 4 are released; 7 scanned on the second, 9 on the third.
    fn daily() -> Daily {
        let rows = [(2, 7), (3, 9)].map(|(day, n)| ((Metric::ScanningVisitors, date(2026, 11, day)), n));
        Daily { released: november(1, 4).each().collect(), rows: rows.into() }
    }

    fn scanning(items: &[Item]) -> Vec<Figure> {
        items.iter().filter(|item| item.metric == Metric::ScanningVisitors).map(|item| item.figure).collect()
    }

    #[test]
    fn a_day_tells_a_number_or_that_it_was_withheld_or_that_it_is_not_released() {
        let items = series(&daily(), november(1, 5), Granularity::Day, None);
        let told = |visitors| Figure::Told(Sum { visitors, days: 1 });
        assert_eq!(
            scanning(&items),
            [Figure::NotEnough, told(7), told(9), Figure::NotEnough, Figure::NotYet]
        );
        assert_eq!(items.len(), 5 * Metric::ALL.len(), "nothing is left out");
    }

    #[test]
    fn a_sum_says_of_how_many_days_it_is() {
        let items = summary(&daily(), november(3, 5), None);
        assert_eq!(scanning(&items), [Figure::Told(Sum { visitors: 9, days: 1 })]);
        let before = items[0].previous.unwrap();
        assert_eq!(before.figure, Figure::Told(Sum { visitors: 7, days: 1 }));
        assert_eq!(before.period.to(), date(2026, 11, 2));
        assert!(items[1..].iter().all(|item| item.figure == Figure::NotEnough));
        assert_eq!(scanning(&summary(&daily(), november(6, 9), None)), [Figure::NotYet]);
    }

    #[test]
    fn a_product_that_is_asked_for_is_there_even_without_a_number() {
        let gtin: Gtin = "08001505005707".parse().unwrap();
        let released = november(1, 4).each().collect();
        let items = products(&Sums::new(), Some(gtin), &released, november(1, 4));
        assert_eq!(items.len(), Metric::ALL.len());
        assert!(items.iter().all(|item| item.figure == Figure::NotEnough && item.gtin == Some(gtin)));
        assert_eq!(products(&Sums::new(), None, &released, november(1, 4)), []);
    }

    #[test]
    fn a_region_has_every_metric() {
        let sums = Sums::from([(("IT-25".parse().unwrap(), Metric::UsedUp), Sum { visitors: 6, days: 1 })]);
        let items = regions(&sums, None, &november(1, 4).each().collect(), november(1, 4));
        assert_eq!(items.len(), Metric::ALL.len());
        assert_eq!(items.iter().filter(|item| item.figure.visitors().is_some()).count(), 1);
        assert!(items.iter().all(|item| item.region.as_str() == "IT-25"));
    }
}
