//! What an event comes to when it arrives: which rows, under which names. Ids of persons end here.

use std::{io, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use service_kit::ids::{AccountId, EventId, VisitorId};

use super::{
    news::News,
    ports::{DayKeys, Roots},
};
use crate::domain::{
    catalogue::Change,
    day::Day,
    fact::Fact,
    history::Root,
    key::{DayKey, KeyCheck, Pseudonym, Sealed},
    standing::{Decision, Dropped},
};

/// A clock may be wrong by so much; what is further ahead is nobody's doing.
pub const AHEAD: SignedDuration = SignedDuration::from_mins(5);

/// What is to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Somebody did something on a day that is open.
    Fact(Entry),
    /// It does not count.
    Dropped(Dropped),
    /// What is called so on these days does not count.
    Undone(Vec<(Day, EventId)>),
    /// Visitors decided.
    Decided(Decision, Vec<Decided>),
    /// An account was made on a day that is open.
    Registered {
        /// Which day.
        open: Open,
        /// By whom.
        account: Pseudonym,
        /// In which browser.
        visitor: Option<Pseudonym>,
        /// When.
        at: Timestamp,
    },
    /// A visitor became an account's on a day that is open.
    Linked {
        /// Which day.
        open: Open,
        /// Whose.
        account: Pseudonym,
        /// Who.
        visitor: Pseudonym,
    },
    /// Whose a product is.
    Catalogued(Change),
}

impl Effect {
    /// Whether something is noted about somebody.
    #[must_use]
    pub const fn is_noted(&self) -> bool {
        matches!(self, Self::Fact(_) | Self::Registered { .. } | Self::Linked { .. })
    }
}

/// A day whose key is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    /// Which.
    pub day: Day,
    /// What tells its key.
    pub check: KeyCheck,
}

/// A fact under the names of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Of which day.
    pub open: Open,
    /// Who.
    pub who: Pseudonym,
    /// What their marks are made of.
    pub sealed: Sealed,
    /// What.
    pub fact: Fact,
}

/// One who decided, under every name that is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// For their marks, and for the decision itself.
    pub root: Root,
    /// Who they are on the days that are open.
    pub on: Vec<(Day, Pseudonym)>,
}

/// Why an event has no effect.
#[derive(Debug, thiserror::Error)]
pub enum IntakeFault {
    /// It is to have happened later than now.
    #[error("the event is of more than five minutes from now")]
    Ahead,
    /// Keys or tombstones cannot be read.
    #[error("the keys cannot be read")]
    Keys(#[from] io::Error),
}

/// Turns news into effects.
#[derive(Clone)]
pub struct Intake {
    keys: Arc<dyn DayKeys>,
    roots: Roots,
}

impl Intake {
    /// With these secrets.
    #[must_use]
    pub fn new(keys: Arc<dyn DayKeys>, roots: Roots) -> Self {
        Self { keys, roots }
    }

    /// Whether anything may be noted about a visitor: asked again when whatever was noted can no longer be overlooked by an erasure.
    ///
    /// # Errors
    /// The tombstones cannot be read.
    pub fn is_erased(&self, visitor: VisitorId) -> io::Result<bool> {
        self.roots.is_erased(visitor)
    }

    /// What this comes to, heard now.
    ///
    /// # Errors
    /// It is of the future, or the keys cannot be read.
    pub fn effect(&self, news: News, now: Timestamp) -> Result<Effect, IntakeFault> {
        match news {
            News::Did { visitor, objected, fact } => self.did(visitor, objected, fact, now),
            News::Undone(event) => self.undone(event, now),
            News::Decided(visitors, decision) => self.decided(&visitors, decision, now),
            News::Registered { account, visitor, at } => self.registered(account, visitor, at, now),
            News::Linked { visitor, account, at } => self.linked(account, visitor, at, now),
            News::Catalogued(change) => Ok(Effect::Catalogued(Change { arrived: now, ..change })),
            // Carried out where every service does, with a confirmation.
            News::Erased(_) => Ok(Effect::None),
        }
    }

    fn did(
        &self,
        visitor: VisitorId,
        objected: bool,
        fact: Fact,
        now: Timestamp,
    ) -> Result<Effect, IntakeFault> {
        if self.roots.is_erased(visitor)? {
            return Ok(Effect::Dropped(Dropped::Erased));
        }
        if objected {
            return Ok(Effect::Dropped(Dropped::Objected));
        }
        let Some((open, key)) = self.open(fact.at, now)? else {
            return Ok(Effect::Dropped(Dropped::Late));
        };
        let who = key.pseudonym(visitor);
        let sealed = key.seal(who, &self.roots.of(visitor));
        Ok(Effect::Fact(Entry { open, who, sealed, fact: Fact { id: key.event(fact.id), ..fact } }))
    }

    fn undone(&self, event: EventId, now: Timestamp) -> Result<Effect, IntakeFault> {
        let named = self.open_days(now)?.into_iter().map(|(day, key)| (day, key.event(event)));
        Ok(Effect::Undone(named.collect()))
    }

    fn decided(
        &self,
        visitors: &[VisitorId],
        decision: Decision,
        now: Timestamp,
    ) -> Result<Effect, IntakeFault> {
        let days = self.open_days(now)?;
        let mut decided = Vec::new();
        for visitor in visitors {
            if !self.roots.is_erased(*visitor)? {
                let on = days.iter().map(|(day, key)| (*day, key.pseudonym(*visitor))).collect();
                decided.push(Decided { root: self.roots.of(*visitor), on });
            }
        }
        Ok(Effect::Decided(decision, decided))
    }

    fn registered(
        &self,
        account: AccountId,
        visitor: Option<VisitorId>,
        at: Timestamp,
        now: Timestamp,
    ) -> Result<Effect, IntakeFault> {
        if visitor.map_or(Ok(false), |visitor| self.roots.is_erased(visitor))? {
            return Ok(Effect::None);
        }
        let Some((open, key)) = self.open(at, now)? else { return Ok(Effect::None) };
        let visitor = visitor.map(|visitor| key.pseudonym(visitor));
        Ok(Effect::Registered { open, account: key.account(account), visitor, at })
    }

    fn linked(
        &self,
        account: AccountId,
        visitor: VisitorId,
        at: Timestamp,
        now: Timestamp,
    ) -> Result<Effect, IntakeFault> {
        if self.roots.is_erased(visitor)? {
            return Ok(Effect::None);
        }
        let Some((open, key)) = self.open(at, now)? else { return Ok(Effect::None) };
        Ok(Effect::Linked { open, account: key.account(account), visitor: key.pseudonym(visitor) })
    }

    /// The day of an instant with its key, while it takes facts.
    fn open(&self, at: Timestamp, now: Timestamp) -> Result<Option<(Open, DayKey)>, IntakeFault> {
        if at.duration_since(now) > AHEAD {
            return Err(IntakeFault::Ahead);
        }
        let day = Day::of(at);
        if !day.takes(now) {
            return Ok(None);
        }
        let key = self.keys.draw(day)?;
        Ok(key.map(|key| (Open { day, check: key.check() }, key)))
    }

    /// Every day that takes facts now, with its key.
    fn open_days(&self, now: Timestamp) -> io::Result<Vec<(Day, DayKey)>> {
        let (mut day, last) =
            (Day::last_closed_at(now).next(), Day::of(now.saturating_add(AHEAD).unwrap_or(now)));
        let mut open = Vec::new();
        while day <= last {
            open.extend(self.keys.draw(day)?.map(|key| (day, key)));
            day = day.next();
        }
        Ok(open)
    }
}

#[cfg(test)]
mod tests;
