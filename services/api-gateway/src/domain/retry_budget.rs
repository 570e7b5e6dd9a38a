//! Retries may add a fifth to an upstream's load, never more: a sick upstream is not asked twice as often.

use std::sync::atomic::{AtomicI64, Ordering};

/// What one request earns, in thousandths of a retry.
const EARNED: i64 = 200;
/// What one retry costs.
const COST: i64 = 1_000;
/// At most this much is saved up: a burst of ten.
const CEILING: i64 = 10 * COST;

/// The retries that an upstream has left.
#[derive(Debug, Default)]
pub struct RetryBudget(AtomicI64);

impl RetryBudget {
    /// A request goes upstream for the first time.
    pub fn earn(&self) {
        if self.0.load(Ordering::Relaxed) < CEILING {
            self.0.fetch_add(EARNED, Ordering::Relaxed);
        }
    }

    /// Whether one retry may go now; it is paid at once.
    pub fn spend(&self) -> bool {
        let pay = |left| (left >= COST).then(|| left - COST);
        self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, pay).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_never_exceed_a_fifth() {
        let budget = RetryBudget::default();
        let mut retries = 0;
        for _ in 0..1_000 {
            budget.earn();
            retries += u32::from(budget.spend());
        }
        assert_eq!(retries, 200);
    }

    #[test]
    fn quiet_hours_save_up_only_a_burst() {
        let budget = RetryBudget::default();
        (0..10_000).for_each(|_| budget.earn());
        assert_eq!((0..100).filter(|_| budget.spend()).count(), 10);
    }
}
