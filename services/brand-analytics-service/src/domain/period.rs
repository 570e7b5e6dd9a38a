//! Days in a row.

use std::str::FromStr;

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

/// Some days in a row, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

/// Why days are no period that is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodFault {
    /// The end comes first.
    #[error("is before from")]
    Reversed,
    /// Too many days.
    #[error("is more than {} days after from", Period::LONGEST)]
    TooLong,
    /// No day of ours.
    #[error("is not between 2000-01-01 and 2999-12-31")]
    Unlikely,
}

const FIRST: Date = date(2000, 1, 1);
const LAST: Date = date(2999, 12, 31);

impl Period {
    /// No more days are told of at once.
    pub const LONGEST: u32 = 400;
    /// So many when nobody says.
    pub const USUAL: u32 = 28;

    /// From one day to another.
    ///
    /// # Errors
    /// [`PeriodFault`]
    pub fn new(from: Date, to: Date) -> Result<Self, PeriodFault> {
        let period = Self { from, to };
        match () {
            () if from < FIRST || to > LAST => Err(PeriodFault::Unlikely),
            () if to < from => Err(PeriodFault::Reversed),
            () if period.days() > Self::LONGEST => Err(PeriodFault::TooLong),
            () => Ok(period),
        }
    }

    /// The usual number of days up to this one.
    #[must_use]
    pub fn usual(to: Date) -> Self {
        Self { from: back(to, Self::USUAL - 1), to }
    }

    /// The first day.
    #[must_use]
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day.
    #[must_use]
    pub fn to(self) -> Date {
        self.to
    }

    /// How many days.
    #[must_use]
    pub fn days(self) -> u32 {
        u32::try_from(self.to.duration_since(self.from).as_hours() / 24 + 1).unwrap_or(u32::MAX)
    }

    /// As many days, just before.
    #[must_use]
    pub fn before(self) -> Self {
        Self { from: back(self.from, self.days()), to: back(self.from, 1) }
    }

    /// Both, from the first day of this one to the last of the other.
    #[must_use]
    pub fn through(self, later: Self) -> Self {
        Self { from: self.from, to: later.to }
    }

    /// Each day.
    pub fn each(self) -> impl Iterator<Item = Date> {
        self.from.series(1.day()).take_while(move |day| *day <= self.to)
    }

    /// Whether the day is one of them.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

fn back(day: Date, days: u32) -> Date {
    day.saturating_sub(i64::from(days).days())
}

/// How a series is cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Granularity {
    /// By day.
    #[default]
    Day,
    /// By week, from Monday.
    Week,
    /// By month.
    Month,
}

impl Granularity {
    /// The period cut at the ends of weeks or months: what hangs over is not told.
    #[must_use]
    pub fn cut(self, period: Period) -> Vec<Period> {
        let mut parts: Vec<Period> = Vec::new();
        for day in period.each() {
            match parts.last_mut() {
                Some(part) if self.first_day(part.from) == self.first_day(day) => part.to = day,
                _ => parts.push(Period { from: day, to: day }),
            }
        }
        parts
    }

    fn first_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => back(day, u32::from(day.weekday().to_monday_zero_offset().unsigned_abs())),
            Self::Month => day.first_of_month(),
        }
    }
}

/// Not a granularity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not day, week or month")]
pub struct UnknownGranularity;

impl FromStr for Granularity {
    type Err = UnknownGranularity;

    fn from_str(text: &str) -> Result<Self, UnknownGranularity> {
        match text {
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            _ => Err(UnknownGranularity),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: Date, to: Date) -> Period {
        Period::new(from, to).unwrap()
    }

    #[test]
    fn a_period_has_1_to_400_days() {
        let first = date(2026, 1, 1);
        assert_eq!(period(first, first).days(), 1);
        assert_eq!(period(first, date(2027, 2, 4)).days(), 400);
        assert_eq!(Period::new(first, date(2027, 2, 5)), Err(PeriodFault::TooLong));
        assert_eq!(Period::new(first, date(2025, 12, 31)), Err(PeriodFault::Reversed));
        assert_eq!(Period::new(date(1999, 12, 31), date(2000, 1, 1)), Err(PeriodFault::Unlikely));
        assert_eq!(Period::usual(date(2026, 11, 21)), period(date(2026, 10, 25), date(2026, 11, 21)));
    }

    #[test]
    fn what_was_before_has_as_many_days_and_none_in_common() {
        let november = period(date(2026, 11, 1), date(2026, 11, 30));
        assert_eq!(november.before(), period(date(2026, 10, 2), date(2026, 10, 31)));
        assert_eq!(november.before().days(), november.days());
    }

    #[test]
    fn weeks_begin_on_monday_and_the_ends_are_cut() {
        let days = period(date(2026, 2, 26), date(2026, 3, 10));
        let weeks = Granularity::Week.cut(days);
        let ends = [(26, 2, 1, 3), (2, 3, 8, 3), (9, 3, 10, 3)];
        assert_eq!(weeks, ends.map(|(a, m, b, n)| period(date(2026, m, a), date(2026, n, b))));
        let months = Granularity::Month.cut(days);
        assert_eq!(months[1], period(date(2026, 3, 1), date(2026, 3, 10)));
        assert_eq!(Granularity::Day.cut(days).len(), 13);
    }
}
