//! The checks that every statement passes before it is shown.

mod allergens;
mod nutrition;

use taxonomy::Taxonomies;

use super::{Fault, FaultCode, ITEMS, StatedNutrition, Statement};
use crate::domain::journey::JourneyStep;

/// What is missing in the product and its journey, and what cannot be true: errors first.
#[must_use]
pub fn faults(statement: &Statement, journey: &[JourneyStep]) -> Vec<Fault> {
    let mut faults = Vec::new();
    nutrition::check(statement, &mut faults);
    allergens::check(statement, &mut faults);
    categories(statement, &mut faults);
    shares(statement, &mut faults);
    missing(statement, journey, &mut faults);
    faults.sort_by_key(|fault| !fault.is_error());
    faults
}

fn missing(statement: &Statement, journey: &[JourneyStep], faults: &mut Vec<Fault>) {
    for (pointer, words) in ITEMS {
        if is_there(statement, journey, pointer) {
            continue;
        }
        // A product without a name cannot be shown to anyone.
        let make = if pointer == "/name" { Fault::error } else { Fault::warning };
        faults.push(make(pointer, FaultCode::Missing, words));
    }
}

fn is_there(statement: &Statement, journey: &[JourneyStep], pointer: &str) -> bool {
    let label = &statement.label;
    let nutrient = |name: &str| {
        let stated = label.stated_nutrition().map(StatedNutrition::named);
        stated.is_some_and(|named| named.iter().any(|(other, value)| *other == name && value.is_some()))
    };
    match pointer {
        "/name" => statement.name.is_some(),
        "/quantity" => statement.quantity.is_some(),
        "/imageUrl" => statement.image_url.is_some(),
        "/categories" => !statement.categories.is_empty(),
        "/label/ingredients" => label.stated_ingredients().is_some(),
        "/label/allergens" => label.stated_allergens().is_some(),
        "/label/nutrition/energyKj" => nutrient("energyKj") || nutrient("energyKcal"),
        "/eco/packaging" => !statement.eco.packaging.is_empty(),
        "/journey" => !journey.is_empty() && journey.iter().all(|step| step.date.is_some()),
        other => other.strip_prefix("/label/nutrition/").is_some_and(nutrient),
    }
}

fn categories(statement: &Statement, faults: &mut Vec<Fault>) {
    for (at, tag) in statement.categories.iter().enumerate() {
        if Taxonomies::categories().canonical(tag).is_none() {
            let detail = format!("“{tag}” is no category that we know: nothing is computed from it");
            faults.push(Fault::warning(format!("/categories/{at}"), FaultCode::UnknownCategory, detail));
        }
    }
}

/// Percentages of the fruit and of single ingredients.
fn shares(statement: &Statement, faults: &mut Vec<Fault>) {
    let mut check = |pointer: String, percent: Option<f64>| {
        if percent.is_some_and(|percent| !(0.0..=100.0).contains(&percent)) {
            faults.push(Fault::error(pointer, FaultCode::ImpossibleValue, "A share is 0 to 100 percent"));
        }
    };
    check("/fruitsVegetablesLegumes".to_owned(), statement.fruits_vegetables_legumes);
    let items = statement.label.ingredients.iter().flat_map(|ingredients| &ingredients.items).enumerate();
    items.for_each(|(at, item)| check(format!("/label/ingredients/items/{at}/percent"), item.percent));
}

#[cfg(test)]
mod tests;
