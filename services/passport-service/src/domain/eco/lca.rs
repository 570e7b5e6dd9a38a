//! Rows of a life-cycle table, as far as the score needs them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// One food of the table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LcaRow {
    /// The table's code for the food.
    pub code: String,
    /// Its English name, or the French one where there is no other.
    pub name: String,
    /// Environmental footprint, single score, mPt per kg.
    pub footprint: f64,
    /// Where the footprint arises, when the table says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<LcaSteps>,
}

/// The footprint's parts by step of the life cycle, mPt per kg.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct LcaSteps {
    pub farming: f64,
    pub processing: f64,
    pub packaging: f64,
    pub transport: f64,
    pub distribution: f64,
    pub consumption: f64,
}

/// A life-cycle table.
#[derive(Debug, Clone, Default)]
pub struct LcaTable {
    name: String,
    rows: HashMap<String, LcaRow>,
}

impl LcaTable {
    /// A table with its name in words (`Agribalyse 3.1.1 (ADEME)`).
    #[must_use]
    pub fn new(name: impl Into<String>, rows: impl IntoIterator<Item = LcaRow>) -> Self {
        let mut table = Self { name: name.into(), rows: HashMap::new() };
        table.extend(rows);
        table
    }

    /// Adds rows, or puts them in the place of those with the same code.
    pub fn extend(&mut self, rows: impl IntoIterator<Item = LcaRow>) {
        self.rows.extend(rows.into_iter().map(|row| (row.code.clone(), row)));
    }

    /// The row of a code.
    #[must_use]
    pub fn row(&self, code: &str) -> Option<&LcaRow> {
        self.rows.get(code)
    }

    /// The table's name in words.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many foods it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Its rows, in no order.
    pub fn rows(&self) -> impl Iterator<Item = &LcaRow> {
        self.rows.values()
    }
}

/// The row that a product was matched with.
#[derive(Debug, Clone, PartialEq)]
pub struct LcaMatch {
    /// The row.
    pub row: LcaRow,
    /// The table's name.
    pub table: String,
    /// The row is of a similar food only.
    pub stand_in: bool,
}

impl LcaMatch {
    /// The life cycle's part of the score, 0–100.
    pub(super) fn points(&self, beverage: bool) -> i32 {
        let footprint = self.row.footprint.max(0.0);
        let score = if beverage { of_beverage(footprint) } else { of_solid(footprint) };
        score.round().clamp(0.0, 100.0) as i32
    }
}

fn of_beverage(footprint: f64) -> f64 {
    150.0 - 36.0 * (100.0 * footprint).ln_1p()
}

fn of_solid(footprint: f64) -> f64 {
    100.0 - 20.0 * (10.0 * footprint).ln_1p() / (2.0 + 1.0 / (100.0 * footprint.powi(4))).ln()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LcaMatch, LcaRow};

    fn points(footprint: f64, beverage: bool) -> i32 {
        let row = LcaRow { code: "1".to_owned(), name: "Food".to_owned(), footprint, steps: None };
        LcaMatch { row, table: "Table".to_owned(), stand_in: false }.points(beverage)
    }

    #[test]
    fn known_foods_get_the_points_that_the_method_publishes() {
        assert_eq!(points(0.198, false), 90, "gluten-free bread");
        assert_eq!(points(0.600, false), 47, "olive oil");
        assert_eq!(points(2.602_845_978_3, false), 5, "beef");
        assert_eq!(points(0.102_062_969_8, true), 63, "fruit juice");
        assert_eq!(points(0.0, false), 100);
        assert_eq!(points(0.0, true), 100);
    }

    proptest! {
        #[test]
        fn a_larger_footprint_never_gets_more_points(a in 0.0..20.0, b in 0.0..20.0, beverage: bool) {
            let (less, more) = if a < b { (a, b) } else { (b, a) };
            prop_assert!((0..=100).contains(&points(less, beverage)));
            prop_assert!(points(more, beverage) <= points(less, beverage));
        }
    }
}
