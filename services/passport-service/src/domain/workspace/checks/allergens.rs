//! Whether the answers about allergens and diets deny each other.

use std::collections::BTreeSet;

use crate::domain::{
    label::{Allergen, Allergens, DietAnswer, FreeFrom},
    workspace::{Fault, FaultCode, StatedAllergens, Statement},
};

const AT: &str = "/label/allergens";

pub(super) fn check(statement: &Statement, faults: &mut Vec<Fault>) {
    let in_text = in_text(statement);
    if let Some(stated) = statement.label.stated_allergens() {
        twice(stated, faults);
        denied(stated, faults);
        only_in_text(stated, &in_text, faults);
    }
    diets(statement, &in_text, faults);
}

/// What the ingredient list names as contained.
fn in_text(statement: &Statement) -> BTreeSet<Allergen> {
    let read = statement.label.stated_ingredients().map(|stated| stated.as_read_by_us().allergens);
    match read {
        Some(Allergens::Known { contains, .. }) => contains,
        Some(Allergens::Unknown) | None => BTreeSet::new(),
    }
}

fn twice(stated: &StatedAllergens, faults: &mut Vec<Fault>) {
    for allergen in stated.contains.intersection(&stated.may_contain) {
        let detail = format!("It contains {0}, so it cannot be that it may contain {0}", word(*allergen));
        faults.push(Fault::error(format!("{AT}/mayContain"), FaultCode::AllergenContradiction, detail));
    }
}

fn denied(stated: &StatedAllergens, faults: &mut Vec<Fault>) {
    for claim in &stated.free_from {
        let Some(allergen) = counterpart(*claim) else { continue };
        let verb = match (stated.contains.contains(&allergen), stated.may_contain.contains(&allergen)) {
            (true, _) => "contains",
            (false, true) => "may contain",
            (false, false) => continue,
        };
        let detail = format!("It {verb} {0}, so it is not free from {0}", word(allergen));
        faults.push(Fault::error(format!("{AT}/freeFrom"), FaultCode::AllergenContradiction, detail));
    }
}

fn only_in_text(stated: &StatedAllergens, in_text: &BTreeSet<Allergen>, faults: &mut Vec<Fault>) {
    for allergen in in_text.difference(&stated.contains) {
        let claimed = stated.free_from.iter().any(|claim| counterpart(*claim) == Some(*allergen));
        let words = word(*allergen);
        faults.push(if claimed {
            let detail = format!("The ingredients name {words}, so it is not free from {words}");
            Fault::error(format!("{AT}/freeFrom"), FaultCode::AllergenContradiction, detail)
        } else {
            let detail = format!("The ingredients name {words}, which is not declared");
            Fault::warning(format!("{AT}/contains"), FaultCode::AllergenOnlyInText, detail)
        });
    }
}

/// No diet goes with what it excludes.
fn diets(statement: &Statement, in_text: &BTreeSet<Allergen>, faults: &mut Vec<Fault>) {
    const MEAT_OF_THE_SEA: [Allergen; 3] = [Allergen::Fish, Allergen::Crustaceans, Allergen::Molluscs];
    const OF_ANIMALS: [Allergen; 2] = [Allergen::Milk, Allergen::Eggs];
    let Some(stated) = &statement.label.diets else { return };
    let declared = statement.label.stated_allergens().map(|stated| &stated.contains);
    let has = |allergen: &Allergen| {
        in_text.contains(allergen) || declared.is_some_and(|all| all.contains(allergen))
    };
    let mut refuse = |diet: &str, answer: DietAnswer, found: Option<Allergen>| {
        if let (DietAnswer::Yes, Some(allergen)) = (answer, found) {
            let detail = format!("It contains {}, so it is not {diet}", word(allergen));
            faults.push(Fault::error(format!("/label/diets/{diet}"), FaultCode::DietContradiction, detail));
        }
    };
    let at_sea = MEAT_OF_THE_SEA.into_iter().find(has);
    refuse("vegetarian", stated.vegetarian, at_sea);
    refuse("vegan", stated.vegan, at_sea.or_else(|| OF_ANIMALS.into_iter().find(has)));
}

/// The allergen that a claim denies; lactose is none of the 14.
const fn counterpart(claim: FreeFrom) -> Option<Allergen> {
    match claim {
        FreeFrom::Gluten => Some(Allergen::Gluten),
        FreeFrom::Lactose => None,
        FreeFrom::Milk => Some(Allergen::Milk),
        FreeFrom::Eggs => Some(Allergen::Eggs),
        FreeFrom::Nuts => Some(Allergen::Nuts),
        FreeFrom::Peanuts => Some(Allergen::Peanuts),
        FreeFrom::Soybeans => Some(Allergen::Soybeans),
    }
}

fn word(allergen: Allergen) -> String {
    format!("{allergen:?}").to_lowercase()
}
