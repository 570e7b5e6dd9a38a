//! Days as they are kept, and what was told of them.

use std::collections::HashSet;

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::{ids::BrandId, store::StoreError};

use crate::domain::{
    batch::Release,
    catalogue::Catalogue,
    chain::{Hash, Heads},
    day::Day,
    fact::Fact,
    history::{Decider, Mark},
    key::{KeyCheck, Pseudonym, Sealed},
    policy::ReleasePolicy,
    standing::{Decision, Drops},
};

/// All days.
#[async_trait]
pub trait Books: Send + Sync {
    /// The last day that has closed.
    async fn last_closed(&self) -> Result<Option<Day>, StoreError>;

    /// The next day that is to close, if it is not after `last`: nobody else closes one, and no fact of it is taken, until the
    /// book is closed or dropped.
    async fn open_next(&self, last: Day) -> Result<Option<Box<dyn Book>>, StoreError>;

    /// This day, whose facts come from elsewhere; `None` when it has closed, or a later one.
    async fn open(&self, day: Day) -> Result<Option<Box<dyn Book>>, StoreError>;

    /// The hash of what was told of a brand's day.
    async fn told(&self, brand: BrandId, day: Day) -> Result<Option<Hash>, StoreError>;
}

/// One day, while it closes. Nothing of it happens unless it is closed.
#[async_trait]
pub trait Book: Send {
    /// Which day.
    fn day(&self) -> Day;

    /// What tells the key under which its facts were taken; `None` when there are none.
    fn key_check(&self) -> Option<KeyCheck>;

    /// Whose products were, as far as it was heard before the day's close.
    async fn catalogue(&mut self) -> Result<Catalogue, StoreError>;

    /// Where every brand's releases end.
    async fn heads(&mut self) -> Result<Heads, StoreError>;

    /// Who did what, in one of [`Chapter::all`]: nobody is in two.
    async fn people(&mut self, chapter: Chapter) -> Result<Vec<StoredPerson>, StoreError>;

    /// What was decided by these.
    async fn decisions(&mut self, of: &[Decider]) -> Result<Vec<(Decider, Decision)>, StoreError>;

    /// Those of these marks that there are.
    async fn known(&mut self, marks: &[(BrandId, Mark)]) -> Result<HashSet<(BrandId, Mark)>, StoreError>;

    /// Keeps marks.
    async fn remember(&mut self, marks: &[(BrandId, Mark)]) -> Result<(), StoreError>;

    /// Keeps what is told, and has it published.
    async fn tell(&mut self, batch: &[Release], policy: ReleasePolicy) -> Result<(), StoreError>;

    /// Closes the day: its facts are gone.
    async fn close(self: Box<Self>, drops: Drops, at: Timestamp) -> Result<(), StoreError>;
}

/// Whose pseudonyms begin with one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chapter(u8);

impl Chapter {
    /// Every one.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).map(Self)
    }

    /// The least pseudonym in it.
    #[must_use]
    pub const fn first(self) -> [u8; 16] {
        let mut first = [0; 16];
        first[0] = self.0;
        first
    }

    /// The greatest.
    #[must_use]
    pub const fn last(self) -> [u8; 16] {
        let mut last = [u8::MAX; 16];
        last[0] = self.0;
        last
    }
}

/// Somebody's day, as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPerson {
    /// Who.
    pub who: Pseudonym,
    /// What their marks are made of.
    pub sealed: Sealed,
    /// What they did, under the names that events have that day.
    pub facts: Vec<Fact>,
    /// When accounts were registered in this browser.
    pub registered: Vec<Timestamp>,
}
