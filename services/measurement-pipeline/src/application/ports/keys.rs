//! Secrets, which no database ever sees.

use std::io;

use service_kit::{
    ids::VisitorId,
    tombstones::{Subject, Tombstones},
};

use crate::domain::{
    day::Day,
    history::{HistoryKey, Root},
    key::DayKey,
};

/// The keys of the days that are open: the same for every instance.
pub trait DayKeys: Send + Sync {
    /// The day's key, drawn now if there is none yet; `None` when it was destroyed.
    ///
    /// # Errors
    /// The keys cannot be read or written.
    fn draw(&self, day: Day) -> io::Result<Option<DayKey>>;

    /// The day's key, if there is one.
    ///
    /// # Errors
    /// The keys cannot be read.
    fn find(&self, day: Day) -> io::Result<Option<DayKey>>;

    /// Whether the keys of this day and those before it were destroyed.
    ///
    /// # Errors
    /// The keys cannot be read.
    fn are_destroyed(&self, day: Day) -> io::Result<bool>;

    /// Destroys the keys of this day and of all before it; afterwards none of them is ever drawn again.
    ///
    /// # Errors
    /// A key may still be there.
    fn destroy_through(&self, day: Day) -> io::Result<()>;
}

/// Makes of a visitor what outlives the days, and knows who was erased.
#[derive(Clone)]
pub struct Roots {
    key: HistoryKey,
    tombstones: Tombstones,
}

impl Roots {
    /// Under this key.
    #[must_use]
    pub const fn new(key: HistoryKey, tombstones: Tombstones) -> Self {
        Self { key, tombstones }
    }

    /// A visitor's: made of what their tombstone would say, so that tombstones alone find what a restored backup brought back.
    #[must_use]
    pub fn of(&self, visitor: VisitorId) -> Root {
        self.key.root_of_digest(self.tombstones.digest(&Subject::Visitor(visitor)).as_bytes())
    }

    /// Of whom a tombstone says this.
    #[must_use]
    pub fn of_digest(&self, digest: &[u8; 32]) -> Root {
        self.key.root_of_digest(digest)
    }

    /// Whether the visitor was erased.
    ///
    /// # Errors
    /// The tombstones cannot be read.
    pub fn is_erased(&self, visitor: VisitorId) -> io::Result<bool> {
        self.tombstones.contains(&Subject::Visitor(visitor))
    }
}
