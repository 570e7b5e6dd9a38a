//! Retries may add a tenth to the reads, no more: a dead source is not asked twice as often.

use std::sync::atomic::{AtomicU32, Ordering};

/// In tenths of a retry.
const DEPOSIT: u32 = 1;
const RETRY: u32 = 10;
const CEILING: u32 = 100;

/// Each read earns a tenth of a retry, ten are kept at most.
#[derive(Debug, Default)]
pub(super) struct RetryBudget(AtomicU32);

impl RetryBudget {
    pub(super) fn deposit(&self) {
        // Both closures give a value, so neither update can be refused.
        let _ = self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, |tenths| {
            Some(tenths.saturating_add(DEPOSIT).min(CEILING))
        });
    }

    pub(super) fn withdraw(&self) -> bool {
        self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, |tenths| tenths.checked_sub(RETRY)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_stay_a_tenth_of_the_reads() {
        let budget = RetryBudget::default();
        let retries = (0..100).filter(|_| {
            budget.deposit();
            budget.withdraw()
        });
        assert_eq!(retries.count(), 10);
    }
}
