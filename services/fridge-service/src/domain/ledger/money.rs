//! What was thrown away in money. Only packs with a price count, and how many those are is said.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::Entry;
use crate::domain::{
    food::{Currency, Price},
    quantity::Amount,
    tally::Tally,
};

/// The money that was thrown away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Money {
    /// The value of what was thrown away of priced packs, by currency.
    pub thrown_away: Vec<Worth>,
    /// Packs with a price.
    pub priced_packs: u64,
    /// All packs.
    pub packs: u64,
}

/// A sum of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Worth {
    /// How much, to the cent.
    pub amount: Amount,
    /// In what money.
    pub currency: Currency,
}

/// Sums in millionths of a thousandth, so that only the end is rounded.
#[derive(Default)]
pub(super) struct Sum {
    thrown_away: BTreeMap<Currency, u128>,
    priced_packs: u64,
    packs: u64,
}

const FINE: u128 = 1_000_000;
/// Of those fine parts in a cent: ten thousandths.
const CENT: u128 = 10 * FINE;

impl Sum {
    pub(super) fn count(&mut self, entry: &Entry) {
        self.packs += 1;
        let Some(Price { amount, currency }) = entry.price else { return };
        self.priced_packs += 1;
        let thrown_away = share(amount, &entry.tally);
        if thrown_away > 0 {
            *self.thrown_away.entry(currency).or_default() += thrown_away;
        }
    }

    pub(super) fn finish(self) -> Money {
        let values = self.thrown_away.into_iter();
        let thrown_away =
            values.map(|(currency, fine)| Worth { amount: to_the_cent(fine), currency }).collect();
        Money { thrown_away, priced_packs: self.priced_packs, packs: self.packs }
    }
}

/// The part of the price that was thrown away.
fn share(price: Amount, tally: &Tally) -> u128 {
    let thousandths = |amount: Amount| u128::from(amount.thousandths());
    let thrown_away = thousandths(tally.thrown_away().total());
    (thousandths(price) * FINE * thrown_away).checked_div(thousandths(tally.added())).unwrap_or_default()
}

fn to_the_cent(fine: u128) -> Amount {
    let cents = (fine + CENT / 2) / CENT;
    Amount::from_thousandths(u64::try_from(cents).unwrap_or(u64::MAX).saturating_mul(10))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Amount, Entry, Money, Price, Sum, Tally, Worth};
    use crate::domain::{
        quantity::Unit,
        tally::{Outlet, Reason},
    };

    fn entry(price: Option<&str>, added: u64, thrown_away: u64) -> Entry {
        let mut tally = Tally::of(Amount::from_thousandths(added));
        tally.take(Amount::from_thousandths(thrown_away), Outlet::ThrownAway(Reason::Other)).unwrap();
        let price = price.map(|text| {
            let (amount, currency) = text.split_once(' ').unwrap();
            let amount = Amount::try_from(amount.parse::<f64>().unwrap()).unwrap();
            Price { amount, currency: currency.parse().unwrap() }
        });
        Entry { added_at: Timestamp::UNIX_EPOCH, unit: Unit::G, tally, price }
    }

    fn money(entries: &[Entry]) -> Money {
        let mut sum = Sum::default();
        entries.iter().for_each(|entry| sum.count(entry));
        sum.finish()
    }

    #[test]
    fn money_is_the_thrown_share_of_priced_packs_with_its_coverage() {
        let entries = [
            entry(Some("2.99 EUR"), 3, 1),
            entry(Some("2.99 EUR"), 3, 1),
            entry(Some("2.99 EUR"), 3, 1),
            entry(Some("4 CHF"), 8, 2),
            entry(Some("1 USD"), 8, 0),
            entry(None, 8, 8),
        ];
        let Money { thrown_away, priced_packs, packs } = money(&entries);
        assert_eq!((priced_packs, packs), (5, 6));
        let cents =
            |Worth { amount, currency }: Worth| (currency.as_str().to_owned(), amount.thousandths() / 10);
        let told: Vec<_> = thrown_away.into_iter().map(cents).collect();
        assert_eq!(told, [("CHF".to_owned(), 100), ("EUR".to_owned(), 299)]);
    }
}
