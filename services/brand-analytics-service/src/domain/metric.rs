//! What is counted.

use std::{fmt, str::FromStr};

use serde::Serialize;
use utoipa::ToSchema;

/// A metric: always distinct visitors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Scanned the product.
    ScanningVisitors,
    /// Of these: had scanned no product of the brand on an earlier day.
    NewVisitors,
    /// Of these: had.
    ReturningVisitors,
    /// Of these: made an account later that day.
    AccountsCreatedAfterScan,
    /// Of these: were told *good for you* last.
    VerdictGood,
    /// Of these: were told *be careful* last.
    VerdictCareful,
    /// Of these: were told *avoid* last.
    VerdictAvoid,
    /// Put a pack in their fridge.
    SavedToFridge,
    /// Used some of a pack.
    UsedUp,
    /// Threw some of a pack away.
    ThrownAway,
    /// Recycled a pack's packaging.
    Recycled,
    /// Reported something about the product.
    Reports,
}

/// What a number of one day counts: visitors are browsers, not people.
pub const UNIT: &str = "visitors";
/// What a sum counts: who came on two days, scanned two products or was in two regions is in it twice.
pub const UNIT_OF_SUMS: &str = "visitor-days";

impl Metric {
    /// Every metric, in the order in which they are told.
    pub const ALL: [Self; 12] = [
        Self::ScanningVisitors,
        Self::NewVisitors,
        Self::ReturningVisitors,
        Self::AccountsCreatedAfterScan,
        Self::VerdictGood,
        Self::VerdictCareful,
        Self::VerdictAvoid,
        Self::SavedToFridge,
        Self::UsedUp,
        Self::ThrownAway,
        Self::Recycled,
        Self::Reports,
    ];

    /// As it is published.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ScanningVisitors => "scanning_visitors",
            Self::NewVisitors => "new_visitors",
            Self::ReturningVisitors => "returning_visitors",
            Self::AccountsCreatedAfterScan => "accounts_created_after_scan",
            Self::VerdictGood => "verdict_good",
            Self::VerdictCareful => "verdict_careful",
            Self::VerdictAvoid => "verdict_avoid",
            Self::SavedToFridge => "saved_to_fridge",
            Self::UsedUp => "used_up",
            Self::ThrownAway => "thrown_away",
            Self::Recycled => "recycled",
            Self::Reports => "reports",
        }
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// No metric has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such metric")]
pub struct UnknownMetric;

impl FromStr for Metric {
    type Err = UnknownMetric;

    fn from_str(name: &str) -> Result<Self, UnknownMetric> {
        Self::ALL.into_iter().find(|metric| metric.as_str() == name).ok_or(UnknownMetric)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_written_and_read_by_one_name() {
        for metric in Metric::ALL {
            assert_eq!(metric.as_str().parse(), Ok(metric));
            assert_eq!(serde_json::to_value(metric).unwrap(), metric.as_str());
        }
    }
}
