//! Leaves something that fails alone for a while.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

const FAILURES_IN_A_ROW: u32 = 5;
const REST: Duration = Duration::from_secs(30);

/// Opens after five failures in a row, rests (30 s unless told otherwise), then lets one try.
#[derive(Debug)]
pub struct Breaker {
    state: Mutex<State>,
    rest: Duration,
}

/// It failed before and is left alone; how long still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it failed before and is left alone")]
pub struct Resting(pub Duration);

#[derive(Debug)]
enum State {
    Closed { failures: u32 },
    Open { until: Instant },
    Trying,
}

impl Default for Breaker {
    fn default() -> Self {
        Self::resting(REST)
    }
}

impl Default for State {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

/// The right to one try; dropped unsettled (the caller went away) it counts as a failure of a trial only.
pub struct Permit<'a> {
    breaker: &'a Breaker,
    trial: bool,
    settled: bool,
}

impl Breaker {
    /// One that rests so long.
    #[must_use]
    pub fn resting(rest: Duration) -> Self {
        Self { state: Mutex::default(), rest }
    }

    /// Leave to try.
    ///
    /// # Errors
    /// [`Resting`]: nobody is to try now.
    pub fn permit(&self) -> Result<Permit<'_>, Resting> {
        let mut state = self.lock();
        let trial = match *state {
            State::Closed { .. } => false,
            State::Open { until } if Instant::now() >= until => {
                *state = State::Trying;
                true
            }
            State::Open { until } => return Err(Resting(until - Instant::now())),
            State::Trying => return Err(Resting(self.rest)),
        };
        Ok(Permit { breaker: self, trial, settled: false })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// Tells how the try went; whether it is left alone from now on.
    pub fn settle(mut self, failed: bool) -> bool {
        self.settled = true;
        let rest = self.breaker.rest;
        let mut state = self.breaker.lock();
        *state = match (&*state, failed) {
            (State::Closed { failures }, true) if failures + 1 < FAILURES_IN_A_ROW => {
                State::Closed { failures: failures + 1 }
            }
            (State::Closed { .. } | State::Trying, true) => State::Open { until: Instant::now() + rest },
            (State::Open { until }, true) => State::Open { until: *until },
            (_, false) => State::default(),
        };
        matches!(*state, State::Open { .. })
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if self.trial && !self.settled {
            let until = Instant::now() + self.breaker.rest;
            *self.breaker.lock() = State::Open { until };
        }
    }
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
        let breaker = Breaker::resting(REST / 2);
        fail(&breaker, 5);
        tokio::time::advance(REST / 2).await;
        breaker.permit().expect("a trial").settle(true);
        assert!(breaker.permit().is_err());
        tokio::time::advance(REST / 2).await;
        drop(breaker.permit().expect("a trial"));
        assert!(breaker.permit().is_err());
    }
}
