//! Which facts of somebody count: consent, objection, erasure.

use jiff::Timestamp;

use super::day::Day;

/// What somebody decided about measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// When it took effect.
    pub at: Timestamp,
    /// Whether it is allowed from then on.
    pub granted: bool,
}

/// What is known of somebody when a day closes. On by default; only what arrived before the close is part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    erased: bool,
    withdrawn: Option<Timestamp>,
    granted: Vec<Timestamp>,
}

impl Standing {
    /// Of these decisions.
    #[must_use]
    pub fn of(decisions: impl IntoIterator<Item = Decision>, erased: bool) -> Self {
        let (granted, withdrawn): (Vec<_>, Vec<_>) =
            decisions.into_iter().partition(|decision| decision.granted);
        let withdrawn = withdrawn.into_iter().map(|decision| decision.at).max();
        Self { erased, withdrawn, granted: granted.into_iter().map(|decision| decision.at).collect() }
    }

    /// Whether what they did at this instant counts. A withdrawal removes all that came before it, too, as far as its day is open; a
    /// grant after it holds from then on and brings nothing back. At the same instant the withdrawal wins.
    ///
    /// # Errors
    /// It does not count, and why.
    pub fn admits(&self, at: Timestamp) -> Result<(), Dropped> {
        if self.erased {
            return Err(Dropped::Erased);
        }
        let Some(withdrawn) = self.withdrawn else { return Ok(()) };
        let anew = self.granted.iter().any(|granted| withdrawn < *granted && *granted <= at);
        if anew { Ok(()) } else { Err(Dropped::Withdrawn) }
    }
}

/// Whether a fact still stands, told when word of its undoing arrived, if any did.
///
/// # Errors
/// The fact's effect was removed before its day closed.
pub fn undone(day: Day, undone: Option<Timestamp>) -> Result<(), Dropped> {
    if undone.is_some_and(|arrived| day.takes(arrived)) { Err(Dropped::Undone) } else { Ok(()) }
}

/// Why a fact does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dropped {
    /// It arrived when its day had closed.
    Late,
    /// The browser said that it is not to be measured.
    Objected,
    /// The person withdrew, or had withdrawn.
    Withdrawn,
    /// The person was erased.
    Erased,
    /// The person took it back.
    Undone,
}

impl Dropped {
    /// As it is noted.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Objected => "objected",
            Self::Withdrawn => "withdrawn",
            Self::Erased => "erased",
            Self::Undone => "undone",
        }
    }
}

/// How many facts did not count, for whoever runs the pipeline and nobody else: these figures may be small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drops {
    /// Arrived when their day had closed.
    pub late: u64,
    /// Of browsers that said no with the request.
    pub objected: u64,
    /// Of people who withdrew.
    pub withdrawn: u64,
    /// Of people who were erased.
    pub erased: u64,
    /// Taken back.
    pub undone: u64,
}

impl Drops {
    /// How many for which reason.
    #[must_use]
    pub const fn each(&self) -> [(Dropped, u64); 5] {
        [
            (Dropped::Late, self.late),
            (Dropped::Objected, self.objected),
            (Dropped::Withdrawn, self.withdrawn),
            (Dropped::Erased, self.erased),
            (Dropped::Undone, self.undone),
        ]
    }

    /// One more.
    pub fn count(&mut self, why: Dropped) {
        let counter = match why {
            Dropped::Late => &mut self.late,
            Dropped::Objected => &mut self.objected,
            Dropped::Withdrawn => &mut self.withdrawn,
            Dropped::Erased => &mut self.erased,
            Dropped::Undone => &mut self.undone,
        };
        *counter += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn standing(decisions: &[(i64, bool)]) -> Standing {
        Standing::of(
            decisions.iter().map(|(second, granted)| Decision { at: at(*second), granted: *granted }),
            false,
        )
    }

    #[test]
    fn nobody_who_said_nothing_is_left_out() {
        assert_eq!(standing(&[]).admits(at(1)), Ok(()));
        assert_eq!(standing(&[(5, true)]).admits(at(1)), Ok(()));
    }

    #[test]
    fn a_withdrawal_removes_what_came_before_and_what_comes_after() {
        let standing = standing(&[(1, true), (5, false)]);
        assert!(
            [0, 3, 5, 9].into_iter().all(|second| standing.admits(at(second)) == Err(Dropped::Withdrawn))
        );
    }

    #[test]
    fn a_new_grant_holds_from_then_on_and_brings_nothing_back() {
        let standing = standing(&[(5, false), (8, true), (5, false)]);
        let admitted: Vec<_> = (3..11).filter(|second| standing.admits(at(*second)).is_ok()).collect();
        assert_eq!(admitted, [8, 9, 10]);
        assert!(self::standing(&[(5, false), (5, true)]).admits(at(6)).is_err(), "a tie is a no");
        assert!(self::standing(&[(5, false), (8, true), (9, false)]).admits(at(8)).is_err());
    }

    #[test]
    fn nothing_of_the_erased_counts() {
        let erased = Standing::of([Decision { at: at(1), granted: true }], true);
        assert_eq!(erased.admits(at(2)), Err(Dropped::Erased));
    }

    #[test]
    fn what_was_undone_before_the_close_does_not_count() {
        let day = Day::of(at(0));
        assert_eq!(undone(day, None), Ok(()));
        assert_eq!(undone(day, Some(day.closes_at())), Ok(()));
        assert_eq!(undone(day, Some(at(3600))), Err(Dropped::Undone));
    }
}
