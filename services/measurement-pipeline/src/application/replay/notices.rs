//! What was told about people and about earlier facts, and since when it is known.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use service_kit::ids::{AccountId, EventId, VisitorId};

use crate::domain::{
    day::Day,
    standing::{Decision, Standing},
};

/// Notices, by whom they are about.
#[derive(Debug, Default)]
pub struct Notices {
    decisions: HashMap<VisitorId, Vec<(Timestamp, Decision)>>,
    erased: HashMap<VisitorId, Timestamp>,
    undone: HashMap<EventId, Timestamp>,
    registrations: Vec<Registration>,
    links: HashMap<AccountId, Vec<Link>>,
    /// When accounts were registered in a browser, and since when it is known.
    registered: HashMap<VisitorId, Vec<(Timestamp, Timestamp)>>,
    /// Who withdrew or was erased, by arrival, the earliest last.
    gone: Vec<(Timestamp, VisitorId)>,
}

/// An account was made.
#[derive(Debug, Clone, Copy)]
pub struct Registration {
    /// When the pipeline heard of it.
    pub arrived: Timestamp,
    /// Which.
    pub account: AccountId,
    /// In which browser, if that became the account's.
    pub visitor: Option<VisitorId>,
    /// When.
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy)]
struct Link {
    arrived: Timestamp,
    visitor: VisitorId,
    at: Timestamp,
}

impl Notices {
    /// A visitor decided about measurement.
    pub fn decided(&mut self, arrived: Timestamp, visitor: VisitorId, decision: Decision) {
        if !decision.granted {
            self.gone.push((arrived, visitor));
        }
        self.decisions.entry(visitor).or_default().push((arrived, decision));
    }

    /// A visitor is to be forgotten.
    pub fn erased(&mut self, arrived: Timestamp, visitor: VisitorId) {
        self.gone.push((arrived, visitor));
        earliest(self.erased.entry(visitor).or_insert(arrived), arrived);
    }

    /// An earlier fact does not count.
    pub fn undone(&mut self, arrived: Timestamp, fact: EventId) {
        earliest(self.undone.entry(fact).or_insert(arrived), arrived);
    }

    /// An account was made.
    pub fn registered(&mut self, registration: Registration) {
        self.registrations.push(registration);
    }

    /// A visitor became an account's.
    pub fn linked(&mut self, arrived: Timestamp, visitor: VisitorId, account: AccountId, at: Timestamp) {
        self.links.entry(account).or_default().push(Link { arrived, visitor, at });
    }

    /// Everything was told: puts in order what days will ask for.
    pub(super) fn settle(&mut self) {
        self.gone.sort_unstable_by(|one, other| other.cmp(one));
        for registration in std::mem::take(&mut self.registrations) {
            for (visitor, known) in self.browsers_of(&registration) {
                self.registered.entry(visitor).or_default().push((known, registration.at));
            }
        }
    }

    /// The browser that the registration names, else those that became the account's on the same day.
    fn browsers_of(&self, registration: &Registration) -> Vec<(VisitorId, Timestamp)> {
        let Registration { arrived, account, visitor, at } = *registration;
        if let Some(visitor) = visitor {
            return vec![(visitor, arrived)];
        }
        let links = self.links.get(&account).map(Vec::as_slice).unwrap_or_default();
        let same_day = links.iter().filter(|link| Day::of(link.at) == Day::of(at));
        same_day.map(|link| (link.visitor, link.arrived.max(arrived))).collect()
    }

    /// Who has withdrawn or was erased before the day closes, and was not named for an earlier day.
    pub(super) fn gone_before(&mut self, day: Day) -> BTreeSet<VisitorId> {
        let next = || self.gone.pop_if(|(arrived, _)| day.takes(*arrived)).map(|(_, visitor)| visitor);
        std::iter::from_fn(next).collect()
    }

    /// What is known of a visitor when the day closes.
    pub(super) fn standing(&self, visitor: VisitorId, day: Day) -> Standing {
        let erased = self.erased.get(&visitor).is_some_and(|arrived| day.takes(*arrived));
        let decisions = self.decisions.get(&visitor).map(Vec::as_slice).unwrap_or_default();
        let known = decisions.iter().filter(|(arrived, _)| day.takes(*arrived));
        Standing::of(known.map(|(_, decision)| *decision), erased)
    }

    /// When word of a fact's undoing arrived, if any did.
    pub(super) fn undoing(&self, fact: EventId) -> Option<Timestamp> {
        self.undone.get(&fact).copied()
    }

    /// When accounts were registered in a browser on a day, as far as it is known when the day closes.
    pub(super) fn registrations(&self, visitor: VisitorId, day: Day) -> Vec<Timestamp> {
        let all = self.registered.get(&visitor).map(Vec::as_slice).unwrap_or_default();
        let known = all.iter().filter(|(known, at)| day.takes(*known) && Day::of(*at) == day);
        known.map(|(_, at)| *at).collect()
    }
}

fn earliest(known: &mut Timestamp, arrived: Timestamp) {
    *known = arrived.min(*known);
}
