//! The realm's public keys: fetched at start and now and then, looked for again when a token names an unknown one.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use arc_swap::ArcSwapOption;
use futures_util::lock::Mutex as Turn;
use jiff::{SignedDuration, Timestamp};
use service_kit::clock::Clock;
use tracing::{info, warn};

use super::ports::{BadToken, KeyReader, KeySet, Provider};
use crate::domain::claims::Claims;

/// Fetched this often: a retired key is refused within five minutes.
const FRESH: SignedDuration = SignedDuration::from_secs(270);
/// After a failure it is tried again this soon.
const AGAIN: SignedDuration = SignedDuration::from_secs(15);
/// An unknown key is looked for at most this often.
const LOOKED_FOR: SignedDuration = SignedDuration::from_secs(30);
/// A realm that answered this recently is there.
const HEARD_OF: SignedDuration = SignedDuration::from_secs(10);
/// A realm that did not is asked again after this.
const SILENT: SignedDuration = SignedDuration::from_secs(2);

/// The keys, and how old they are.
pub struct Keys {
    provider: Arc<dyn Provider>,
    reader: Arc<dyn KeyReader>,
    clock: Arc<dyn Clock>,
    set: ArcSwapOption<Held>,
    generation: AtomicU64,
    history: Mutex<History>,
    turn: Turn<()>,
}

struct Held {
    document: String,
    keys: Arc<dyn KeySet>,
}

#[derive(Debug, Clone, Copy, Default)]
struct History {
    tried: Option<Timestamp>,
    looked_for: Option<Timestamp>,
    /// Whatever it said.
    answered: Option<Timestamp>,
    /// With usable keys.
    heard: Option<Timestamp>,
}

impl Keys {
    /// No keys yet.
    #[must_use]
    pub fn new(provider: Arc<dyn Provider>, reader: Arc<dyn KeyReader>, clock: Arc<dyn Clock>) -> Self {
        Self {
            provider,
            reader,
            clock,
            set: ArcSwapOption::empty(),
            generation: AtomicU64::new(0),
            history: Mutex::default(),
            turn: Turn::new(()),
        }
    }

    /// Grows whenever the keys change: what was verified before must be verified again.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation.load(Relaxed)
    }

    /// The claims of a token, after another look at the realm when it names an unknown key.
    ///
    /// # Errors
    /// [`BadToken`]: nobody vouches for it.
    pub async fn verify(&self, token: &str) -> Result<Claims, BadToken> {
        match self.verify_known(token) {
            Err(BadToken::UnknownKey) => {
                self.look_again().await;
                self.verify_known(token)
            }
            known => known,
        }
    }

    fn verify_known(&self, token: &str) -> Result<Claims, BadToken> {
        self.set.load().as_ref().map_or(Err(BadToken::UnknownKey), |held| held.keys.verify(token))
    }

    async fn look_again(&self) {
        let _turn = self.turn.lock().await;
        let now = self.clock.now();
        let due = older(self.history().looked_for, LOOKED_FOR, now);
        if due {
            self.history().looked_for = Some(now);
            self.fetch(now).await;
        }
    }

    /// Fetches the keys when they are due; to be called every second or so.
    pub async fn tend(&self) {
        let now = self.clock.now();
        let History { tried, heard, .. } = *self.history();
        let due = older(heard, FRESH, now) && older(tried, AGAIN, now);
        if due {
            let _turn = self.turn.lock().await;
            self.fetch(now).await;
        }
    }

    /// Whether the realm answers, as far as a person about to sign in is concerned.
    pub async fn is_realm_there(&self) -> bool {
        let _turn = self.turn.lock().await;
        let now = self.clock.now();
        let History { tried, answered, .. } = *self.history();
        if !older(answered, HEARD_OF, now) && tried <= answered {
            return true;
        }
        if tried > answered && !older(tried, SILENT, now) {
            return false;
        }
        self.fetch(now).await
    }

    /// Whether the realm answered; only a document with usable keys replaces the known ones.
    async fn fetch(&self, now: Timestamp) -> bool {
        self.history().tried = Some(now);
        let document = match self.provider.keys().await {
            Ok(document) => document,
            Err(error) => {
                warn!(%error, "the realm's keys could not be fetched; the known ones stay");
                return false;
            }
        };
        self.history().answered = Some(now);
        match self.reader.read(&document) {
            Some(keys) => self.hold(document, keys),
            None => {
                warn!("the realm names no usable key; the known ones stay");
                return true;
            }
        }
        self.history().heard = Some(now);
        true
    }

    fn hold(&self, document: String, keys: Arc<dyn KeySet>) {
        if self.set.load().as_ref().is_some_and(|held| held.document == document) {
            return;
        }
        self.set.store(Some(Arc::new(Held { document, keys })));
        self.generation.fetch_add(1, Relaxed);
        info!("the realm's keys are new");
    }

    fn history(&self) -> std::sync::MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether something never happened, or longer ago than `span`; a clock set back counts as long ago.
fn older(at: Option<Timestamp>, span: SignedDuration, now: Timestamp) -> bool {
    at.is_none_or(|at| {
        let age = now.duration_since(at);
        age.is_negative() || age >= span
    })
}
