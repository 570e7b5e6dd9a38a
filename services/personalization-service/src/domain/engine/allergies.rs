//! Declared allergens.

use super::tally::Tally;
use crate::domain::{
    allergen::Allergen,
    label::{Allergens, Label},
    policy::PolicyDocument,
    profile::{Allergy, Traces},
    verdict::{Finding, Level, Rule},
};

/// Where allergens stand.
pub(super) const PATH: &str = "/label/allergens";
/// Where those stand that are contained.
pub(super) const CONTAINS: &str = "/label/allergens/contains";
const MAY_CONTAIN: &str = "/label/allergens/mayContain";

/// An allergy, by what the label declares.
pub(super) fn judge(allergy: &Allergy, policy: &PolicyDocument, tally: &mut Tally<'_>) {
    let traces = allergy.traces().unwrap_or(policy.allergies.traces);
    declared(Rule::Allergy(allergy.allergen()), allergy.allergen(), traces, tally);
}

/// Contained, possibly contained, not stated, or stated not to be there.
pub(super) fn declared(rule: Rule, allergen: Allergen, traces: Traces, tally: &mut Tally<'_>) {
    let label = tally.label();
    if contains(label, allergen) {
        return tally.object(rule, Level::Avoid, Finding::Contains { allergen }, CONTAINS);
    }
    match &label.allergens {
        Allergens::Unknown => tally.not_stated(rule, PATH),
        Allergens::Known(stated) if stated.may_contain.contains(&allergen) => {
            may_contain(rule, allergen, traces, tally);
        }
        Allergens::Known(_) => tally.nothing_found(rule),
    }
}

/// Whether it is declared as contained, or an ingredient brings it where nothing is declared.
pub(super) fn contains(label: &Label, allergen: Allergen) -> bool {
    match &label.allergens {
        Allergens::Known(stated) => stated.contains.contains(&allergen),
        Allergens::Unknown => label.brought().any(|brought| brought == allergen),
    }
}

fn may_contain(rule: Rule, allergen: Allergen, traces: Traces, tally: &mut Tally<'_>) {
    let level = match traces {
        Traces::Avoid => Level::Avoid,
        Traces::Careful => Level::BeCareful,
        Traces::Ignore => return tally.nothing_found(rule),
    };
    tally.object(rule, level, Finding::MayContain { allergen }, MAY_CONTAIN);
}
