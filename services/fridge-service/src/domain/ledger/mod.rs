//! The waste ledger: of what came in, how much was used, thrown away, given away, is still there or unaccounted for.
//!
//! An item stands in the period in which it was added, by its owner's days. Every row balances.

mod money;
mod packs;
mod period;

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    food::Price,
    freshness::day_of,
    item::Item,
    quantity::{Amount, Unit},
    tally::{PerReason, Tally},
};

pub use money::{Money, Worth};
pub use packs::{Fate, PackRow};
pub use period::{Period, UnknownPeriod};

/// What the ledger knows of one item, gone or present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// When it was added.
    pub added_at: Timestamp,
    /// What it is counted in.
    pub unit: Unit,
    /// Where it has gone.
    pub tally: Tally,
    /// What it has cost.
    pub price: Option<Price>,
}

impl Entry {
    /// That of an item.
    #[must_use]
    pub const fn of(item: &Item) -> Self {
        let condition = item.condition();
        Self {
            added_at: item.added_at(),
            unit: condition.unit(),
            tally: *condition.tally(),
            price: condition.price(),
        }
    }
}

/// What part of the ledger is asked for, and how it is cut.
#[derive(Debug, Clone)]
pub struct Cut {
    /// Whose days.
    pub zone: TimeZone,
    /// Days, weeks or months.
    pub by: Period,
    /// The first day on which an item was added.
    pub from: Option<Date>,
    /// The last one.
    pub to: Option<Date>,
}

impl Cut {
    /// The first day of the entry's period, if it is asked for.
    fn period(&self, entry: &Entry) -> Option<Date> {
        let day = day_of(entry.added_at, &self.zone);
        let is_asked_for = self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to);
        is_asked_for.then(|| self.by.first_day(day))
    }
}

/// One period and unit: `added = used + thrown_away + given_away + remaining + unaccounted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its first day; a week begins on Monday.
    #[schema(value_type = String, format = Date)]
    pub period: Date,
    /// What it is counted in.
    pub unit: Unit,
    /// What came in.
    pub added: Amount,
    /// What was eaten or cooked.
    pub used: Amount,
    /// What was thrown away.
    pub thrown_away: Amount,
    /// What was given to somebody.
    pub given_away: Amount,
    /// What is still there.
    pub remaining: Amount,
    /// What is missing without anybody having said where it went.
    pub unaccounted: Amount,
    /// Why it was thrown away.
    pub reasons: PerReason<Amount>,
}

impl Row {
    fn empty(period: Date, unit: Unit) -> Self {
        let nothing = Amount::ZERO;
        Self {
            period,
            unit,
            added: nothing,
            used: nothing,
            thrown_away: nothing,
            given_away: nothing,
            remaining: nothing,
            unaccounted: nothing,
            reasons: PerReason::default(),
        }
    }

    fn count(&mut self, tally: &Tally) {
        let counted = [
            (&mut self.added, tally.added()),
            (&mut self.used, tally.used()),
            (&mut self.thrown_away, tally.thrown_away().total()),
            (&mut self.given_away, tally.given_away()),
            (&mut self.remaining, tally.remaining()),
            (&mut self.unaccounted, tally.unaccounted()),
        ];
        for (sum, amount) in counted {
            *sum = sum.plus(amount);
        }
        for (reason, amount) in tally.thrown_away().iter() {
            let sum = self.reasons.get_mut(reason);
            *sum = sum.plus(amount);
        }
    }
}

/// The ledger, cut by periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Waste {
    /// Amounts: one row for each period and unit in which something was added, the oldest first.
    pub rows: Vec<Row>,
    /// Whole packs: one row for each period.
    pub packs: Vec<PackRow>,
    /// What was thrown away in money, where prices are known.
    pub money: Money,
}

impl Waste {
    /// Sums up the entries.
    #[must_use]
    pub fn of(entries: impl IntoIterator<Item = Entry>, cut: &Cut) -> Self {
        let mut rows = BTreeMap::new();
        let mut packs = BTreeMap::new();
        let mut money = money::Sum::default();
        for entry in entries {
            let Some(period) = cut.period(&entry) else { continue };
            let Entry { unit, tally, .. } = &entry;
            rows.entry((period, *unit)).or_insert_with(|| Row::empty(period, *unit)).count(tally);
            packs.entry(period).or_insert_with(|| PackRow::empty(period)).count(tally);
            money.count(&entry);
        }
        Self {
            rows: rows.into_values().collect(),
            packs: packs.into_values().collect(),
            money: money.finish(),
        }
    }
}

#[cfg(test)]
mod tests;
