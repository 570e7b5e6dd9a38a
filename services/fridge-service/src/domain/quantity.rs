//! How much: exact thousandths of pieces, grams or millilitres.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use utoipa::ToSchema;

/// What amounts are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Packs, eggs, slices: things that are counted.
    Piece,
    /// Grams.
    G,
    /// Millilitres.
    Ml,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Piece, Self::G, Self::Ml];

    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Piece => "piece",
            Self::G => "g",
            Self::Ml => "ml",
        }
    }
}

/// An exact number with at most three decimals, not below zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, ToSchema)]
#[serde(try_from = "f64")]
#[schema(value_type = f64, minimum = 0, example = 400)]
pub struct Amount(u64);

/// Why a number is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountFault {
    /// Below zero, not finite or too large to be exact.
    #[error("must be a number that is not below zero")]
    NotAnAmount,
    /// More than three decimals.
    #[error("has at most three decimals")]
    TooFine,
    /// A quantity of nothing.
    #[error("must be more than 0")]
    Nothing,
    /// More than anybody has at home.
    #[error("is at most 1,000,000")]
    TooMuch,
}

/// Below it, every number of thousandths survives its way through an f64.
const EXACT: u64 = 1 << 53;

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One.
    pub const ONE: Self = Self(1000);

    /// So many thousandths.
    #[must_use]
    pub const fn from_thousandths(thousandths: u64) -> Self {
        Self(thousandths)
    }

    /// In thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// As a number of JSON.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, more: Self) -> Self {
        Self(self.0.saturating_add(more.0))
    }

    /// What is left, or `None` when it is more than there is.
    #[must_use]
    pub fn minus(self, less: Self) -> Option<Self> {
        self.0.checked_sub(less.0).map(Self)
    }
}

impl TryFrom<f64> for Amount {
    type Error = AmountFault;

    fn try_from(number: f64) -> Result<Self, AmountFault> {
        let thousandths = (number * 1000.0).round();
        if !(0.0..EXACT as f64).contains(&thousandths) {
            return Err(AmountFault::NotAnAmount);
        }
        let amount = Self(thousandths as u64);
        // The nearest f64 of a number with three decimals is the nearest one of its thousandths.
        if amount.as_f64() == number { Ok(amount) } else { Err(AmountFault::TooFine) }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1000) {
            serializer.serialize_u64(self.0 / 1000)
        } else {
            serializer.serialize_f64(self.as_f64())
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_f64().fmt(formatter)
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

/// Some of something: more than nothing, at most 1,000,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "Stock", into = "Stock")]
pub struct Quantity {
    amount: Amount,
    unit: Unit,
}

/// How much there is, which may be nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// How much, with at most three decimals.
    pub amount: Amount,
    /// Counted in what.
    pub unit: Unit,
}

impl Quantity {
    /// One piece.
    pub const ONE_PIECE: Self = Self { amount: Amount::ONE, unit: Unit::Piece };
    /// The most that is taken.
    pub const MOST: Amount = Amount(1_000_000_000);

    /// Some of something.
    ///
    /// # Errors
    /// [`AmountFault::Nothing`] for 0, [`AmountFault::TooMuch`] above 1,000,000.
    pub fn new(amount: Amount, unit: Unit) -> Result<Self, AmountFault> {
        match amount {
            Amount::ZERO => Err(AmountFault::Nothing),
            amount if amount > Self::MOST => Err(AmountFault::TooMuch),
            amount => Ok(Self { amount, unit }),
        }
    }

    /// How much.
    #[must_use]
    pub const fn amount(self) -> Amount {
        self.amount
    }

    /// Counted in what.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.unit
    }
}

impl Stock {
    /// As much as somebody can say that there is: at most 1,000,000.
    ///
    /// # Errors
    /// [`AmountFault::TooMuch`] above.
    pub fn new(amount: Amount, unit: Unit) -> Result<Self, AmountFault> {
        if amount > Quantity::MOST { Err(AmountFault::TooMuch) } else { Ok(Self { amount, unit }) }
    }
}

impl TryFrom<Stock> for Quantity {
    type Error = AmountFault;

    fn try_from(stock: Stock) -> Result<Self, AmountFault> {
        Self::new(stock.amount, stock.unit)
    }
}

impl From<Quantity> for Stock {
    fn from(quantity: Quantity) -> Self {
        Self { amount: quantity.amount, unit: quantity.unit }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, AmountFault, Quantity, Unit};

    fn amount(number: f64) -> Result<Amount, AmountFault> {
        Amount::try_from(number)
    }

    #[test]
    fn three_decimals_are_exact_and_a_fourth_is_refused() {
        for (number, thousandths) in [(0.1, 100), (0.3, 300), (999_999.999, 999_999_999), (2.675, 2675)] {
            assert_eq!(amount(number), Ok(Amount::from_thousandths(thousandths)), "{number}");
        }
        assert_eq!(amount(0.0001), Err(AmountFault::TooFine));
        assert_eq!(amount(0.1 + 0.2), Err(AmountFault::TooFine));
        for number in [-1.0, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(amount(number), Err(AmountFault::NotAnAmount), "{number}");
        }
    }

    #[test]
    fn whole_numbers_are_written_without_a_fraction() {
        let json = |thousandths| serde_json::to_string(&Amount::from_thousandths(thousandths)).unwrap();
        assert_eq!([json(0), json(400_000), json(1_500), json(1)], ["0", "400", "1.5", "0.001"]);
    }

    #[test]
    fn a_quantity_is_more_than_nothing_and_at_most_a_million() {
        let read = |json: &str| serde_json::from_str::<Quantity>(json).map_err(|fault| fault.to_string());
        assert_eq!(read(r#"{"amount":1,"unit":"piece"}"#), Ok(Quantity::ONE_PIECE));
        assert!(read(r#"{"amount":0,"unit":"g"}"#).unwrap_err().contains("more than 0"));
        assert!(read(r#"{"amount":1000000.001,"unit":"g"}"#).unwrap_err().contains("1,000,000"));
        assert!(read(r#"{"amount":1,"unit":"kg"}"#).is_err());
        assert!(Quantity::new(Quantity::MOST, Unit::Ml).is_ok());
    }
}
