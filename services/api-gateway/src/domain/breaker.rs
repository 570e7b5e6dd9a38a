//! A circuit breaker: after some failures in a row nobody asks, until one probe came back well.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// Failures in a row that open the circuit.
const THRESHOLD: u32 = 5;
/// How long it stays open before one probe goes through, in milliseconds.
const PAUSE: u64 = 1_000;

/// The state of one upstream's circuit; instants are milliseconds of any monotonic clock that starts above zero.
#[derive(Debug, Default)]
pub struct Breaker {
    failures: AtomicU32,
    /// When the next probe may go; 0 while the circuit is closed.
    retry_at: AtomicU64,
}

impl Breaker {
    /// Whether a request may go upstream now. When the pause is over exactly one caller gets through as the probe.
    pub fn allows(&self, now: u64) -> bool {
        match self.retry_at.load(Ordering::Acquire) {
            0 => true,
            at if now < at => false,
            at => {
                let probe =
                    self.retry_at.compare_exchange(at, now + PAUSE, Ordering::AcqRel, Ordering::Acquire);
                probe.is_ok()
            }
        }
    }

    /// The upstream answered.
    pub fn succeeded(&self) {
        if self.failures.load(Ordering::Relaxed) != 0 {
            self.failures.store(0, Ordering::Relaxed);
            self.retry_at.store(0, Ordering::Release);
        }
    }

    /// The upstream did not answer, or said that it cannot.
    pub fn failed(&self, now: u64) {
        if self.failures.fetch_add(1, Ordering::AcqRel) + 1 >= THRESHOLD {
            self.retry_at.store(now + PAUSE, Ordering::Release);
        }
    }

    /// Whether requests are being held back.
    pub fn is_open(&self) -> bool {
        self.retry_at.load(Ordering::Acquire) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken() -> Breaker {
        let breaker = Breaker::default();
        (0..THRESHOLD).for_each(|_| breaker.failed(1));
        breaker
    }

    #[test]
    fn it_opens_only_after_failures_in_a_row() {
        let breaker = Breaker::default();
        (1..THRESHOLD).for_each(|_| breaker.failed(1));
        breaker.succeeded();
        (1..THRESHOLD).for_each(|_| breaker.failed(1));
        assert!(breaker.allows(2));
        breaker.failed(2);
        assert!(!breaker.allows(3));
    }

    #[test]
    fn one_probe_goes_when_the_pause_is_over() {
        let breaker = broken();
        let later = 1 + PAUSE;
        assert!(breaker.allows(later));
        assert!(!breaker.allows(later), "a second probe");
        breaker.failed(later);
        assert!(!breaker.allows(later + PAUSE - 1));
        assert!(breaker.allows(later + PAUSE));
    }

    #[test]
    fn a_good_probe_closes_it() {
        let breaker = broken();
        assert!(breaker.is_open() && breaker.allows(1 + PAUSE));
        breaker.succeeded();
        assert!(!breaker.is_open() && breaker.allows(1) && breaker.allows(1));
    }
}
