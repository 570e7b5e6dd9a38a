//! Intolerances: by a declared allergen, or by ingredients.

use super::{
    allergies,
    reading::{Found, Mention, PATH, Reading, sorted},
    tally::Tally,
};
use crate::domain::{
    allergen::Allergen,
    label::Allergens,
    policy::{IngredientRule, Kinds, PolicyDocument, SensitivityRule},
    profile::Intolerance,
    verdict::{Finding, Level, Rule},
};

pub(super) fn judge(
    intolerance: Intolerance,
    policy: &PolicyDocument,
    reading: &Reading<'_>,
    tally: &mut Tally<'_>,
) {
    let rule = Rule::Intolerance(intolerance);
    match policy.intolerances.get(&intolerance) {
        None => tally.no_rule(rule),
        Some(SensitivityRule::Allergen(by)) => allergies::declared(rule, by.allergen, by.traces, tally),
        Some(SensitivityRule::Ingredients(by)) => by_ingredients(rule, by, reading, tally),
    }
}

fn by_ingredients(rule: Rule, by: &IngredientRule, reading: &Reading<'_>, tally: &mut Tally<'_>) {
    let label = tally.label();
    if by.declared_free.iter().any(|free| label.declares_free_from(*free)) {
        return tally.nothing_found(rule);
    }
    let brought = by.allergen.filter(|allergen| allergies::contains(label, *allergen));
    let Some(found) = reading.found() else {
        return match brought {
            Some(allergen) => by_allergen(rule, allergen, tally),
            None => tally.not_stated(rule, PATH),
        };
    };
    let search = Search { by, found };
    let avoided = search.of(&by.avoid);
    if !avoided.is_empty() {
        tally.object(rule, Level::Avoid, Finding::Found { words: avoided }, PATH);
    } else if let Some(allergen) = brought.filter(|_| !search.anything_excused()) {
        by_allergen(rule, allergen, tally);
    } else {
        search.doubts(rule, tally);
    }
}

fn by_allergen(rule: Rule, allergen: Allergen, tally: &mut Tally<'_>) {
    tally.object(rule, Level::Avoid, Finding::Contains { allergen }, allergies::CONTAINS);
}

struct Search<'s> {
    by: &'s IngredientRule,
    found: &'s Found<'s>,
}

impl Search<'_> {
    /// Printed words of a kind, but for what is excused.
    fn of(&self, kinds: &Kinds) -> Vec<String> {
        let of_kind = self.found.mentions.iter().filter(|mention| kinds.contains(mention.entry));
        sorted(of_kind.filter(|mention| !self.is_excused(mention)).map(|mention| mention.printed))
    }

    fn is_excused(&self, mention: &Mention<'_>) -> bool {
        self.by.except.contains(mention.entry) || self.by.excusing_labels.are_in(mention.printed)
    }

    fn anything_excused(&self) -> bool {
        self.found.mentions.iter().any(|mention| {
            (self.by.avoid.contains(mention.entry) || self.by.except.contains(mention.entry))
                && self.is_excused(mention)
        })
    }

    /// Nothing that must not be in it: what may be, and what is not known.
    fn doubts(&self, rule: Rule, tally: &mut Tally<'_>) {
        let careful = self.of(&self.by.careful);
        let is_careful = !careful.is_empty();
        if is_careful {
            tally.object(rule.clone(), Level::BeCareful, Finding::PerhapsFound { words: careful }, PATH);
        }
        let allergens_known = matches!(tally.label().allergens, Allergens::Known(_));
        match self.by.allergen {
            // The law wants this one declared, whatever else the list names.
            Some(_) if allergens_known => {}
            Some(_) => return tally.unknown(rule, allergies::PATH.to_owned()),
            None if !self.found.unrecognised.is_empty() => return self.not_recognised(rule, tally),
            None => {}
        }
        if !is_careful {
            tally.nothing_found(rule);
        }
    }

    fn not_recognised(&self, rule: Rule, tally: &mut Tally<'_>) {
        let words = sorted(self.found.unrecognised.iter().copied());
        tally.unknown(rule.clone(), PATH.to_owned());
        tally.object(rule, Level::BeCareful, Finding::NotRecognised { words }, PATH);
    }
}
