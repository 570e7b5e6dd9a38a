//! Where the keys of a replay come from. Nothing is kept: they end with the command.

use std::{fmt, sync::Arc};

use service_kit::ids::{EventId, VisitorId};
use sha2::{Digest as _, Sha256};

use crate::domain::{
    day::Day,
    history::{HistoryKey, Root},
    key::DayKey,
};

/// The keys.
#[derive(Clone)]
pub struct Keys {
    seed: Option<u64>,
    roots: Arc<dyn Fn(VisitorId) -> Root + Send + Sync>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// A day's key comes out of the ids of all facts that count that day: who has not all of them cannot guess it, and the same facts
    /// give the same release.
    #[must_use]
    pub fn of_facts() -> Self {
        Self { seed: None, roots: passing(0) }
    }

    /// Keys that anybody can guess, for tests.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { seed: Some(seed), roots: passing(seed) }
    }

    /// With roots from elsewhere, because what they are needed for stays.
    #[must_use]
    pub fn with_roots(self, roots: impl Fn(VisitorId) -> Root + Send + Sync + 'static) -> Self {
        Self { roots: Arc::new(roots), ..self }
    }

    pub(super) fn root(&self, visitor: VisitorId) -> Root {
        (self.roots)(visitor)
    }

    /// The key of a day on which these facts count.
    pub fn of(&self, day: Day, facts: impl Iterator<Item = EventId>) -> DayKey {
        let mut hash = Sha256::new_with_prefix(b"packytrace-replay:1\n");
        hash.update(day.bytes());
        match self.seed {
            Some(seed) => hash.update(seed.to_be_bytes()),
            None => {
                let mut ids: Vec<_> = facts.collect();
                ids.sort_unstable();
                ids.iter().for_each(|id| hash.update(id.as_uuid().as_bytes()));
            }
        }
        DayKey::new(&hash.finalize().into())
    }
}

/// Marks stay within the command, so that their key need be no secret.
fn passing(seed: u64) -> Arc<dyn Fn(VisitorId) -> Root + Send + Sync> {
    let key = HistoryKey::new(&Sha256::digest(seed.to_be_bytes()).into());
    Arc::new(move |visitor| key.root(visitor))
}
