//! Releases every day that a pile of facts closes, as if they had arrived one by one.

mod archive;
mod keys;
mod notices;
mod people;

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;
use service_kit::ids::BrandId;

use crate::domain::{
    batch::{self, Release},
    catalogue::{Catalogue, Change},
    chain::Heads,
    day::Day,
    history::History,
    key::DayKey,
    policy::ReleasePolicy,
    release::Row,
    standing::Drops,
};

use super::tally::Tally;

pub use archive::{Archive, Arrival};
pub use keys::Keys;
pub use notices::{Notices, Registration};

/// Whose products are.
#[derive(Debug, Clone)]
pub enum Catalogues {
    /// The same on every day.
    Fixed(Catalogue),
    /// As events have told it by each day's close.
    Told(Vec<Change>),
}

/// A pile of facts, and how it is released.
#[derive(Debug)]
pub struct Replay {
    archive: Archive,
    catalogues: Catalogues,
    policy: ReleasePolicy,
    keys: Keys,
}

impl Replay {
    /// Nothing is released yet.
    #[must_use]
    pub const fn new(archive: Archive, catalogues: Catalogues, policy: ReleasePolicy, keys: Keys) -> Self {
        Self { archive, catalogues, policy, keys }
    }

    /// Tells, day by day, what the days release that have closed by then: from the first to the last day of which something is told.
    /// Where the days begin and end would otherwise speak of facts below k. Answers how many facts did not count, and who was here.
    ///
    /// # Errors
    /// What `tell` says.
    pub fn run<E>(
        self,
        until: Timestamp,
        mut tell: impl FnMut(Vec<Release>) -> Result<(), E>,
    ) -> Result<Outcome, E> {
        let Self { archive, catalogues, policy, keys } = self;
        let (days, notices, drops) = archive.closed_by(until);
        let mut walk = Walk {
            catalogue: Shelf::new(catalogues),
            history: History::default(),
            notices,
            keys,
            policy,
            drops,
        };
        let (mut heads, mut silent) = (Heads::new(), Vec::new());
        for (day, arrivals) in days.each() {
            let Closed { key, brands, rows } = walk.close(day, arrivals);
            if rows.is_empty() {
                if !heads.is_empty() {
                    silent.push((day, brands, key));
                }
                continue;
            }
            for (day, brands, key) in silent.drain(..) {
                tell(batch::close(day, &brands, Vec::new(), &key, policy, &mut heads))?;
            }
            tell(batch::close(day, &brands, rows, &key, policy, &mut heads))?;
        }
        Ok(Outcome { drops: walk.drops, history: walk.history })
    }
}

/// What is left when all is told.
#[derive(Debug)]
pub struct Outcome {
    /// How many facts did not count.
    pub drops: Drops,
    /// Who has scanned which brand.
    pub history: History,
}

/// A day, closed.
struct Closed {
    key: DayKey,
    brands: Arc<BTreeSet<BrandId>>,
    rows: Vec<Row>,
}

/// On the way from day to day.
struct Walk {
    catalogue: Shelf,
    history: History,
    notices: Notices,
    keys: Keys,
    policy: ReleasePolicy,
    drops: Drops,
}

impl Walk {
    fn close(&mut self, day: Day, arrivals: &[Arrival]) -> Closed {
        let catalogue = self.catalogue.at(day.closes_at());
        for visitor in self.notices.gone_before(day) {
            self.history.forget(&self.keys.root(visitor));
        }
        let people = people::counted(day, arrivals, &self.notices, &mut self.drops);
        let key = self.keys.of(day, people.facts());
        let brands = catalogue.brands();
        let mut tally = Tally::new(catalogue, &key);
        for person in people.each() {
            let root = self.keys.root(person.visitor);
            let today = person.day(key.pseudonym(person.visitor));
            for brand in tally.count(&today, |brand| self.history.knows(&root, brand)) {
                self.history.remember(&root, brand);
            }
        }
        let rows = tally.rows(self.policy);
        Closed { key, brands, rows }
    }
}

/// The catalogue as it changes.
struct Shelf {
    now: Catalogue,
    /// What is still to come, the earliest last.
    to_come: Vec<Change>,
}

impl Shelf {
    fn new(catalogues: Catalogues) -> Self {
        match catalogues {
            Catalogues::Fixed(now) => Self { now, to_come: Vec::new() },
            Catalogues::Told(mut to_come) => {
                to_come.sort_unstable_by(|one, other| other.cmp(one));
                Self { now: Catalogue::default(), to_come }
            }
        }
    }

    /// With everything that arrived before this instant.
    fn at(&mut self, close: Timestamp) -> &mut Catalogue {
        while let Some(change) = self.to_come.pop_if(|change| change.arrived < close) {
            self.now.learn(&change);
        }
        &mut self.now
    }
}
