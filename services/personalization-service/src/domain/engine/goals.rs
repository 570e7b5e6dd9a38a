//! Goals for nutrients.

use super::tally::Tally;
use crate::domain::{
    label::{Label, Nutrition, Per},
    profile::{Goal, Nutrient},
    quantity::Amount,
    verdict::{Finding, Level, Rule},
};

/// A goal, by the amount in 100 g or ml; one that is missing or in doubt is unknown.
pub(super) fn judge(goal: &Goal, tally: &mut Tally<'_>) {
    let (nutrient, bounds) = (goal.nutrient(), goal.bounds());
    let (rule, path) = (Rule::Goal(nutrient), format!("/label/nutrition/{}", nutrient.label_field()));
    match certain(tally.label(), nutrient) {
        None => tally.unknown(rule, path),
        Some((amount, _)) if bounds.are_met_by(amount) => tally.nothing_found(rule),
        Some((amount, per)) => {
            let finding = Finding::Missed { nutrient, amount, per, bounds };
            tally.object(rule, Level::BeCareful, finding, &path);
        }
    }
}

fn certain(label: &Label, nutrient: Nutrient) -> Option<(Amount, Per)> {
    let Nutrition::Known(table) = &label.nutrition else { return None };
    let amount = table.get(nutrient)?;
    let doubted = label.warnings.iter().any(|warning| warning.is_about(nutrient));
    (!doubted).then_some((amount, table.per))
}
