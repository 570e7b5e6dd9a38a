//! Liveness and readiness.
//!
//! Live: the process turns. Ready: started, not draining, and every *own* check answers within a second. A shared
//! dependency that is down (Kafka, Keycloak, a source) is no check: it degrades, it never flips readiness.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use serde::Serialize;

type Check = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

const STARTING: u8 = 0;
const SERVING: u8 = 1;
const DRAINING: u8 = 2;
const BUDGET: Duration = Duration::from_secs(1);

/// A service's health, shared by its parts.
#[derive(Clone, Default)]
pub struct Health(Arc<Inner>);

#[derive(Default)]
struct Inner {
    phase: AtomicU8,
    checks: RwLock<Vec<(&'static str, Check)>>,
}

/// The answer of `/health/ready`.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Readiness {
    /// `starting`, `ready`, `failing` or `draining`.
    pub status: &'static str,
    /// The checks that did not answer `true` in time.
    pub failing: Vec<&'static str>,
}

impl Readiness {
    /// Whether requests may come.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.status == "ready"
    }
}

impl Health {
    /// A service that is starting.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a check of the service's own: its pool answers, its migrations match.
    pub fn register<F, R>(&self, name: &'static str, check: F)
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = bool> + Send + 'static,
    {
        let check: Check = Arc::new(move || Box::pin(check()));
        self.0.checks.write().unwrap_or_else(PoisonError::into_inner).push((name, check));
    }

    /// Start-up is over.
    pub fn started(&self) {
        // A drain that began during start-up stays a drain.
        let _ = self.0.phase.compare_exchange(STARTING, SERVING, Ordering::AcqRel, Ordering::Acquire);
    }

    /// No new work, please.
    pub fn draining(&self) {
        self.0.phase.store(DRAINING, Ordering::Release);
    }

    /// Whether the service is on its way out.
    #[must_use]
    pub fn is_draining(&self) -> bool {
        self.0.phase.load(Ordering::Acquire) == DRAINING
    }

    /// Asks every check, in parallel, each for at most a second.
    pub async fn readiness(&self) -> Readiness {
        match self.0.phase.load(Ordering::Acquire) {
            STARTING => return Readiness { status: "starting", failing: Vec::new() },
            DRAINING => return Readiness { status: "draining", failing: Vec::new() },
            _ => {}
        }
        let failing = self.failing().await;
        Readiness { status: if failing.is_empty() { "ready" } else { "failing" }, failing }
    }

    async fn failing(&self) -> Vec<&'static str> {
        let checks = self.0.checks.read().unwrap_or_else(PoisonError::into_inner).clone();
        let asked: Vec<_> = checks
            .into_iter()
            .map(|(name, check)| (name, tokio::spawn(tokio::time::timeout(BUDGET, check()))))
            .collect();
        let mut failing = Vec::new();
        for (name, answer) in asked {
            if !matches!(answer.await, Ok(Ok(true))) {
                failing.push(name);
            }
        }
        failing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_service_is_ready_only_between_start_and_drain() {
        let health = Health::new();
        assert_eq!(health.readiness().await.status, "starting");
        health.started();
        assert!(health.readiness().await.is_ready());
        health.draining();
        health.started();
        assert_eq!(health.readiness().await.status, "draining");
    }

    #[tokio::test(start_paused = true)]
    async fn a_check_that_fails_or_hangs_is_named() {
        let health = Health::new();
        health.register("pool", || async { false });
        health.register("migrations", std::future::pending);
        health.register("fine", || async { true });
        health.started();
        let readiness = health.readiness().await;
        assert_eq!(readiness, Readiness { status: "failing", failing: vec!["pool", "migrations"] });
    }
}
