//! Who waits for a passport hears of its change, on whichever instance it happened.

use gs1::Gtin;
use tokio::{sync::broadcast, time::Instant};
use tokio_util::sync::CancellationToken;

/// What may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// One entry.
    One(Gtin),
    /// Any entry: an import ran, or news may have been missed.
    Any,
}

/// Spreads news of changes to those who wait in this process.
#[derive(Debug, Clone)]
pub struct Changes(broadcast::Sender<Changed>);

impl Default for Changes {
    fn default() -> Self {
        Self(broadcast::channel(1024).0)
    }
}

/// How a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    /// Look again.
    Changed,
    /// Time is up, or the service drains.
    Enough,
}

impl Changes {
    /// Tells everyone who waits.
    pub fn tell(&self, changed: Changed) {
        // Nobody waiting is no failure.
        let _ = self.0.send(changed);
    }

    /// Listens from now on: begin before looking, so that nothing is missed in between.
    #[must_use]
    pub fn listen(&self, gtin: Gtin) -> Listening {
        Listening { gtin, news: self.0.subscribe() }
    }
}

/// Someone who waits for one entry's change.
#[derive(Debug)]
pub struct Listening {
    gtin: Gtin,
    news: broadcast::Receiver<Changed>,
}

impl Listening {
    /// Waits for a change until the deadline or the drain.
    pub async fn wait(&mut self, deadline: Instant, drain: &CancellationToken) -> Waited {
        tokio::select! {
            biased;
            () = drain.cancelled() => Waited::Enough,
            () = self.changed() => Waited::Changed,
            () = tokio::time::sleep_until(deadline) => Waited::Enough,
        }
    }

    async fn changed(&mut self) {
        loop {
            match self.news.recv().await {
                Ok(Changed::One(gtin)) if gtin != self.gtin => {}
                Ok(Changed::One(_) | Changed::Any) | Err(broadcast::error::RecvError::Lagged(_)) => return,
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn gtin(text: &str) -> Gtin {
        text.parse().expect("a GTIN")
    }

    #[tokio::test(start_paused = true)]
    async fn only_news_of_the_awaited_entry_wakes() {
        let (changes, drain) = (Changes::default(), CancellationToken::new());
        let mut listening = changes.listen(gtin("08001505005707"));
        let deadline = Instant::now() + Duration::from_secs(1);
        changes.tell(Changed::One(gtin("09506000134352")));
        assert_eq!(listening.wait(deadline, &drain).await, Waited::Enough);
        changes.tell(Changed::One(gtin("08001505005707")));
        assert_eq!(listening.wait(deadline + Duration::from_secs(1), &drain).await, Waited::Changed);
    }

    #[tokio::test(start_paused = true)]
    async fn a_drain_ends_every_wait() {
        let (changes, drain) = (Changes::default(), CancellationToken::new());
        drain.cancel();
        let mut listening = changes.listen(gtin("08001505005707"));
        let started = Instant::now();
        listening.wait(started + Duration::from_secs(10), &drain).await;
        assert_eq!(started.elapsed(), Duration::ZERO);
    }
}
