//! The date that stands on a pack, and which of the two kinds it is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The two kinds of dates on food. Use by is safety, best before is quality; their words never mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpiryKind {
    /// Not to be eaten afterwards (GS1 AI 17).
    UseBy,
    /// At its best until then (GS1 AI 15).
    BestBefore,
}

impl ExpiryKind {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UseBy => "use_by",
            Self::BestBefore => "best_before",
        }
    }
}

/// The last day as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PrintedDate {
    /// The last day.
    pub day: Date,
    /// Which kind of last day.
    pub kind: ExpiryKind,
}

impl PrintedDate {
    /// Years before the adding that a date may lie; one before that is a slip.
    pub const YEARS_BACK: i16 = 10;

    /// Whether it lies more than ten years before that day.
    #[must_use]
    pub fn is_too_old_on(self, day: Date) -> bool {
        self.day.year() < day.year() - Self::YEARS_BACK
            || (self.day.year() == day.year() - Self::YEARS_BACK
                && (self.day.month(), self.day.day()) < (day.month(), day.day()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{ExpiryKind, PrintedDate};

    #[test]
    fn a_date_ten_years_back_is_taken_and_the_day_before_is_not() {
        let printed = |day: Date| PrintedDate { day, kind: ExpiryKind::BestBefore };
        let today = date(2026, 11, 23);
        assert!(!printed(date(2016, 11, 23)).is_too_old_on(today));
        assert!(printed(date(2016, 11, 22)).is_too_old_on(today));
        assert!(printed(date(2015, 12, 31)).is_too_old_on(today));
        assert!(!printed(date(2030, 1, 1)).is_too_old_on(today));
    }
}
