//! What a connection's parts tell each other: the wire sees bytes, the service sees requests, the driver sees time.

use std::{
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::Relaxed},
    },
};

use crate::{adapters::clock::tick, domain::scan_end::ScanEnd};

/// Hears about scans whose last byte is out.
pub trait Tally: Send + Sync {
    /// The answer that ended this scan has left.
    fn told(&self, end: ScanEnd);
}

/// The shared state of one connection. All of it lives on one thread; the atomics only make it `Sync`.
pub struct ConnectionState {
    /// Who is at the other end of the socket.
    pub peer: IpAddr,
    tally: Arc<dyn Tally>,
    /// Requests whose answer has not ended.
    in_flight: AtomicU32,
    /// When the first byte of a head came that is not yet a request; 0: none.
    head_since: AtomicU64,
    /// When an answer last ended.
    idle_since: AtomicU64,
    /// Since when the peer takes no byte; 0: it does.
    blocked_since: AtomicU64,
    unflushed: AtomicBool,
    flooded: AtomicBool,
    linger: AtomicBool,
    leaving: Mutex<Vec<ScanEnd>>,
    any_leaving: AtomicBool,
}

impl ConnectionState {
    /// The state of a new connection.
    #[must_use]
    pub fn new(peer: IpAddr, tally: Arc<dyn Tally>) -> Self {
        Self {
            peer,
            tally,
            in_flight: AtomicU32::new(0),
            head_since: AtomicU64::new(0),
            idle_since: AtomicU64::new(tick()),
            blocked_since: AtomicU64::new(0),
            unflushed: AtomicBool::new(false),
            flooded: AtomicBool::new(false),
            linger: AtomicBool::new(false),
            leaving: Mutex::default(),
            any_leaving: AtomicBool::new(false),
        }
    }

    /// A request's head is complete.
    pub fn begin(&self) {
        self.in_flight.fetch_add(1, Relaxed);
        self.head_since.store(0, Relaxed);
    }

    /// A request's answer ended, well or not.
    pub fn end(&self) {
        self.in_flight.fetch_sub(1, Relaxed);
        self.idle_since.store(tick(), Relaxed);
    }

    /// Whether a request is being worked on.
    pub fn is_busy(&self) -> bool {
        self.in_flight.load(Relaxed) != 0
    }

    /// When the head now arriving began, if one is.
    pub fn head_since(&self) -> Option<u64> {
        Some(self.head_since.load(Relaxed)).filter(|&since| since != 0)
    }

    /// Bytes of a head arrived.
    pub fn head_bytes(&self) {
        if self.head_since.load(Relaxed) == 0 {
            self.head_since.store(tick(), Relaxed);
        }
    }

    /// A head that had begun is over (HTTP/2).
    pub fn head_over(&self) {
        self.head_since.store(0, Relaxed);
    }

    /// When an answer last ended: since then it is idle, unless it is busy.
    pub fn idle_since(&self) -> u64 {
        self.idle_since.load(Relaxed)
    }

    /// Whether nothing is under way in either direction.
    pub fn is_idle(&self) -> bool {
        !self.is_busy() && self.head_since().is_none() && !self.unflushed.load(Relaxed)
    }

    /// Since when the peer takes no byte.
    pub fn blocked_since(&self) -> Option<u64> {
        Some(self.blocked_since.load(Relaxed)).filter(|&since| since != 0)
    }

    /// Bytes were taken by the socket (`true`) or refused for now.
    pub fn wrote(&self, taken: bool) {
        if taken {
            self.unflushed.store(true, Relaxed);
            self.blocked_since.store(0, Relaxed);
        } else if self.blocked_since.load(Relaxed) == 0 {
            self.blocked_since.store(tick(), Relaxed);
        }
    }

    /// Everything written so far is out.
    pub fn flushed(&self) {
        self.unflushed.store(false, Relaxed);
        if self.any_leaving.swap(false, Relaxed) {
            self.tell();
        }
    }

    /// The last bytes of a scan's answer are on their way.
    pub fn leaving(&self, end: ScanEnd) {
        self.leaving.lock().unwrap_or_else(PoisonError::into_inner).push(end);
        self.any_leaving.store(true, Relaxed);
    }

    /// A client that floods loses its connection.
    pub fn flood(&self) {
        self.flooded.store(true, Relaxed);
    }

    /// Whether it did.
    pub fn is_flooded(&self) -> bool {
        self.flooded.load(Relaxed)
    }

    /// The client may still be sending what nobody will read: close gently, so that it sees the answer.
    pub fn linger(&self) {
        self.linger.store(true, Relaxed);
    }

    /// Whether to.
    pub fn lingers(&self) -> bool {
        self.linger.load(Relaxed)
    }

    fn tell(&self) {
        let ends = std::mem::take(&mut *self.leaving.lock().unwrap_or_else(PoisonError::into_inner));
        ends.into_iter().for_each(|end| self.tally.told(end));
    }
}

impl Drop for ConnectionState {
    fn drop(&mut self) {
        // The peer left before the last byte did: the scan was answered all the same.
        self.tell();
    }
}
