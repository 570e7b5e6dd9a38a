//! The upstreams: what all workers know about each, and each worker's idle connections to it.

use std::{
    fmt, io,
    str::FromStr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use http::{HeaderValue, uri::Uri};
use tokio::{net::TcpStream, time::timeout};

use super::lane::Lane;
use crate::{
    adapters::clock::{millis, tick},
    domain::{breaker::Breaker, retry_budget::RetryBudget, routes::UpstreamIndex},
};

/// Where a service listens: `http://host:port`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    authority: String,
    host: HeaderValue,
}

/// Text that names no service.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an upstream is `http://host[:port]`, nothing more")]
pub struct BadAddress;

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: Uri = text.parse().map_err(|_| BadAddress)?;
        let authority =
            uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or(BadAddress)?;
        if uri.scheme_str() != Some("http") || !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(BadAddress);
        }
        let host = HeaderValue::try_from(authority.as_str()).map_err(|_| BadAddress)?;
        let authority = format!("{}:{}", authority.host(), authority.port_u16().unwrap_or(80));
        Ok(Self { authority, host })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}", self.authority)
    }
}

/// How an upstream is treated.
#[derive(Debug, Clone, Copy)]
pub struct UpstreamSettings {
    /// For a new connection.
    pub connect_timeout: Duration,
    /// An idle connection older than this is not used again; less than what the services allow.
    pub idle: Duration,
    /// Idle connections kept by one worker.
    pub max_idle: usize,
    /// Requests under way at once, all workers together.
    pub max_in_flight: usize,
    /// Requests that the upstream holds on purpose, besides those.
    pub max_waiting: usize,
}

impl Default for UpstreamSettings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(1),
            idle: Duration::from_secs(5),
            max_idle: 256,
            max_in_flight: 512,
            max_waiting: 4_096,
        }
    }
}

/// What all workers share about one upstream.
#[derive(Debug)]
pub struct Shared {
    /// Its name in the route table.
    pub name: Box<str>,
    /// Where it is.
    pub address: Address,
    /// Its circuit.
    pub breaker: Breaker,
    /// Its retries.
    pub budget: RetryBudget,
    settings: UpstreamSettings,
    in_flight: AtomicUsize,
    waiting: AtomicUsize,
}

impl Shared {
    /// A healthy upstream.
    #[must_use]
    pub fn new(name: &str, address: Address, settings: UpstreamSettings) -> Arc<Self> {
        Arc::new(Self {
            name: name.into(),
            address,
            breaker: Breaker::default(),
            budget: RetryBudget::default(),
            settings,
            in_flight: AtomicUsize::new(0),
            waiting: AtomicUsize::new(0),
        })
    }

    /// What it has to be called in `Host`.
    #[must_use]
    pub fn host(&self) -> HeaderValue {
        self.address.host.clone()
    }

    /// A place for one more request, unless all are taken.
    #[must_use]
    pub fn place(self: &Arc<Self>, waits: bool) -> Option<Place> {
        let (count, most) = self.counter(waits);
        if count.fetch_add(1, Relaxed) >= most {
            count.fetch_sub(1, Relaxed);
            return None;
        }
        Some(Place { upstream: self.clone(), waits })
    }

    fn counter(&self, waits: bool) -> (&AtomicUsize, usize) {
        match waits {
            true => (&self.waiting, self.settings.max_waiting),
            false => (&self.in_flight, self.settings.max_in_flight),
        }
    }
}

/// A request's place at an upstream, until its answer ends.
pub struct Place {
    upstream: Arc<Shared>,
    waits: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.upstream.counter(self.waits).0.fetch_sub(1, Relaxed);
    }
}

/// One worker's idle connections to one upstream, the warmest last.
pub(super) struct Pool {
    pub(super) shared: Arc<Shared>,
    #[expect(clippy::vec_box, reason = "a lane travels boxed: moving it through futures by value is dear")]
    idle: Mutex<Vec<Box<Lane>>>,
}

impl Pool {
    /// A connection that was idle and still stands.
    pub(super) fn reuse(&self) -> Option<Box<Lane>> {
        loop {
            let mut lane = self.lock().pop()?;
            if lane.used + millis(self.shared.settings.idle) < tick() {
                // The ones below have been idle for longer still.
                self.lock().clear();
                return None;
            }
            if lane.is_ready() {
                return Some(lane);
            }
        }
    }

    pub(super) async fn connect(&self) -> io::Result<Box<Lane>> {
        let address = &*self.shared.address.authority;
        let connected = timeout(self.shared.settings.connect_timeout, TcpStream::connect(address)).await;
        let stream = connected.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        stream.set_nodelay(true)?;
        Lane::open(stream).await.map_err(io::Error::other)
    }

    pub(super) fn give_back(&self, mut lane: Box<Lane>) {
        // The last byte of an answer mostly leaves its connection ready; whether it stands is asked before its reuse.
        if lane.sender.is_ready() || lane.is_ready() {
            lane.used = tick();
            let mut idle = self.lock();
            if idle.len() < self.shared.settings.max_idle {
                idle.push(lane);
            }
        }
    }

    #[expect(clippy::vec_box, reason = "as the field")]
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Box<Lane>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One worker's pools, in the order of the route table.
pub struct Upstreams(Vec<Arc<Pool>>);

impl Upstreams {
    /// Empty pools.
    #[must_use]
    pub fn new(shared: &[Arc<Shared>]) -> Self {
        let pool = |shared: &Arc<Shared>| Arc::new(Pool { shared: shared.clone(), idle: Mutex::default() });
        Self(shared.iter().map(pool).collect())
    }

    pub(super) fn pool(&self, index: UpstreamIndex) -> Option<&Arc<Pool>> {
        self.0.get(index.0)
    }

    /// What is known about an upstream.
    #[must_use]
    pub fn shared(&self, index: UpstreamIndex) -> Option<&Arc<Shared>> {
        self.pool(index).map(|pool| &pool.shared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upstream_is_an_address_and_nothing_more() {
        let address: Address = "http://127.0.0.1:8081".parse().expect("valid");
        assert_eq!(address.to_string(), "http://127.0.0.1:8081");
        for text in ["", "127.0.0.1:1", "https://a", "http://a/b", "http://u@a", "http://a?x"] {
            assert_eq!(text.parse::<Address>(), Err(BadAddress), "{text}");
        }
    }

    #[test]
    fn places_run_out_and_come_back() {
        let settings = UpstreamSettings { max_in_flight: 1, max_waiting: 1, ..UpstreamSettings::default() };
        let shared = Shared::new("a", "http://a".parse().expect("valid"), settings);
        let held = shared.place(false);
        assert!(held.is_some() && shared.place(false).is_none());
        assert!(shared.place(true).is_some(), "those who wait have places of their own");
        drop(held);
        assert!(shared.place(false).is_some());
    }
}
