use serde_json::json;

use super::{Allergens, DietAnswer, Fact, Ingredients, Label, LabelledProduct, Nutrition, Source, Warning};
use crate::domain::profile::Nutrient;

#[test]
fn what_a_label_lacks_is_unknown() {
    let label: Label = serde_json::from_value(json!({ "later": 1 })).unwrap();
    assert_eq!(label, Label::default());
    assert_eq!(label.ingredients, Ingredients::Unknown);
    assert_eq!(label.allergens, Allergens::Unknown);
    assert_eq!(label.nutrition, Nutrition::Unknown);
    assert_eq!(label.diets.vegan, DietAnswer::Unknown);
}

#[test]
fn a_label_serialises_to_what_it_was_read_from() {
    let json = json!({
        "ingredients": { "status": "known", "language": "it", "text": "Latte 5 %",
            "items": [{ "name": "Latte", "id": "en:milk", "percent": 5.0, "allergens": ["milk"] }] },
        "allergens": { "status": "known", "contains": ["milk"], "mayContain": ["nuts"], "freeFrom": ["gluten"] },
        "nutrition": { "status": "known", "per": "100ml", "energyKj": 270, "protein": 3.4 },
        "diets": { "vegan": "no", "vegetarian": "yes" },
        "warnings": [{ "code": "energy_mismatch", "detail": "…" }]
    });
    let label: Label = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(label).unwrap(), json);
}

#[test]
fn an_allergen_that_we_do_not_know_is_refused_and_not_passed_over() {
    let json = json!({ "allergens": { "status": "known", "contains": ["apple"] } });
    assert!(serde_json::from_value::<Label>(json).is_err());
}

fn fact(path: &str, source: Source, as_of: Option<&str>) -> Fact {
    Fact { path: path.to_owned(), source, as_of: as_of.map(|day| day.parse().unwrap()), verification: None }
}

#[test]
fn a_fact_holds_for_everything_below_its_path_and_the_nearest_wins() {
    let facts = vec![
        fact("/label", Source::Brand, None),
        fact("/label/allergens", Source::OpenFoodFacts, Some("2026-03-25")),
        fact("/label/allergens", Source::OpenFoodFacts, Some("2026-01-01")),
        fact("/label/allergensX", Source::Agribalyse, None),
    ];
    let product = LabelledProduct { label: Label::default(), facts };
    let found = product.provenance("/label/allergens/contains");
    assert_eq!(found.source, Source::OpenFoodFacts);
    assert_eq!(found.as_of, Some("2026-03-25".parse().unwrap()));
    assert_eq!(product.provenance("/label/nutrition").source, Source::Brand);
    assert_eq!(product.provenance("/name").source, Source::Unstated);
}

#[test]
fn a_warning_is_about_the_values_that_it_puts_in_doubt() {
    let about = |code: &str, detail: &str| -> Vec<Nutrient> {
        let warning = Warning { code: code.to_owned(), detail: detail.to_owned() };
        Nutrient::ALL.into_iter().filter(|nutrient| warning.is_about(*nutrient)).collect()
    };
    assert_eq!(about("energy_mismatch", ""), [Nutrient::EnergyKj, Nutrient::EnergyKcal]);
    assert_eq!(about("saturates_exceed_fat", ""), [Nutrient::Fat, Nutrient::SaturatedFat]);
    assert_eq!(about("sugars_exceed_carbohydrates", ""), [Nutrient::Carbohydrates, Nutrient::Sugars]);
    assert_eq!(about("sum_too_large", "").len(), 7);
    assert_eq!(about("impossible_value", "saturatedFat: 101 g"), [Nutrient::SaturatedFat]);
    assert_eq!(about("unknown_allergen_tag", "fat"), []);
}
