//! English.

use super::{Definition, Words};
use crate::domain::metric::Metric;

pub(super) const WORDS: Words = Words {
    unit: "visitors",
    unit_of_sums: "visitor-days",
    window: "One UTC day. Released once, 48 hours after the day has ended, and never corrected afterwards.",
    suppressed: "not enough data yet",
    fewer_than: |k| format!("not enough data yet (fewer than {k})"),
    awaited: "not yet released",
    definition,
};

const fn definition(metric: Metric) -> Definition {
    let (name, definition) = match metric {
        Metric::ScanningVisitors => {
            ("Scanning visitors", "Visitors who scanned the product that day; days added up.")
        }
        Metric::NewVisitors => (
            "New visitors",
            "Of the scanning visitors, those who had scanned no product of yours on an earlier day.",
        ),
        Metric::ReturningVisitors => (
            "Returning visitors",
            "Of the scanning visitors, those who had scanned a product of yours on an earlier day.",
        ),
        Metric::AccountsCreatedAfterScan => {
            ("Accounts after a scan", "Of the scanning visitors, those who made an account later that day.")
        }
        Metric::VerdictGood => (
            "Told “Good for you”",
            "Of the scanning visitors, those who were told “Good for you” last that day.",
        ),
        Metric::VerdictCareful => {
            ("Told “Be careful”", "Of the scanning visitors, those who were told “Be careful” last that day.")
        }
        Metric::VerdictAvoid => {
            ("Told “Avoid”", "Of the scanning visitors, those who were told “Avoid” last that day.")
        }
        Metric::SavedToFridge => ("Saved to fridge", "Visitors who put a pack into their fridge that day."),
        Metric::UsedUp => ("Used", "Visitors who said that they used some of a pack that day."),
        Metric::ThrownAway => {
            ("Thrown away", "Visitors who said that they threw some of a pack away that day.")
        }
        Metric::Recycled => ("Recycled", "Visitors who recycled the packaging that day."),
        Metric::Reports => ("Reported", "Visitors who reported something about the product that day."),
    };
    Definition { name, definition }
}
