//! English.

use super::{base, missed, number, quoted};
use crate::domain::{
    allergen::Allergen,
    profile::{Diet, Intolerance, Nutrient},
    verdict::{Finding, Rule},
};

pub(super) fn reason(rule: &Rule, finding: &Finding) -> String {
    match rule {
        Rule::Allergy(allergen) => allergy(allergen_name(*allergen), finding),
        Rule::Intolerance(intolerance) => sensitivity(intolerance_name(*intolerance), finding),
        Rule::Diet(diet) => diet_reason(diet_name(*diet), finding),
        Rule::AvoidIngredient(words) => avoided(words.as_str(), finding),
        Rule::Goal(nutrient) => goal(*nutrient, finding),
    }
}

fn allergy(name: &str, finding: &Finding) -> String {
    match finding {
        Finding::MayContain { .. } => format!("May contain {name}, which you are allergic to."),
        Finding::NotStated => {
            format!("It is not stated whether it contains {name}, which you are allergic to.")
        }
        _ => format!("Contains {name}, which you are allergic to."),
    }
}

fn sensitivity(name: &str, finding: &Finding) -> String {
    let words = quoted(finding);
    match finding {
        Finding::Contains { allergen } if allergen_name(*allergen) != name => {
            format!("Contains {}, which brings {name}; you do not tolerate {name}.", allergen_name(*allergen))
        }
        Finding::Contains { .. } => format!("Contains {name}, which you do not tolerate."),
        Finding::MayContain { .. } => format!("May contain {name}, which you do not tolerate."),
        Finding::PerhapsFound { .. } => format!("Its ingredients may not agree with you ({name}): {words}."),
        Finding::NotStated => {
            format!("Too little is stated to check it for {name}, which you do not tolerate.")
        }
        Finding::NotRecognised { .. } => {
            format!("We do not know all its ingredients, so {name} is not ruled out: {words}.")
        }
        _ => format!("Its ingredients do not agree with you ({name}): {words}."),
    }
}

fn diet_reason(name: &str, finding: &Finding) -> String {
    let words = quoted(finding);
    match finding {
        Finding::Unsuitable { .. } if words.is_empty() => format!("Not {name}, as the label's facts say."),
        Finding::Unsuitable { .. } => format!("Not {name}, as the label's facts say: {words}."),
        Finding::PerhapsUnsuitable { .. } if words.is_empty() => format!("Perhaps not {name}."),
        Finding::PerhapsUnsuitable { .. } => format!("Perhaps not {name}: {words}."),
        Finding::NotStated => format!("It is not stated whether it is {name}."),
        Finding::PerhapsFound { .. } => format!("Perhaps not {name}, by ingredient rules: {words}."),
        Finding::Together { .. } => {
            format!("Not {name}, by ingredient rules, because these come together: {words}.")
        }
        Finding::NotRecognised { .. } => {
            format!("We do not know all its ingredients, so whether it is {name} is open: {words}.")
        }
        _ => format!("Not {name}, by ingredient rules: {words}."),
    }
}

fn avoided(wanted: &str, finding: &Finding) -> String {
    match finding {
        Finding::NotStated => format!("No ingredient list is stated; you avoid {wanted}."),
        _ => format!("Names {}; you avoid {wanted}.", quoted(finding)),
    }
}

fn goal(nutrient: Nutrient, finding: &Finding) -> String {
    let (name, unit) = nutrient_name(nutrient);
    let Finding::Missed { amount, per, bounds, .. } = finding else {
        return format!("It is not stated how much {name} it has.");
    };
    let (at_least, bound) = missed(*amount, *bounds);
    let wanted = if at_least { "at least" } else { "at most" };
    let (amount, bound) = (number(*amount, false), number(bound, false));
    format!("{amount} {unit} of {name} in {}; you want {wanted} {bound} {unit}.", base(*per))
}

const fn allergen_name(allergen: Allergen) -> &'static str {
    match allergen {
        Allergen::Celery => "celery",
        Allergen::Gluten => "gluten",
        Allergen::Crustaceans => "crustaceans",
        Allergen::Eggs => "eggs",
        Allergen::Fish => "fish",
        Allergen::Lupin => "lupin",
        Allergen::Milk => "milk",
        Allergen::Molluscs => "molluscs",
        Allergen::Mustard => "mustard",
        Allergen::Nuts => "nuts",
        Allergen::Peanuts => "peanuts",
        Allergen::Sesame => "sesame",
        Allergen::Soybeans => "soya",
        Allergen::Sulphites => "sulphites",
    }
}

const fn intolerance_name(intolerance: Intolerance) -> &'static str {
    match intolerance {
        Intolerance::Lactose => "lactose",
        Intolerance::Gluten => "gluten",
        Intolerance::Fructose => "fructose",
        Intolerance::Sorbitol => "sorbitol",
        Intolerance::Histamine => "histamine",
    }
}

const fn diet_name(diet: Diet) -> &'static str {
    match diet {
        Diet::Vegan => "vegan",
        Diet::Vegetarian => "vegetarian",
        Diet::Pescatarian => "pescatarian",
        Diet::Halal => "halal",
        Diet::KosherStyle => "kosher-style",
    }
}

const fn nutrient_name(nutrient: Nutrient) -> (&'static str, &'static str) {
    match nutrient {
        Nutrient::EnergyKj => ("energy", "kJ"),
        Nutrient::EnergyKcal => ("energy", "kcal"),
        Nutrient::Fat => ("fat", "g"),
        Nutrient::SaturatedFat => ("saturated fat", "g"),
        Nutrient::Carbohydrates => ("carbohydrates", "g"),
        Nutrient::Sugars => ("sugars", "g"),
        Nutrient::Fibre => ("fibre", "g"),
        Nutrient::Protein => ("protein", "g"),
        Nutrient::Salt => ("salt", "g"),
    }
}
