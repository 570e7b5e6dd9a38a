//! Start, run, drain: the first signal or failure ends the service in order.
//!
//! Parts stop in the reverse order of their start, each waited for: an API spawned after the relay that it feeds is
//! drained before the relay stops, so nothing accepted is lost. One deadline bounds it all.

use std::{future::Future, time::Duration};

use anyhow::Context;
use tokio::{
    signal::unix::{SignalKind, signal},
    task::{JoinHandle, JoinSet},
    time::Instant,
};
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::health::Health;

/// How long a drain may take before the process leaves anyway.
pub const GRACE: Duration = Duration::from_secs(10);

struct Part {
    name: &'static str,
    stop: CancellationToken,
    watch: JoinHandle<anyhow::Result<()>>,
}

/// The running parts of a service.
pub struct Lifecycle {
    health: Health,
    grace: Duration,
    parts: Vec<Part>,
    ended: JoinSet<&'static str>,
    stop: CancellationToken,
}

impl Lifecycle {
    /// Nothing runs yet; `health` learns of start and drain.
    #[must_use]
    pub fn new(health: Health) -> Self {
        Self {
            health,
            grace: GRACE,
            parts: Vec::new(),
            ended: JoinSet::new(),
            stop: CancellationToken::new(),
        }
    }

    /// Another deadline for the drain.
    #[must_use]
    pub fn with_grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Asks the whole service to stop, as a signal does.
    #[must_use]
    pub fn stop_token(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Starts a part; it ends soon after its token is cancelled, having finished what it accepted.
    pub fn spawn<F, R>(&mut self, name: &'static str, part: F)
    where
        F: FnOnce(CancellationToken) -> R,
        R: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let stop = CancellationToken::new();
        let watch = tokio::spawn(part(stop.clone()));
        let ended = CancellationToken::new();
        let (told, done) = (ended.clone(), watch);
        let watch = tokio::spawn(async move {
            let result = done.await.unwrap_or_else(|panic| Err(anyhow::anyhow!("panicked: {panic}")));
            told.cancel();
            result
        });
        self.ended.spawn(async move {
            ended.cancelled().await;
            name
        });
        self.parts.push(Part { name, stop, watch });
    }

    /// Runs until a signal, a stop or the end of any part; then drains.
    ///
    /// # Errors
    /// The first failure of a part, or a drain that outlasted its deadline.
    pub async fn run(mut self) -> anyhow::Result<()> {
        self.health.started();
        self.wait().await?;
        self.health.draining();
        self.drain().await
    }

    async fn wait(&mut self) -> anyhow::Result<()> {
        let mut terminate = signal(SignalKind::terminate()).context("listening for SIGTERM")?;
        let mut interrupt = signal(SignalKind::interrupt()).context("listening for SIGINT")?;
        tokio::select! {
            _ = terminate.recv() => info!("SIGTERM: draining"),
            _ = interrupt.recv() => info!("interrupt: draining"),
            () = self.stop.cancelled() => info!("stopping"),
            Some(Ok(name)) = self.ended.join_next() => warn!(part = name, "a part ended by itself: draining"),
        }
        Ok(())
    }

    async fn drain(self) -> anyhow::Result<()> {
        let deadline = Instant::now() + self.grace;
        let mut outcome = Ok(());
        for Part { name, stop, mut watch } in self.parts.into_iter().rev() {
            stop.cancel();
            let result = match tokio::time::timeout_at(deadline, &mut watch).await {
                Ok(joined) => joined.unwrap_or_else(|panic| Err(anyhow::anyhow!("panicked: {panic}"))),
                Err(_) => {
                    watch.abort();
                    Err(anyhow::anyhow!("not drained within {:?}", self.grace))
                }
            };
            if let Err(failure) = result {
                error!(part = name, error = format!("{failure:#}"), "a part failed");
                outcome = outcome.and(Err(failure.context(name)));
            }
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[tokio::test]
    async fn parts_stop_in_reverse_order_each_waited_for() {
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut service = Lifecycle::new(Health::new());
        for name in ["pool", "relay", "api"] {
            let order = order.clone();
            service.spawn(name, |stop| async move {
                stop.cancelled().await;
                tokio::task::yield_now().await;
                order.lock().expect("lock").push(name);
                Ok(())
            });
        }
        service.stop_token().cancel();
        service.run().await.expect("a clean drain");
        assert_eq!(*order.lock().expect("lock"), ["api", "relay", "pool"]);
    }

    #[tokio::test]
    async fn a_part_that_fails_drains_the_others_and_is_the_outcome() {
        let health = Health::new();
        let mut service = Lifecycle::new(health.clone());
        let (told, hears) = tokio::sync::oneshot::channel();
        service.spawn("api", |stop| async move {
            stop.cancelled().await;
            told.send(()).map_err(|()| anyhow::anyhow!("nobody listens"))
        });
        service.spawn("relay", |_| async { anyhow::bail!("no broker") });
        let failure = service.run().await.expect_err("the relay failed");
        assert!(format!("{failure:#}").contains("no broker"), "{failure:#}");
        hears.await.expect("the api was drained");
        assert!(health.is_draining());
    }

    #[tokio::test(start_paused = true)]
    async fn a_part_that_hangs_is_left_behind_at_the_deadline() {
        let mut service = Lifecycle::new(Health::new());
        service.spawn("stuck", |_| std::future::pending());
        service.stop_token().cancel();
        let failure = service.run().await.expect_err("it hangs");
        assert!(format!("{failure:#}").contains("not drained within 10s"), "{failure:#}");
    }
}
