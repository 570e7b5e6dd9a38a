//! Where a pack has gone, to the gram: what was added is always used, thrown away, given away, unaccounted for or still there.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::quantity::Amount;

/// Why food is thrown away.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Its date had passed.
    Expired,
    /// It had gone bad.
    Spoiled,
    /// There was too much of it.
    TooMuch,
    /// Nobody liked it.
    Disliked,
    /// Anything else, or nothing said.
    #[default]
    Other,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Expired, Self::Spoiled, Self::TooMuch, Self::Disliked, Self::Other];

    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Spoiled => "spoiled",
            Self::TooMuch => "too_much",
            Self::Disliked => "disliked",
            Self::Other => "other",
        }
    }
}

/// Something for each reason; `too_much` and its like are the published words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[expect(missing_docs, reason = "the fields are the reasons")]
pub struct PerReason<T> {
    pub expired: T,
    pub spoiled: T,
    pub too_much: T,
    pub disliked: T,
    pub other: T,
}

impl<T: Copy> PerReason<T> {
    /// That of one reason.
    #[must_use]
    pub const fn get(&self, reason: Reason) -> T {
        match reason {
            Reason::Expired => self.expired,
            Reason::Spoiled => self.spoiled,
            Reason::TooMuch => self.too_much,
            Reason::Disliked => self.disliked,
            Reason::Other => self.other,
        }
    }

    /// That of one reason, to be changed.
    pub const fn get_mut(&mut self, reason: Reason) -> &mut T {
        match reason {
            Reason::Expired => &mut self.expired,
            Reason::Spoiled => &mut self.spoiled,
            Reason::TooMuch => &mut self.too_much,
            Reason::Disliked => &mut self.disliked,
            Reason::Other => &mut self.other,
        }
    }

    /// All five, in the order of [`Reason::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Reason, T)> {
        Reason::ALL.into_iter().map(|reason| (reason, self.get(reason)))
    }
}

impl PerReason<Amount> {
    /// All reasons together.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.iter().map(|(_, amount)| amount).sum()
    }
}

/// Where food goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlet {
    /// Eaten or cooked.
    Used,
    /// Thrown away.
    ThrownAway(Reason),
    /// Given to somebody.
    GivenAway,
}

/// More than remains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("that is more than remains")]
pub struct MoreThanRemains;

/// The book of one item, in the item's unit. What remains is what the others leave: it always balances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TallyParts", into = "TallyParts")]
pub struct Tally {
    added: Amount,
    used: Amount,
    thrown_away: PerReason<Amount>,
    given_away: Amount,
    unaccounted: Amount,
}

impl Tally {
    /// Something that was added.
    #[must_use]
    pub fn of(added: Amount) -> Self {
        Self {
            added,
            used: Amount::ZERO,
            thrown_away: PerReason::default(),
            given_away: Amount::ZERO,
            unaccounted: Amount::ZERO,
        }
    }

    /// What came in, corrections upwards included.
    #[must_use]
    pub const fn added(&self) -> Amount {
        self.added
    }

    /// What was eaten or cooked.
    #[must_use]
    pub const fn used(&self) -> Amount {
        self.used
    }

    /// What was thrown away, by reason.
    #[must_use]
    pub const fn thrown_away(&self) -> &PerReason<Amount> {
        &self.thrown_away
    }

    /// What was given to somebody.
    #[must_use]
    pub const fn given_away(&self) -> Amount {
        self.given_away
    }

    /// What is missing without anybody having said where it went.
    #[must_use]
    pub const fn unaccounted(&self) -> Amount {
        self.unaccounted
    }

    /// What is still there.
    #[must_use]
    pub fn remaining(&self) -> Amount {
        self.added.minus(self.gone()).unwrap_or_default()
    }

    fn gone(&self) -> Amount {
        [self.used, self.thrown_away.total(), self.given_away, self.unaccounted].into_iter().sum()
    }

