//! The ledger in whole packs, whatever they are counted in.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{
    quantity::Amount,
    tally::{PerReason, Reason, Tally},
};

/// Where a pack counts: a present one is remaining, a gone one counts where most of it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Something of it is left.
    Remaining,
    /// Thrown away, mostly for this reason.
    ThrownAway(Reason),
    /// Given to somebody.
    GivenAway,
    /// Eaten or cooked.
    Used,
    /// Nobody has said where.
    Unaccounted,
}

impl Fate {
    /// That of a pack. Of equal shares, thrown away goes first: waste is never made to look smaller.
    #[must_use]
    pub fn of(tally: &Tally) -> Self {
        if !tally.remaining().is_zero() {
            return Self::Remaining;
        }
        let shares = [
            (Self::ThrownAway(main_reason(tally.thrown_away())), tally.thrown_away().total()),
            (Self::GivenAway, tally.given_away()),
            (Self::Used, tally.used()),
            (Self::Unaccounted, tally.unaccounted()),
        ];
        first_of_the_largest(shares).unwrap_or(Self::Unaccounted)
    }
}

fn main_reason(thrown_away: &PerReason<Amount>) -> Reason {
    first_of_the_largest(thrown_away.iter()).unwrap_or_default()
}

fn first_of_the_largest<T>(shares: impl IntoIterator<Item = (T, Amount)>) -> Option<T> {
    let larger = |best: (T, Amount), next: (T, Amount)| if next.1 > best.1 { next } else { best };
    shares.into_iter().reduce(larger).map(|(share, _)| share)
}

/// The packs of one period: `added = used + thrown_away + given_away + remaining + unaccounted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PackRow {
    /// Its first day; a week begins on Monday.
    #[schema(value_type = String, format = Date)]
    pub period: Date,
    /// Packs that came in.
    pub added: u64,
    /// Those mostly eaten or cooked.
    pub used: u64,
    /// Those mostly thrown away.
    pub thrown_away: u64,
    /// Those mostly given to somebody.
    pub given_away: u64,
    /// Those of which something is left.
    pub remaining: u64,
    /// Those that are gone without anybody having said where.
    pub unaccounted: u64,
    /// Why those thrown away were.
    pub reasons: PerReason<u64>,
}

impl PackRow {
    pub(super) fn empty(period: Date) -> Self {
        Self {
            period,
            added: 0,
            used: 0,
            thrown_away: 0,
            given_away: 0,
            remaining: 0,
            unaccounted: 0,
            reasons: PerReason::default(),
        }
    }

    pub(super) fn count(&mut self, tally: &Tally) {
        self.added += 1;
        match Fate::of(tally) {
            Fate::Remaining => self.remaining += 1,
            Fate::Used => self.used += 1,
            Fate::GivenAway => self.given_away += 1,
            Fate::Unaccounted => self.unaccounted += 1,
            Fate::ThrownAway(reason) => {
                self.thrown_away += 1;
                *self.reasons.get_mut(reason) += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Fate, Reason, Tally};
    use crate::domain::tally::Outlet;

    fn pack(shares: &[(u64, Outlet)]) -> Tally {
        let total = shares.iter().map(|(amount, _)| amount).sum();
        let mut tally = Tally::of(Amount::from_thousandths(total));
        for (amount, outlet) in shares {
            tally.take(Amount::from_thousandths(*amount), *outlet).unwrap();
        }
        tally
    }

    #[test]
    fn a_gone_pack_counts_where_most_of_it_went() {
        use Outlet::{GivenAway, ThrownAway, Used};
        let spoiled = ThrownAway(Reason::Spoiled);
        assert_eq!(Fate::of(&pack(&[(3, Used), (2, spoiled), (2, GivenAway)])), Fate::Used);
        assert_eq!(Fate::of(&pack(&[(2, Used), (2, spoiled)])), Fate::ThrownAway(Reason::Spoiled));
        let reasons = [(1, ThrownAway(Reason::Expired)), (2, ThrownAway(Reason::Disliked)), (2, Used)];
        assert_eq!(Fate::of(&pack(&reasons)), Fate::ThrownAway(Reason::Disliked));
    }

    #[test]
    fn a_pack_of_which_something_is_left_remains() {
        let mut tally = Tally::of(Amount::from_thousandths(10));
        tally.take(Amount::from_thousandths(9), Outlet::Used).unwrap();
        assert_eq!(Fate::of(&tally), Fate::Remaining);
        tally.correct(Amount::ZERO);
        assert_eq!(Fate::of(&tally), Fate::Used);
    }
}
