//! Lines of `journeys.jsonl`.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Fault, gtin};
use crate::domain::{
    fact::Source,
    journey::{JourneyStep, Place, StepKind},
};

/// The steps of a product, or of one of its lots.
#[derive(Debug, Clone, PartialEq)]
pub struct BrandJourney {
    /// 14 digits.
    pub gtin: String,
    /// Absent: for every pack whose own lot has no steps.
    pub lot: Option<String>,
    /// As stated.
    pub steps: Vec<JourneyStep>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Line {
    gtin: String,
    lot: Option<String>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Step {
    kind: StepKind,
    place: Place,
    date: Option<Date>,
    actor: Option<String>,
}

/// GS1 allows a lot no more characters than this.
const LONGEST_LOT: usize = 20;

impl Line {
    pub(super) fn journey(self) -> Result<BrandJourney, Fault> {
        let gtin = gtin(&self.gtin)?.to_string();
        let lot = self.lot;
        if lot.as_ref().is_some_and(|lot| lot.is_empty() || lot.chars().count() > LONGEST_LOT) {
            return Err(("lot", format!("a lot has 1 to {LONGEST_LOT} characters")));
        }
        let steps = self.steps.into_iter().map(|step| step.of_lot(lot.clone())).collect();
        Ok(BrandJourney { gtin, lot, steps })
    }
}

impl Step {
    fn of_lot(self, lot: Option<String>) -> JourneyStep {
        let Self { kind, place, date, actor } = self;
        JourneyStep { kind, place, date, actor, source: Source::Brand, lot }
    }
}