    /// Takes some of what remains.
    ///
    /// # Errors
    /// When it is more than remains.
    pub fn take(&mut self, amount: Amount, outlet: Outlet) -> Result<(), MoreThanRemains> {
        self.remaining().minus(amount).ok_or(MoreThanRemains)?;
        let taken = match outlet {
            Outlet::Used => &mut self.used,
            Outlet::ThrownAway(reason) => self.thrown_away.get_mut(reason),
            Outlet::GivenAway => &mut self.given_away,
        };
        *taken = taken.plus(amount);
        Ok(())
    }

    /// Says what really remains. What is missing is unaccounted for; what is found is first taken back from there, and only then
    /// was more added than had been said.
    pub fn correct(&mut self, remaining: Amount) {
        if let Some(missing) = self.remaining().minus(remaining) {
            self.unaccounted = self.unaccounted.plus(missing);
            return;
        }
        let found = remaining.minus(self.remaining()).unwrap_or_default();
        let back = found.min(self.unaccounted);
        self.unaccounted = self.unaccounted.minus(back).unwrap_or_default();
        self.added = self.added.plus(found.minus(back).unwrap_or_default());
    }
}

/// A tally as it is stored.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the tally's")]
pub struct TallyParts {
    pub added: Amount,
    pub used: Amount,
    pub thrown_away: PerReason<Amount>,
    pub given_away: Amount,
    pub unaccounted: Amount,
}

impl From<Tally> for TallyParts {
    fn from(tally: Tally) -> Self {
        let Tally { added, used, thrown_away, given_away, unaccounted } = tally;
        Self { added, used, thrown_away, given_away, unaccounted }
    }
}

impl TryFrom<TallyParts> for Tally {
    type Error = MoreThanRemains;

    fn try_from(stored: TallyParts) -> Result<Self, MoreThanRemains> {
        let TallyParts { added, used, thrown_away, given_away, unaccounted } = stored;
        let tally = Self { added, used, thrown_away, given_away, unaccounted };
        tally.added.minus(tally.gone()).map(|_| tally).ok_or(MoreThanRemains)
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, MoreThanRemains, Outlet, Reason, Tally};

    fn grams(grams: u64) -> Amount {
        Amount::from_thousandths(grams * 1000)
    }

    #[test]
    fn what_is_taken_no_longer_remains_and_no_more_can_be_taken() {
        let mut tally = Tally::of(grams(500));
        tally.take(grams(100), Outlet::Used).unwrap();
        tally.take(grams(150), Outlet::ThrownAway(Reason::Spoiled)).unwrap();
        tally.take(grams(50), Outlet::GivenAway).unwrap();
        assert_eq!(tally.remaining(), grams(200));
        assert_eq!(tally.take(grams(201), Outlet::Used), Err(MoreThanRemains));
        assert_eq!(tally.remaining(), grams(200));
    }

    #[test]
    fn a_correction_downwards_is_unaccounted_for() {
        let mut tally = Tally::of(grams(500));
        tally.correct(grams(120));
        assert_eq!(
            (tally.remaining(), tally.unaccounted(), tally.added()),
            (grams(120), grams(380), grams(500))
        );
    }

    #[test]
    fn a_correction_upwards_first_takes_back_what_was_unaccounted_for() {
        let mut tally = Tally::of(grams(500));
        tally.correct(grams(400));
        tally.correct(grams(450));
        assert_eq!((tally.unaccounted(), tally.added()), (grams(50), grams(500)));
        tally.correct(grams(600));
        assert_eq!(
            (tally.unaccounted(), tally.added(), tally.remaining()),
            (grams(0), grams(600), grams(600))
        );
    }

    #[test]
    fn a_stored_tally_that_does_not_balance_is_refused() {
        let mut json = serde_json::to_value(Tally::of(grams(5))).unwrap();
        json["used"] = 6.into();
        assert!(serde_json::from_value::<Tally>(json).is_err());
    }
}
