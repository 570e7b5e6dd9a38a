//! Declared allergens.

use super::tally::Tally;
use crate::domain::{
    allergen::Allergen,
    label::Allergens,
    policy::PolicyDocument,
    profile::{Allergy, Traces},
    verdict::{Finding, Level, Rule},
};

/// An allergy, by what the label declares.
pub(super) fn judge(allergy: &Allergy, policy: &PolicyDocument, tally: &mut Tally<'_>) {
    let traces = allergy.traces().unwrap_or(policy.allergies.traces);
    declared(Rule::Allergy(allergy.allergen()), allergy.allergen(), traces, tally);
}

/// Contained, possibly contained, not stated, or stated not to be there.
pub(super) fn declared(rule: Rule, allergen: Allergen, traces: Traces, tally: &mut Tally<'_>) {
    match &tally.label().allergens {
        Allergens::Unknown => tally.not_stated(rule, "/label/allergens"),
        Allergens::Known(stated) if stated.contains.contains(&allergen) => {
            tally.object(rule, Level::Avoid, Finding::Contains { allergen }, "/label/allergens/contains");
        }
        Allergens::Known(stated) if stated.may_contain.contains(&allergen) => {
            may_contain(rule, allergen, traces, tally);
        }
        Allergens::Known(_) => tally.nothing_found(rule),
    }
}

fn may_contain(rule: Rule, allergen: Allergen, traces: Traces, tally: &mut Tally<'_>) {
    let level = match traces {
        Traces::Avoid => Level::Avoid,
        Traces::Careful => Level::BeCareful,
        Traces::Ignore => return tally.nothing_found(rule),
    };
    tally.object(rule, level, Finding::MayContain { allergen }, "/label/allergens/mayContain");
}
