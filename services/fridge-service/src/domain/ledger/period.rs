//! Days, weeks, months.

use std::str::FromStr;

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How the ledger is cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// By day.
    Day,
    /// By week, from Monday.
    #[default]
    Week,
    /// By month.
    Month,
}

/// Not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is one of day, week, month")]
pub struct UnknownPeriod;

impl FromStr for Period {
    type Err = UnknownPeriod;

    fn from_str(text: &str) -> Result<Self, UnknownPeriod> {
        match text {
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            _ => Err(UnknownPeriod),
        }
    }
}

impl Period {
    /// The first day of the period in which a day lies.
    #[must_use]
    pub fn first_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
            Self::Month => day.first_of_month(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Period;

    #[test]
    fn a_week_begins_on_monday_and_a_month_with_its_first() {
        let sunday = date(2026, 3, 1);
        assert_eq!(Period::Day.first_day(sunday), sunday);
        assert_eq!(Period::Week.first_day(sunday), date(2026, 2, 23));
        assert_eq!(Period::Week.first_day(date(2026, 2, 23)), date(2026, 2, 23));
        assert_eq!(Period::Month.first_day(sunday), date(2026, 3, 1));
        assert_eq!(Period::Month.first_day(date(2026, 12, 31)), date(2026, 12, 1));
    }
}
