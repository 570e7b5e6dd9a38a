//! Rows of a life-cycle table, as far as the score needs them.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One food of the table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
    /// The day on which we heard it; absent for a shipped edition, whose name tells its age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
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

/// A life-cycle table, which may stand over an older edition and fall back on it.
#[derive(Debug, Clone, Default)]
pub struct LcaTable {
    name: String,
    rows: HashMap<String, LcaRow>,
    base: Option<&'static Self>,
}

/// Two footprints of one food that differ by less than this part arise in the same steps.
const SAME_STEPS: f64 = 0.01;
/// Two footprints that differ by less than this part are the same, rounded.
const SAME_FOOTPRINT: f64 = 1e-6;

impl LcaTable {
    /// A table with its name in words (`Agribalyse 3.1.1 (ADEME)`).
    #[must_use]
    pub fn new(name: impl Into<String>, rows: impl IntoIterator<Item = LcaRow>) -> Self {
        let rows = rows.into_iter().map(|row| (row.code.clone(), row)).collect();
        Self { name: name.into(), rows, base: None }
    }

    /// Newer rows over an edition: what only repeats the edition is left to it, with its age.
    #[must_use]
    pub fn over(
        base: &'static Self,
        name: impl Into<String>,
        rows: impl IntoIterator<Item = LcaRow>,
    ) -> Self {
        let news = rows.into_iter().filter_map(|row| match base.row(&row.code) {
            Some(old) if old.differs_by(&row) < SAME_FOOTPRINT => None,
            Some(old) if old.differs_by(&row) < SAME_STEPS => {
                Some(LcaRow { steps: row.steps.or(old.steps), ..row })
            }
            _ => Some(row),
        });
        Self { base: Some(base), ..Self::new(name, news) }
    }

    /// The row of a code.
    #[must_use]
    pub fn row(&self, code: &str) -> Option<&LcaRow> {
        self.find(code).map(|(row, _)| row)
    }

    /// The row of a code, and the edition that has it, in words.
    pub(super) fn find(&self, code: &str) -> Option<(&LcaRow, &str)> {
        match (self.rows.get(code), self.base) {
            (Some(row), _) => Some((row, &self.name)),
            (None, base) => base?.find(code),
        }
    }

    /// How many foods it knows itself.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it knows none itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Its own rows, in no order.
    pub fn rows(&self) -> impl Iterator<Item = &LcaRow> {
        self.rows.values()
    }
}

impl LcaRow {
    /// How far another footprint of the same food is from this one, as a part of this one.
    fn differs_by(&self, other: &Self) -> f64 {
        (self.footprint - other.footprint).abs() / self.footprint.abs().max(f64::MIN_POSITIVE)
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

    use std::sync::LazyLock;

    use super::{LcaMatch, LcaRow, LcaSteps, LcaTable};

    static EDITION: LazyLock<LcaTable> = LazyLock::new(|| {
        let steps = Some(LcaSteps::default());
        LcaTable::new("Edition", [LcaRow { steps, ..row("1", 0.2) }])
    });

    fn row(code: &str, footprint: f64) -> LcaRow {
        LcaRow { code: code.to_owned(), name: "Food".to_owned(), footprint, ..LcaRow::default() }
    }

    #[test]
    fn newer_rows_stand_over_an_edition_and_what_repeats_it_stays_the_editions() {
        let table = |footprint| LcaTable::over(&EDITION, "Newer", [row("1", footprint), row("2", 0.5)]);
        let found =
            |footprint, code| table(footprint).find(code).map(|(row, name)| (row.clone(), name.to_owned()));
        assert_eq!(found(0.2, "1").map(|(_, name)| name).as_deref(), Some("Edition"));
        let (nearly, name) = found(0.201, "1").expect("a row");
        assert_eq!((name.as_str(), nearly.footprint, nearly.steps.is_some()), ("Newer", 0.201, true));
        assert!(
            found(0.3, "1").is_some_and(|(row, _)| row.steps.is_none()),
            "another footprint, other steps"
        );
        assert_eq!(found(0.2, "2").map(|(_, name)| name).as_deref(), Some("Newer"));
        assert_eq!(found(0.2, "3"), None);
    }

    fn points(footprint: f64, beverage: bool) -> i32 {
        let row = row("1", footprint);
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
