//! German.

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
        Finding::MayContain { .. } => format!("Kann {name} enthalten; dagegen bist du allergisch."),
        Finding::NotStated => {
            format!("Es ist nicht angegeben, ob {name} enthalten ist; dagegen bist du allergisch.")
        }
        _ => format!("Enthält {name}; dagegen bist du allergisch."),
    }
}

fn sensitivity(name: &str, finding: &Finding) -> String {
    let words = quoted(finding);
    match finding {
        Finding::Contains { allergen } if allergen_name(*allergen) != name => {
            format!("Enthält {} und damit {name}, was du nicht verträgst.", allergen_name(*allergen))
        }
        Finding::Contains { .. } => format!("Enthält {name}, was du nicht verträgst."),
        Finding::MayContain { .. } => format!("Kann {name} enthalten, was du nicht verträgst."),
        Finding::PerhapsFound { .. } => {
            format!("Zutaten, die du vielleicht nicht verträgst ({name}): {words}.")
        }
        Finding::NotStated => {
            format!("Es ist zu wenig angegeben, um {name} zu prüfen, was du nicht verträgst.")
        }
        Finding::NotRecognised { .. } => {
            format!("Wir kennen nicht alle Zutaten, {name} ist also nicht ausgeschlossen: {words}.")
        }
        _ => format!("Zutaten, die du nicht verträgst ({name}): {words}."),
    }
}

fn diet_reason(name: &str, finding: &Finding) -> String {
    let words = quoted(finding);
    match finding {
        Finding::Unsuitable { .. } if words.is_empty() => {
            format!("Nicht {name}, nach den Angaben des Etiketts.")
        }
        Finding::Unsuitable { .. } => format!("Nicht {name}, nach den Angaben des Etiketts: {words}."),
        Finding::PerhapsUnsuitable { .. } if words.is_empty() => format!("Vielleicht nicht {name}."),
        Finding::PerhapsUnsuitable { .. } => format!("Vielleicht nicht {name}: {words}."),
        Finding::NotStated => format!("Es ist nicht angegeben, ob es {name} ist."),
        Finding::PerhapsFound { .. } => format!("Vielleicht nicht {name}, nach Zutatenregeln: {words}."),
        Finding::Together { .. } => {
            format!("Nicht {name}, nach Zutatenregeln, weil dies zusammenkommt: {words}.")
        }
        Finding::NotRecognised { .. } => {
            format!("Wir kennen nicht alle Zutaten; ob es {name} ist, bleibt offen: {words}.")
        }
        _ => format!("Nicht {name}, nach Zutatenregeln: {words}."),
    }
}

fn avoided(wanted: &str, finding: &Finding) -> String {
    match finding {
        Finding::NotStated => format!("Es ist keine Zutatenliste angegeben; du meidest: {wanted}."),
        _ => format!("Nennt {}; du meidest: {wanted}.", quoted(finding)),
    }
}

fn goal(nutrient: Nutrient, finding: &Finding) -> String {
    let (name, unit) = nutrient_name(nutrient);
    let Finding::Missed { amount, per, bounds, .. } = finding else {
        return format!("Es ist nicht angegeben, wie viel {name} es hat.");
    };
    let (at_least, bound) = missed(*amount, *bounds);
    let wanted = if at_least { "mindestens" } else { "höchstens" };
    let (amount, bound) = (number(*amount, true), number(bound, true));
    format!("{amount} {unit} {name} in {}; du willst {wanted} {bound} {unit}.", base(*per))
}

const fn allergen_name(allergen: Allergen) -> &'static str {
    match allergen {
        Allergen::Celery => "Sellerie",
        Allergen::Gluten => "Gluten",
        Allergen::Crustaceans => "Krebstiere",
        Allergen::Eggs => "Eier",
        Allergen::Fish => "Fisch",
        Allergen::Lupin => "Lupinen",
        Allergen::Milk => "Milch",
        Allergen::Molluscs => "Weichtiere",
        Allergen::Mustard => "Senf",
        Allergen::Nuts => "Schalenfrüchte",
        Allergen::Peanuts => "Erdnüsse",
        Allergen::Sesame => "Sesam",
        Allergen::Soybeans => "Soja",
        Allergen::Sulphites => "Sulfite",
    }
}

const fn intolerance_name(intolerance: Intolerance) -> &'static str {
    match intolerance {
        Intolerance::Lactose => "Laktose",
        Intolerance::Gluten => "Gluten",
        Intolerance::Fructose => "Fruktose",
        Intolerance::Sorbitol => "Sorbit",
        Intolerance::Histamine => "Histamin",
    }
}

const fn diet_name(diet: Diet) -> &'static str {
    match diet {
        Diet::Vegan => "vegan",
        Diet::Vegetarian => "vegetarisch",
        Diet::Pescatarian => "pescetarisch",
        Diet::Halal => "halal",
        Diet::KosherStyle => "nach koscherer Art",
    }
}

const fn nutrient_name(nutrient: Nutrient) -> (&'static str, &'static str) {
    match nutrient {
        Nutrient::EnergyKj => ("Energie", "kJ"),
        Nutrient::EnergyKcal => ("Energie", "kcal"),
        Nutrient::Fat => ("Fett", "g"),
        Nutrient::SaturatedFat => ("gesättigte Fettsäuren", "g"),
        Nutrient::Carbohydrates => ("Kohlenhydrate", "g"),
        Nutrient::Sugars => ("Zucker", "g"),
        Nutrient::Fibre => ("Ballaststoffe", "g"),
        Nutrient::Protein => ("Eiweiß", "g"),
        Nutrient::Salt => ("Salz", "g"),
    }
}
