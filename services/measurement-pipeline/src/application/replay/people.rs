//! Whose facts of a day count.

use std::ops::Range;

use jiff::Timestamp;
use service_kit::ids::{EventId, VisitorId};

use super::{Arrival, Notices};
use crate::domain::{
    day::Day,
    fact::Fact,
    key::Pseudonym,
    person_day::PersonDay,
    standing::{self, Drops},
};

/// The facts of a day that count, person by person.
#[derive(Debug, Default)]
pub(super) struct People {
    facts: Vec<Fact>,
    people: Vec<Counted>,
}

#[derive(Debug)]
struct Counted {
    visitor: VisitorId,
    facts: Range<usize>,
    registered: Vec<Timestamp>,
}

/// One of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person<'d> {
    pub(super) visitor: VisitorId,
    facts: &'d [Fact],
    registered: &'d [Timestamp],
}

/// Of arrivals that are in time and stand by visitor.
pub(super) fn counted(day: Day, arrivals: &[Arrival], notices: &Notices, drops: &mut Drops) -> People {
    let mut counted = People::default();
    for of_one in arrivals.chunk_by(|one, other| one.visitor == other.visitor) {
        let Some(Arrival { visitor, .. }) = of_one.first() else { continue };
        let standing = notices.standing(*visitor, day);
        let from = counted.facts.len();
        for Arrival { fact, .. } in of_one {
            let admitted =
                standing.admits(fact.at).and_then(|()| standing::undone(day, notices.undoing(fact.id)));
            match admitted {
                Ok(()) => counted.facts.push(*fact),
                Err(why) => drops.count(why),
            }
        }
        let facts = from..counted.facts.len();
        let registered = notices.registrations(*visitor, day);
        counted.people.push(Counted { visitor: *visitor, facts, registered });
    }
    counted
}

impl People {
    /// The events that count.
    pub(super) fn facts(&self) -> impl Iterator<Item = EventId> {
        self.facts.iter().map(|fact| fact.id)
    }

    /// One by one.
    pub(super) fn each(&self) -> impl Iterator<Item = Person<'_>> {
        self.people.iter().map(|one| Person {
            visitor: one.visitor,
            facts: self.facts.get(one.facts.clone()).unwrap_or_default(),
            registered: &one.registered,
        })
    }
}

impl<'d> Person<'d> {
    /// Their day, under the name that they have on it.
    pub(super) const fn day(&self, who: Pseudonym) -> PersonDay<'d> {
        PersonDay { who, facts: self.facts, registered: self.registered }
    }
}
