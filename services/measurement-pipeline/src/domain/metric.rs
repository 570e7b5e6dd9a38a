//! What is counted, always distinct visitors.

/// A metric of the lattice, in the fixed order in which parts are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// Scanned the product.
    ScanningVisitors,
    /// Of these: had scanned no product of the brand on an earlier day.
    NewVisitors,
    /// Of these: had.
    ReturningVisitors,
    /// Of these: made an account later that UTC day.
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

impl Metric {
    /// Every metric.
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

    /// Those that are no part of another.
    pub const WHOLES: [Self; 6] = [
        Self::ScanningVisitors,
        Self::SavedToFridge,
        Self::UsedUp,
        Self::ThrownAway,
        Self::Recycled,
        Self::Reports,
    ];

    /// The parts of [`Metric::ScanningVisitors`]; those of one line are disjoint.
    pub const PARTS_OF_SCANNING: [&[Self]; 3] = [
        &[Self::NewVisitors, Self::ReturningVisitors],
        &[Self::AccountsCreatedAfterScan],
        &[Self::VerdictGood, Self::VerdictCareful, Self::VerdictAvoid],
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

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// In which metrics a visitor counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct MetricSet(u16);

impl MetricSet {
    /// In none.
    pub const NONE: Self = Self(0);

    /// These, and this one.
    #[must_use]
    pub const fn with(self, metric: Metric) -> Self {
        Self(self.0 | metric.bit())
    }

    /// Both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether this one is among them.
    #[must_use]
    pub const fn has(self, metric: Metric) -> bool {
        self.0 & metric.bit() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_metric_is_a_whole_or_a_part_and_never_both() {
        let parts = Metric::PARTS_OF_SCANNING.into_iter().flatten().copied();
        let told: Vec<_> = Metric::WHOLES.into_iter().chain(parts).collect();
        assert_eq!(told.len(), Metric::ALL.len());
        assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), Metric::ALL.into_iter().collect());
    }

    #[test]
    fn each_metric_has_a_bit_of_its_own() {
        for one in Metric::ALL {
            let set = MetricSet::NONE.with(one);
            assert!(Metric::ALL.into_iter().all(|other| set.has(other) == (other == one)), "{one:?}");
        }
    }
}
