//! A gateway, the peers around it, a realm, and clients.

mod browser;
mod client;
mod peer;
mod realm;
mod running;
mod tokens;

use std::time::{Duration, Instant};

pub(crate) use browser::{Accounts, Browser};
pub(crate) use client::{Answer, Client, request};
pub(crate) use peer::{Peer, Reply, Seen, reply};
pub(crate) use realm::{Mood, Realm};
pub(crate) use running::{BOOTSTRAP, Running, Wishes};
pub(crate) use tokens::{Key, part};

/// Nothing in these tests takes longer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until something is so.
pub(crate) async fn until(mut is_so: impl FnMut() -> bool, what: &str) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "not in time: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// The same for what has to be asked.
pub(crate) async fn until_so(mut is_so: impl AsyncFnMut() -> bool, what: &str) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so().await {
        assert!(Instant::now() < deadline, "not in time: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
