//! Italian.

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
        Finding::MayContain { .. } => format!("Può contenere {name}, un tuo allergene."),
        Finding::NotStated => format!("Non è dichiarato se contiene {name}, un tuo allergene."),
        _ => format!("Contiene {name}, un tuo allergene."),
    }
}

fn sensitivity(name: &str, finding: &Finding) -> String {
    let words = quoted(finding);
    match finding {
        Finding::Contains { allergen } if allergen_name(*allergen) != name => {
            format!("Contiene {}, che porta {name}: non lo tolleri.", allergen_name(*allergen))
        }
        Finding::Contains { .. } => format!("Contiene {name}, che non tolleri."),
        Finding::MayContain { .. } => format!("Può contenere {name}, che non tolleri."),
        Finding::PerhapsFound { .. } => format!("Ingredienti che potresti non tollerare ({name}): {words}."),
        Finding::NotStated => format!("È dichiarato troppo poco per verificarne il contenuto ({name})."),
        Finding::NotRecognised { .. } => {
            format!("Non conosciamo tutti gli ingredienti, quindi resta un dubbio ({name}): {words}.")
        }
        _ => format!("Ingredienti che non tolleri ({name}): {words}."),
    }
}

fn diet_reason(name: &str, finding: &Finding) -> String {
    let words = quoted(finding);
    match finding {
        Finding::Unsuitable { .. } if words.is_empty() => {
            format!("Non {name}, secondo i dati dell’etichetta.")
        }
        Finding::Unsuitable { .. } => format!("Non {name}, secondo i dati dell’etichetta: {words}."),
        Finding::PerhapsUnsuitable { .. } if words.is_empty() => format!("Forse non {name}."),
        Finding::PerhapsUnsuitable { .. } => format!("Forse non {name}: {words}."),
        Finding::NotStated => format!("Non è dichiarato se è {name}."),
        Finding::PerhapsFound { .. } => {
            format!("Forse non {name}, secondo le regole sugli ingredienti: {words}.")
        }
        Finding::Together { .. } => {
            format!("Non {name}, secondo le regole sugli ingredienti, perché stanno insieme: {words}.")
        }
        Finding::NotRecognised { .. } => {
            format!("Non conosciamo tutti gli ingredienti, quindi non si sa se è {name}: {words}.")
        }
        _ => format!("Non {name}, secondo le regole sugli ingredienti: {words}."),
    }
}

fn avoided(wanted: &str, finding: &Finding) -> String {
    match finding {
        Finding::NotStated => format!("Nessun elenco di ingredienti è dichiarato; tu eviti: {wanted}."),
        _ => format!("Riporta {}; tu eviti: {wanted}.", quoted(finding)),
    }
}

fn goal(nutrient: Nutrient, finding: &Finding) -> String {
    let (name, unit) = nutrient_name(nutrient);
    let Finding::Missed { amount, per, bounds, .. } = finding else {
        return format!("Non è dichiarato quanto contiene di {name}.");
    };
    let (at_least, bound) = missed(*amount, *bounds);
    let wanted = if at_least { "almeno" } else { "al massimo" };
    let (amount, bound) = (number(*amount, true), number(bound, true));
    format!("{amount} {unit} di {name} in {}; tu vuoi {wanted} {bound} {unit}.", base(*per))
}

const fn allergen_name(allergen: Allergen) -> &'static str {
    match allergen {
        Allergen::Celery => "sedano",
        Allergen::Gluten => "glutine",
        Allergen::Crustaceans => "crostacei",
        Allergen::Eggs => "uova",
        Allergen::Fish => "pesce",
        Allergen::Lupin => "lupini",
        Allergen::Milk => "latte",
        Allergen::Molluscs => "molluschi",
        Allergen::Mustard => "senape",
        Allergen::Nuts => "frutta a guscio",
        Allergen::Peanuts => "arachidi",
        Allergen::Sesame => "sesamo",
        Allergen::Soybeans => "soia",
        Allergen::Sulphites => "solfiti",
    }
}

const fn intolerance_name(intolerance: Intolerance) -> &'static str {
    match intolerance {
        Intolerance::Lactose => "lattosio",
        Intolerance::Gluten => "glutine",
        Intolerance::Fructose => "fruttosio",
        Intolerance::Sorbitol => "sorbitolo",
        Intolerance::Histamine => "istamina",
    }
}

const fn diet_name(diet: Diet) -> &'static str {
    match diet {
        Diet::Vegan => "vegano",
        Diet::Vegetarian => "vegetariano",
        Diet::Pescatarian => "pescetariano",
        Diet::Halal => "halal",
        Diet::KosherStyle => "in stile kosher",
    }
}

const fn nutrient_name(nutrient: Nutrient) -> (&'static str, &'static str) {
    match nutrient {
        Nutrient::EnergyKj => ("energia", "kJ"),
        Nutrient::EnergyKcal => ("energia", "kcal"),
        Nutrient::Fat => ("grassi", "g"),
        Nutrient::SaturatedFat => ("grassi saturi", "g"),
        Nutrient::Carbohydrates => ("carboidrati", "g"),
        Nutrient::Sugars => ("zuccheri", "g"),
        Nutrient::Fibre => ("fibre", "g"),
        Nutrient::Protein => ("proteine", "g"),
        Nutrient::Salt => ("sale", "g"),
    }
}
