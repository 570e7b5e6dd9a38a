//! Sessions of people who signed in: a sealed cookie, and what is known about it in memory.
//!
//! A session is *ready* while its access token lives; then the realm is asked once, whoever waits. It *waits* until
//! identity-service has said who the person is. It is *unavailable* when the realm has not answered for too long, and
//! *over* when the realm refused.

mod live;
mod renew;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use http::HeaderValue;
use jiff::Timestamp;
use moka::sync::Cache;
use service_kit::clock::Clock;
use tracing::warn;

pub use live::{Live, Standing, State};
pub(super) use renew::{display_name, ends};

use super::{
    keys::Keys,
    ports::{Principals, Provider, ProviderFault, Purpose, Seal},
};
use crate::domain::{
    claims::IdRules,
    cookies::{Cookie, CookieKind, LONGEST},
    session::{Record, SessionId},
};

const REMEMBERED: u64 = 10_000;
/// Longer than any refresh token of the realm lives: until then an ended session is known as ended.
const ENDED_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// An access token of somebody erased has died by then.
const BANNED_FOR: Duration = Duration::from_secs(60 * 60);
/// Sign-outs that the realm has not heard of yet.
const UNTOLD: usize = 1_000;

/// The parts that sessions are made with.
pub struct SessionParts {
    /// How browsers know the cookie.
    pub kind: CookieKind,
    /// Seals it.
    pub seal: Arc<dyn Seal>,
    /// The realm.
    pub provider: Arc<dyn Provider>,
    /// Its keys.
    pub keys: Arc<Keys>,
    /// What its ID tokens must say.
    pub id_rules: IdRules,
    /// identity-service.
    pub principals: Arc<dyn Principals>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// All sessions that this process has heard of.
pub struct Sessions {
    parts: SessionParts,
    opened: Cache<Box<str>, Opened>,
    live: Cache<SessionId, Arc<Live>>,
    ended: Cache<SessionId, ()>,
    banned: Cache<Box<str>, ()>,
    untold: Mutex<VecDeque<String>>,
}

/// A cookie that was opened: its session, and how old it is.
#[derive(Clone)]
struct Opened {
    live: Arc<Live>,
    serial: u32,
}

/// A request's session.
#[derive(Clone)]
pub struct Presented {
    /// The session.
    pub live: Arc<Live>,
    serial: u32,
}

impl Sessions {
    /// No sessions yet.
    #[must_use]
    pub fn new(parts: SessionParts) -> Self {
        Self {
            parts,
            opened: Cache::new(REMEMBERED),
            live: Cache::new(REMEMBERED),
            ended: Cache::builder().max_capacity(10 * REMEMBERED).time_to_live(ENDED_FOR).build(),
            banned: Cache::builder().max_capacity(10 * REMEMBERED).time_to_live(BANNED_FOR).build(),
            untold: Mutex::default(),
        }
    }

    /// The session of a cookie; nothing when it is forged, foreign, expired or over.
    #[must_use]
    pub fn present(&self, value: &str) -> Option<Presented> {
        let opened = match self.opened.get(value) {
            Some(opened) => opened,
            None => self.open(value)?,
        };
        let alive = !opened.live.is_over() && opened.live.standing().record.is_alive(self.parts.clock.now());
        alive.then_some(Presented { live: opened.live, serial: opened.serial })
    }

    fn open(&self, value: &str) -> Option<Opened> {
        if value.len() > LONGEST {
            return None;
        }
        let plain = self.parts.seal.open(Purpose::Session, value)?;
        let record: Record = serde_json::from_slice(&plain).ok()?;
        if self.ended.contains_key(&record.id) || self.banned.contains_key(&*record.subject) {
            return None;
        }
        let serial = record.serial;
        let live = self.live.get_with(record.id, || Arc::new(Live::known_from(record.clone())));
        // Another instance may have been asked for the session since.
        live.catch_up(record);
        let opened = Opened { live, serial };
        self.opened.insert(value.into(), opened.clone());
        Some(opened)
    }

    /// Begins a session.
    pub(super) fn begin(&self, standing: Standing) -> Presented {
        let (id, serial) = (standing.record.id, standing.record.serial);
        let live = Arc::new(Live::with(standing));
        self.live.insert(id, live.clone());
        Presented { live, serial: serial.wrapping_sub(1) }
    }

    /// The cookie that the browser lacks or holds an older one of; it stays without when it would be too long.
    #[must_use]
    pub fn cookie(&self, presented: &Presented) -> Option<HeaderValue> {
        let standing = presented.live.standing();
        if standing.record.serial == presented.serial || presented.live.is_over() {
            return None;
        }
        let plain = serde_json::to_vec(&standing.record).ok()?;
        let left = standing.record.expires.duration_since(self.parts.clock.now()).as_secs();
        let sealed = self.parts.seal.seal(Purpose::Session, &plain);
        let line = self.parts.kind.set(Cookie::Session, &sealed, u64::try_from(left).ok()?);
        if line.len() > LONGEST {
            warn!(bytes = line.len(), "a session is too long for a cookie");
            return None;
        }
        HeaderValue::try_from(line).ok()
    }

    /// The line that makes a browser forget its session.
    #[must_use]
    pub fn farewell(&self) -> Option<HeaderValue> {
        HeaderValue::try_from(self.parts.kind.clear(Cookie::Session)).ok()
    }

    /// Ends a session here; its cookie opens nothing any more.
    pub fn end(&self, live: &Live) {
        let id = live.standing().record.id;
        live.finish();
        self.ended.insert(id, ());
        self.live.invalidate(&id);
    }

    /// Signs out: here at once, at the realm now or, when it does not answer, as soon as it does. The line that a browser gets
    /// in the second case: it must prove anew who it is, since the realm would still take it for signed in.
    pub async fn sign_out(&self, live: &Live) -> Option<HeaderValue> {
        self.end(live);
        let refresh = live.standing().record.refresh.clone();
        if self.parts.provider.end(&refresh).await != Err(ProviderFault::Unreachable) {
            return None;
        }
        let mut untold = self.untold();
        if untold.len() < UNTOLD {
            untold.push_back(refresh);
        } else {
            warn!("too many sign-outs wait for the realm: one is not told");
        }
        let line = self.parts.kind.set(Cookie::SignedOut, "1", ENDED_FOR.as_secs());
        HeaderValue::try_from(line).ok()
    }

    /// Tells the realm about sign-outs that it has not heard of; to be called every few seconds.
    pub async fn tell_sign_outs(&self) {
        loop {
            let Some(refresh) = self.untold().pop_front() else { return };
            if self.parts.provider.end(&refresh).await == Err(ProviderFault::Unreachable) {
                self.untold().push_front(refresh);
                return;
            }
        }
    }

    /// Nobody gets in any more as this subject: the person was erased.
    pub fn ban(&self, subject: &str) {
        self.banned.insert(subject.into(), ());
        for (_, live) in self.live.iter().filter(|(_, live)| live.standing().record.subject == subject) {
            self.end(&live);
        }
    }

    /// Whether [`Sessions::ban`] named this subject.
    #[must_use]
    pub fn is_banned(&self, subject: &str) -> bool {
        self.banned.contains_key(subject)
    }

    fn now(&self) -> Timestamp {
        self.parts.clock.now()
    }

    fn untold(&self) -> std::sync::MutexGuard<'_, VecDeque<String>> {
        self.untold.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
