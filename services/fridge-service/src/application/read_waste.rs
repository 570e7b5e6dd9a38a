//! Where everything went.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan as _, civil::Date};
use service_kit::{clock::Clock, ids::AccountId};

use super::ports::{Projections, ReminderStore, StoreError};
use crate::domain::{
    ledger::{Cut, Entry, Period, Waste},
    settings::Zone,
};

/// The longest time that is asked about at once.
const MOST_YEARS: i16 = 10;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The first day, if said.
    pub from: Option<Date>,
    /// The last day, if said.
    pub to: Option<Date>,
    /// How the days are put together.
    pub by: Period,
}

/// What is told.
#[derive(Debug, Clone)]
pub struct Told {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How the days are put together.
    pub by: Period,
    /// Whose days these are.
    pub zone: Zone,
    /// The ledger.
    pub waste: Waste,
}

/// Why nothing is told.
#[derive(Debug, thiserror::Error)]
pub enum WasteError {
    /// The last day lies before the first.
    #[error("lies before the first day")]
    Backwards,
    /// The days lie too far apart.
    #[error("more than {MOST_YEARS} years are asked for")]
    TooLong,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the ledger.
#[derive(Clone)]
pub struct ReadWaste {
    projections: Arc<dyn Projections>,
    reminders: Arc<dyn ReminderStore>,
    clock: Arc<dyn Clock>,
}

impl ReadWaste {
    /// From these.
    pub fn new(
        projections: Arc<dyn Projections>,
        reminders: Arc<dyn ReminderStore>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { projections, reminders, clock }
    }

    /// The ledger of these days.
    ///
    /// # Errors
    /// [`WasteError`] says why not.
    #[tracing::instrument(name = "read_waste", skip_all)]
    pub async fn read(&self, account: AccountId, wanted: Wanted) -> Result<Told, WasteError> {
        let zone = self.reminders.find(account).await?.settings.zone;
        let (from, to) = days(wanted, zone.zone().to_datetime(self.clock.now()).date())?;
        let start = |day: Date| day.to_zoned(zone.zone().clone()).map_or(Timestamp::MAX, |at| at.timestamp());
        let items = self.projections.added_between(account, start(from), start(to.saturating_add(1.day())));
        let cut = Cut { zone: zone.zone().clone(), by: wanted.by, from: Some(from), to: Some(to) };
        let waste = Waste::of(items.await?.iter().map(Entry::of), &cut);
        Ok(Told { from, to, by: wanted.by, zone, waste })
    }
}

/// Whole periods: from the first day of the first one to the last day that was asked for.
fn days(wanted: Wanted, today: Date) -> Result<(Date, Date), WasteError> {
    let to = wanted.to.unwrap_or(today);
    let from = wanted.by.first_day(wanted.from.unwrap_or_else(|| usual_start(wanted.by, to)));
    if from > to {
        return Err(WasteError::Backwards);
    }
    if from < to.saturating_sub(i64::from(MOST_YEARS).years()) {
        return Err(WasteError::TooLong);
    }
    Ok((from, to))
}

fn usual_start(by: Period, to: Date) -> Date {
    match by {
        Period::Day => to.saturating_sub(29.days()),
        Period::Week => to.saturating_sub(11.weeks()),
        Period::Month => to.saturating_sub(11.months()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn twelve_weeks_are_told_unless_others_are_asked_for() {
        let wanted = Wanted { from: None, to: None, by: Period::Week };
        let monday = date(2026, 11, 23);
        assert_eq!(days(wanted, monday).expect("days"), (date(2026, 9, 7), monday));
    }

    #[test]
    fn days_the_wrong_way_round_and_ten_years_are_refused() {
        let wanted = |from, to| Wanted { from: Some(from), to: Some(to), by: Period::Day };
        let today = date(2026, 11, 23);
        let backwards = wanted(today, date(2026, 11, 22));
        assert!(matches!(days(backwards, today), Err(WasteError::Backwards)));
        assert!(days(wanted(date(2016, 11, 23), today), today).is_ok());
        assert!(matches!(days(wanted(date(2016, 11, 22), today), today), Err(WasteError::TooLong)));
    }
}
