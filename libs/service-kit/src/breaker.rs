//! Leaves a failing source alone for a while.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use super::SourceFault;

const FAILURES_IN_A_ROW: u32 = 5;
const REST: Duration = Duration::from_secs(30);

/// Opens after five failures in a row, rests 30 s, then lets one read try.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Debug)]
enum State {
    Closed { failures: u32 },
    Open { until: Instant },
    Trying,
}

impl Default for State {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

/// The right to one read; dropped unsettled (the caller went away) it counts as a failure of a trial only.
pub(super) struct Permit<'a> {
    breaker: &'a Breaker,
    trial: bool,
    settled: bool,
}

impl Breaker {
    pub(super) fn permit(&self) -> Result<Permit<'_>, SourceFault> {
        let mut state = self.lock();
        let trial = match *state {
            State::Closed { .. } => false,
            State::Open { until } if Instant::now() >= until => {
                *state = State::Trying;
                true
            }
            State::Open { until } => return Err(resting(until - Instant::now())),
            State::Trying => return Err(resting(REST)),
        };
        Ok(Permit { breaker: self, trial, settled: false })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// Tells how the read went; whether the source is left alone from now on.
    pub(super) fn settle(mut self, failed: bool) -> bool {
        self.settled = true;
        let mut state = self.breaker.lock();
        *state = match (&*state, failed) {
            (State::Closed { failures }, true) if failures + 1 < FAILURES_IN_A_ROW => {
                State::Closed { failures: failures + 1 }
            }
            (State::Closed { .. } | State::Trying, true) => State::Open { until: Instant::now() + REST },
            (State::Open { until }, true) => State::Open { until: *until },
            (_, false) => State::default(),
        };
        matches!(*state, State::Open { .. })
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if self.trial && !self.settled {
            *self.breaker.lock() = State::Open { until: Instant::now() + REST };
        }
    }
}

fn resting(rest: Duration) -> SourceFault {
    SourceFault::Unavailable { why: "it failed before and is left alone".into(), retry_after: Some(rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fail(breaker: &Breaker, times: u32) {
        for _ in 0..times {
            breaker.permit().expect("closed").settle(true);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn five_failures_in_a_row_open_it_and_one_success_closes_it() {
        let breaker = Breaker::default();
        fail(&breaker, 4);
        breaker.permit().expect("closed").settle(false);
        fail(&breaker, 4);
        assert!(breaker.permit().is_ok(), "a success in between starts the count anew");
        fail(&breaker, 1);
        assert!(breaker.permit().is_err());
        tokio::time::advance(REST).await;
        let trial = breaker.permit().expect("one trial");
        assert!(breaker.permit().is_err(), "only one");
        trial.settle(false);
        assert!(breaker.permit().is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_trial_that_fails_or_is_given_up_rests_again() {
        let breaker = Breaker::default();
        fail(&breaker, 5);
        tokio::time::advance(REST).await;
        breaker.permit().expect("a trial").settle(true);
        assert!(breaker.permit().is_err());
        tokio::time::advance(REST).await;
        drop(breaker.permit().expect("a trial"));
        assert!(breaker.permit().is_err());
    }
}
