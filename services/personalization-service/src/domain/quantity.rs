//! Amounts of nutrients, written without a needless fraction.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

/// A finite number that is not below zero: grams, kJ or kcal, as the nutrient says.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize)]
#[serde(try_from = "f64")]
pub struct Amount(f64);

/// Below zero, or no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a number that is not below zero")]
pub struct NotAnAmount;

/// Above it an f64 no longer holds every whole number.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Amount {
    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    fn whole(self) -> Option<u64> {
        (self.0.fract() == 0.0 && self.0 < EXACT).then_some(self.0 as u64)
    }
}

impl TryFrom<f64> for Amount {
    type Error = NotAnAmount;

    fn try_from(number: f64) -> Result<Self, NotAnAmount> {
        // Adding zero turns -0 into 0.
        (number.is_finite() && number >= 0.0).then_some(Self(number + 0.0)).ok_or(NotAnAmount)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_u64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whole() {
            Some(whole) => whole.fmt(formatter),
            None => self.0.fmt(formatter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;

    fn json(number: f64) -> String {
        serde_json::to_string(&Amount::try_from(number).unwrap()).unwrap()
    }

    #[test]
    fn whole_numbers_are_written_without_a_fraction() {
        assert_eq!([json(10.0), json(-0.0), json(2.5), json(1e300)], ["10", "0", "2.5", "1e+300"]);
    }

    #[test]
    fn what_is_below_zero_or_no_number_is_refused() {
        for number in [-0.1, f64::NAN, f64::INFINITY] {
            assert!(Amount::try_from(number).is_err(), "{number}");
        }
    }
}
