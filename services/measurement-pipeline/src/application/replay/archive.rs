//! Everything that arrived, in the order in which it is needed.

use jiff::Timestamp;
use service_kit::ids::VisitorId;

use super::Notices;
use crate::domain::{
    day::Day,
    fact::Fact,
    standing::{Dropped, Drops},
};

/// A fact, whose it is, and when it arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    /// What happened.
    pub fact: Fact,
    /// When the pipeline heard of it.
    pub arrived: Timestamp,
    /// Who did it.
    pub visitor: VisitorId,
    /// The browser said with the request that it is not to be measured.
    pub objected: bool,
}

/// A pile of facts and notices, in any order, some of them more than once.
#[derive(Debug, Default)]
pub struct Archive {
    arrivals: Vec<Arrival>,
    notices: Notices,
}

impl Archive {
    /// Takes a fact in.
    pub fn add(&mut self, arrival: Arrival) {
        self.arrivals.push(arrival);
    }

    /// What is told about people and earlier facts.
    pub const fn notices(&mut self) -> &mut Notices {
        &mut self.notices
    }

    /// The facts of the days that have closed, each once and in time, by day and visitor. Of an event that came more than once the
    /// first arrival counts.
    pub(super) fn closed_by(self, until: Timestamp) -> (Days, Notices, Drops) {
        let Self { mut arrivals, mut notices } = self;
        let mut drops = Drops::default();
        let last = Day::last_closed_at(until);
        arrivals.retain(|arrival| Day::of(arrival.fact.at) <= last);
        arrivals.sort_unstable_by_key(|arrival| (arrival.fact.id, arrival.arrived, *arrival));
        arrivals.dedup_by_key(|arrival| arrival.fact.id);
        arrivals.retain(|arrival| {
            let in_time = Day::of(arrival.fact.at).takes(arrival.arrived);
            if !in_time {
                drops.count(Dropped::Late);
            } else if arrival.objected {
                drops.count(Dropped::Objected);
            }
            in_time && !arrival.objected
        });
        arrivals.sort_unstable_by_key(|arrival| (Day::of(arrival.fact.at), arrival.visitor, arrival.fact));
        notices.settle();
        (Days(arrivals), notices, drops)
    }
}

/// Facts by day and visitor.
#[derive(Debug)]
pub(super) struct Days(Vec<Arrival>);

impl Days {
    /// Every day from the first to the last, those without facts too.
    pub(super) fn each(&self) -> impl Iterator<Item = (Day, &[Arrival])> {
        let mut rest = self.0.as_slice();
        let mut next = rest.first().map(|arrival| Day::of(arrival.fact.at));
        std::iter::from_fn(move || {
            let day = next.filter(|_| !rest.is_empty())?;
            let of_day = rest.iter().take_while(|arrival| Day::of(arrival.fact.at) == day).count();
            let (today, later) = rest.split_at(of_day);
            (rest, next) = (later, Some(day.next()));
            Some((day, today))
        })
    }
}
