use serde_json::{Value, json};

use super::faults;
use crate::domain::workspace::{FaultCode, Statement};

fn sound() -> Value {
    json!({
        "name": "Mozzarella", "quantity": "125 g", "imageUrl": "/images/products/09521234500018",
        "categories": ["en:mozzarella"],
        "label": {
            "ingredients": { "language": "it", "text": "LATTE di bufala, sale, caglio" },
            "allergens": { "contains": ["milk"], "mayContain": [], "freeFrom": ["gluten"] },
            "nutrition": { "per": "100g", "energyKj": 1024, "energyKcal": 247, "fat": 21, "saturatedFat": 14,
                           "carbohydrates": 0.5, "sugars": 0.5, "fibre": 0, "protein": 14, "salt": 0.6 },
            "diets": { "vegan": "no", "vegetarian": "no" }
        },
        "eco": { "packaging": [ { "shape": "en:tray" } ] }
    })
}

/// The errors of the sound product with one thing changed.
fn errors(pointer: &str, value: Value) -> Vec<(String, FaultCode)> {
    let mut product = sound();
    *product.pointer_mut(pointer).expect("there") = value;
    let statement: Statement = serde_json::from_value(product).expect("a statement");
    let faults = faults(&statement, &[]);
    faults.into_iter().filter(super::Fault::is_error).map(|fault| (fault.pointer, fault.code)).collect()
}

fn one(pointer: &str, code: FaultCode) -> Vec<(String, FaultCode)> {
    vec![(pointer.to_owned(), code)]
}

#[test]
fn a_sound_product_has_no_error() {
    assert_eq!(errors("/name", json!("Mozzarella")), []);
}

#[test]
fn energy_must_be_what_the_nutrients_make() {
    let mismatch = |name: &str| one(&format!("/label/nutrition/{name}"), FaultCode::EnergyMismatch);
    assert_eq!(errors("/label/nutrition/energyKcal", json!(447)), mismatch("energyKcal"));
    let nutrition =
        |kj: u32| json!({ "energyKj": kj, "fat": 21, "carbohydrates": 0.5, "protein": 14, "fibre": 0 });
    assert_eq!(errors("/label/nutrition", nutrition(1204)), mismatch("energyKj"));
    assert_eq!(errors("/label/nutrition", nutrition(1010)), []);
}

#[test]
fn alcohol_has_energy_of_its_own() {
    let wine = json!({
        "name": "Barolo", "categories": ["en:red-wines"],
        "label": { "nutrition": { "per": "100ml", "energyKj": 356, "fat": 0, "carbohydrates": 2.6, "protein": 0.1 } }
    });
    let statement: Statement = serde_json::from_value(wine).expect("a statement");
    assert!(faults(&statement, &[]).iter().all(|fault| fault.code != FaultCode::EnergyMismatch));
}

#[test]
fn no_part_is_more_than_its_whole() {
    let found = errors("/label/nutrition/saturatedFat", json!(22));
    assert_eq!(found, one("/label/nutrition/saturatedFat", FaultCode::SaturatesExceedFat));
    let found = errors("/label/nutrition/sugars", json!(0.7));
    assert_eq!(found, one("/label/nutrition/sugars", FaultCode::SugarsExceedCarbohydrates));
    let found = errors("/label/nutrition", json!({ "fat": 60, "fibre": 30, "salt": 15 }));
    assert_eq!(found, one("/label/nutrition", FaultCode::SumTooLarge));
}

#[test]
fn the_impossible_is_an_error_of_its_field() {
    for (name, value) in
        [("fat", json!(101)), ("salt", json!(-1)), ("energyKj", json!(3801)), ("energyKcal", json!(909))]
    {
        let pointer = format!("/label/nutrition/{name}");
        assert_eq!(errors(&pointer, value), one(&pointer, FaultCode::ImpossibleValue));
    }
}

#[test]
fn no_answer_about_an_allergen_denies_another() {
    let contradiction =
        |list: &str| one(&format!("/label/allergens/{list}"), FaultCode::AllergenContradiction);
    assert_eq!(errors("/label/allergens/mayContain", json!(["milk"])), contradiction("mayContain"));
    assert_eq!(errors("/label/allergens/freeFrom", json!(["milk"])), contradiction("freeFrom"));
    assert_eq!(errors("/label/allergens/freeFrom", json!(["lactose"])), []);
    let of_text = json!({ "contains": [], "freeFrom": ["milk"] });
    assert_eq!(errors("/label/allergens", of_text), contradiction("freeFrom"), "the ingredients name it");
}

#[test]
fn a_diet_goes_with_what_is_in_it() {
    assert_eq!(
        errors("/label/diets/vegan", json!("yes")),
        one("/label/diets/vegan", FaultCode::DietContradiction)
    );
    assert_eq!(errors("/label/diets/vegetarian", json!("yes")), []);
}

#[test]
fn what_is_not_stated_is_missing_and_a_name_must_be_there() {
    let faults = faults(&Statement::default(), &[]);
    assert_eq!(faults.len(), super::ITEMS.len());
    assert_eq!(
        faults
            .iter()
            .filter(|fault| fault.is_error())
            .map(|fault| fault.pointer.as_str())
            .collect::<Vec<_>>(),
        ["/name"]
    );
}
