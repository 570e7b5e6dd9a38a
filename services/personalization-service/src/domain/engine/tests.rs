//! Examples of each rule; properties and real labels stand in `tests/`.

use serde_json::{Value, json};

use super::evaluate;
use crate::domain::{
    knowledge::Knowledge,
    label::LabelledProduct,
    policy::Policies,
    profile::HealthProfile,
    verdict::{Evaluation, Level},
};

fn judged_under(version: &str, profile: &Value, label: &Value) -> Evaluation {
    let policies = Policies::published().unwrap();
    let profile = HealthProfile::parse(profile).unwrap();
    let product: LabelledProduct = serde_json::from_value(json!({ "label": label })).unwrap();
    let policy = policies.get(&version.parse().unwrap()).unwrap();
    evaluate(&profile, &product, policy, &Knowledge::shipped()).unwrap()
}

#[expect(clippy::needless_pass_by_value, reason = "the cases read as literals")]
fn judged(profile: Value, label: Value) -> Evaluation {
    judged_under("2026-11", &profile, &label)
}

fn level(profile: Value, label: Value) -> Level {
    judged(profile, label).level
}

fn ingredients(language: &str, text: &str) -> Value {
    json!({ "status": "known", "language": language, "text": text, "items": [] })
}

const STATED_NONE: &str = r#"{ "status": "known", "contains": [], "mayContain": [], "freeFrom": [] }"#;

fn none() -> Value {
    serde_json::from_str(STATED_NONE).unwrap()
}

#[test]
fn an_empty_profile_is_not_judged() {
    let policies = Policies::published().unwrap();
    let outcome = evaluate(
        &HealthProfile::default(),
        &LabelledProduct::default(),
        policies.current(),
        &Knowledge::shipped(),
    );
    assert!(outcome.is_err());
}

#[test]
fn an_allergen_is_judged_by_what_the_label_declares() {
    let milk = |traces: Value| {
        let mut allergy = json!({ "allergen": "milk" });
        if !traces.is_null() {
            allergy["traces"] = traces;
        }
        json!({ "allergies": [allergy] })
    };
    let contains = json!({ "allergens": { "status": "known", "contains": ["milk"] } });
    let may = json!({ "allergens": { "status": "known", "mayContain": ["milk"] } });
    assert_eq!(level(milk(json!("ignore")), contains), Level::Avoid);
    assert_eq!(level(milk(Value::Null), may.clone()), Level::Avoid);
    assert_eq!(level(milk(json!("avoid")), may.clone()), Level::Avoid);
    assert_eq!(level(milk(json!("careful")), may.clone()), Level::BeCareful);
    assert_eq!(level(milk(json!("ignore")), may.clone()), Level::GoodForYou);
    assert_eq!(level(milk(Value::Null), json!({})), Level::BeCareful);
    assert_eq!(level(milk(Value::Null), json!({ "allergens": none() })), Level::GoodForYou);
    assert_eq!(judged_under("2026-10", &milk(Value::Null), &may).level, Level::BeCareful);
}

#[test]
fn an_allergen_that_an_ingredient_brings_is_contained_whatever_is_declared() {
    let items =
        json!({ "status": "known", "text": "whey", "items": [{ "name": "whey", "allergens": ["milk"] }] });
    let milk = json!({ "allergies": [{ "allergen": "milk" }] });
    assert_eq!(level(milk.clone(), json!({ "ingredients": items, "allergens": none() })), Level::Avoid);
    assert_eq!(level(milk, json!({ "ingredients": items })), Level::Avoid);
}

#[test]
fn lactose_is_looked_for_in_milk_based_ingredients_unless_its_absence_is_declared() {
    let lactose = || json!({ "intolerances": ["lactose"] });
    let skyr = |free: Value| {
        json!({ "ingredients": ingredients("en", "Skimmed milk, cream, lactase"),
            "allergens": { "status": "known", "contains": ["milk"], "freeFrom": free } })
    };
    assert_eq!(level(lactose(), skyr(json!([]))), Level::Avoid);
    assert_eq!(level(lactose(), skyr(json!(["lactose"]))), Level::GoodForYou);
    let allergic = json!({ "allergies": [{ "allergen": "milk" }] });
    assert_eq!(level(allergic, skyr(json!(["lactose"]))), Level::Avoid);
    let pasta =
        json!({ "ingredients": ingredients("it", "Semola di grano duro, acqua"), "allergens": none() });
    assert_eq!(level(lactose(), pasta), Level::GoodForYou);
    let unlisted = json!({ "allergens": { "status": "known", "contains": ["milk"] } });
    assert_eq!(level(lactose(), unlisted), Level::Avoid);
    assert_eq!(level(lactose(), json!({ "allergens": none() })), Level::BeCareful);
}

#[test]
fn words_on_an_ingredient_excuse_that_ingredient_alone() {
    let lactose = || json!({ "intolerances": ["lactose"] });
    let label = |text: &str| json!({ "ingredients": ingredients("en", text), "allergens": { "status": "known", "contains": ["milk"] } });
    assert_eq!(level(lactose(), label("lactose-free milk, sugar")), Level::GoodForYou);
    let both = judged(lactose(), label("lactose-free milk, cream, sugar"));
    assert_eq!(both.level, Level::Avoid);
    assert_eq!(serde_json::to_value(&both.reasons[0].finding).unwrap()["words"], json!(["cream"]));
}

#[test]
fn declared_milk_counts_for_lactose_unless_a_dairy_ingredient_excuses_it() {
    let label = |text: &str| json!({ "ingredients": ingredients("en", text), "allergens": { "status": "known", "contains": ["milk"] } });
    let level = |text: &str| level(json!({ "intolerances": ["lactose"] }), label(text));
    assert_eq!(level("wheat flour, sugar"), Level::Avoid);
    assert_eq!(level("wheat flour, lactose-free sugar"), Level::Avoid, "sugar is no dairy");
    assert_eq!(level("lactose-free cheese, salt"), Level::GoodForYou);
}

#[test]
fn a_clean_list_does_not_speak_for_allergens_that_are_not_stated() {
    let label = json!({ "ingredients": ingredients("en", "wheat flour, salt") });
    let judged = judged(json!({ "intolerances": ["lactose"] }), label);
    assert_eq!((judged.level, judged.unknowns.len()), (Level::BeCareful, 1));
}

#[test]
fn a_rule_objects_once_or_says_that_it_found_nothing() {
    for (text, reasons, checks) in [("rice, salt", 0, 1), ("tomato, salt", 1, 0), ("tuna, salt", 1, 0)] {
        let label = json!({ "ingredients": ingredients("en", text) });
        let judged = judged(json!({ "intolerances": ["histamine"] }), label);
        assert_eq!((judged.reasons.len(), judged.checks.len()), (reasons, checks), "{text}");
    }
}

#[test]
fn a_list_without_words_says_nothing() {
    let label = json!({ "ingredients": ingredients("en", " ") });
    let judged = judged(json!({ "intolerances": ["histamine"] }), label);
    assert_eq!((judged.level, judged.unknowns.len()), (Level::BeCareful, 1));
}

#[test]
fn gluten_follows_its_allergen_with_strict_traces() {
    let gluten = || json!({ "intolerances": ["gluten"] });
    let may = json!({ "allergens": { "status": "known", "mayContain": ["gluten"] } });
    assert_eq!(level(gluten(), may.clone()), Level::Avoid);
    assert_eq!(judged_under("2026-10", &gluten(), &may).level, Level::BeCareful);
    assert_eq!(level(gluten(), json!({})), Level::BeCareful);
    assert_eq!(level(gluten(), json!({ "allergens": none() })), Level::GoodForYou);
}

#[test]
fn fructose_sorbitol_and_histamine_are_judged_by_ingredients() {
    let of = |intolerance: &str, text: &str| {
        level(json!({ "intolerances": [intolerance] }), json!({ "ingredients": ingredients("en", text) }))
    };
    assert_eq!(of("fructose", "wheat flour, glucose-fructose syrup"), Level::Avoid);
    assert_eq!(of("fructose", "yeast, strawberry"), Level::BeCareful);
    assert_eq!(of("fructose", "wheat flour, water, salt"), Level::GoodForYou);
    assert_eq!(of("sorbitol", "chewing gum base, sorbitol"), Level::Avoid);
    assert_eq!(of("sorbitol", "E420, water"), Level::Avoid);
    assert_eq!(of("histamine", "tuna, salt"), Level::Avoid);
    assert_eq!(of("histamine", "tomato, salt"), Level::BeCareful);
    assert_eq!(of("histamine", "rice, salt"), Level::GoodForYou);
}

#[test]
fn an_ingredient_that_is_not_recognised_is_never_good() {
    let label = json!({ "ingredients": ingredients("en", "rice, zzyzxium") });
    let judged = judged(json!({ "intolerances": ["sorbitol"] }), label);
    assert_eq!(judged.level, Level::BeCareful);
    assert_eq!(judged.unknowns[0].rule.to_string(), "intolerance.sorbitol");
}

#[test]
fn a_rule_that_a_policy_lacks_is_unknown_and_not_good() {
    let label = json!({ "ingredients": ingredients("en", "rice"), "allergens": none() });
    let judged = judged_under("2026-10", &json!({ "intolerances": ["histamine"] }), &label);
    assert_eq!((judged.level, judged.unknowns.len()), (Level::BeCareful, 1));
}

#[test]
fn the_labels_own_answer_decides_a_diet() {
    let of =
        |diet: &str, answer: &str| level(json!({ "diets": [diet] }), json!({ "diets": { diet: answer } }));
    for diet in ["vegan", "vegetarian"] {
        let levels = ["yes", "no", "maybe", "unknown"].map(|answer| of(diet, answer));
        assert_eq!(levels, [Level::GoodForYou, Level::Avoid, Level::BeCareful, Level::BeCareful], "{diet}");
    }
}

#[test]
fn an_ingredient_that_does_not_suit_decides_where_the_label_is_silent() {
    let label = json!({ "ingredients": ingredients("de", "Weizenmehl, Honig") });
    assert_eq!(level(json!({ "diets": ["vegan"] }), label.clone()), Level::Avoid);
    assert_eq!(level(json!({ "diets": ["vegetarian"] }), label), Level::BeCareful);
}

#[test]
fn diets_without_an_answer_on_labels_are_judged_by_ingredients() {
    let of = |diet: &str, text: &str| {
        level(json!({ "diets": [diet] }), json!({ "ingredients": ingredients("en", text) }))
    };
    assert_eq!(of("pescatarian", "tuna, water, salt"), Level::GoodForYou);
    assert_eq!(of("pescatarian", "tuna, beef"), Level::Avoid);
    assert_eq!(of("pescatarian", "water, salt"), Level::BeCareful);
    assert_eq!(of("halal", "ham, salt"), Level::Avoid);
    assert_eq!(of("halal", "sugar, red wine"), Level::Avoid);
    assert_eq!(of("halal", "sugar, gelatin"), Level::BeCareful);
    assert_eq!(of("halal", "water, salt"), Level::GoodForYou);
    assert_eq!(of("kosher_style", "prawn, salt"), Level::Avoid);
    assert_eq!(of("kosher_style", "beef, salt"), Level::GoodForYou);
    assert_eq!(of("kosher_style", "beef, cream"), Level::Avoid);
    for diet in ["pescatarian", "halal", "kosher_style"] {
        assert_eq!(level(json!({ "diets": [diet] }), json!({})), Level::BeCareful);
    }
}

#[test]
fn a_vegetarian_label_suits_pescatarians() {
    let label = json!({ "diets": { "vegetarian": "yes" } });
    assert_eq!(level(json!({ "diets": ["pescatarian"] }), label), Level::GoodForYou);
}

#[test]
fn avoided_ingredients_are_found_by_synonyms_and_by_the_persons_own_words() {
    let of = |words: &str, language: &str, text: &str| {
        judged(json!({ "avoidIngredients": [words] }), json!({ "ingredients": ingredients(language, text) }))
    };
    let words =
        |judged: &Evaluation| serde_json::to_value(&judged.reasons[0].finding).unwrap()["words"].clone();
    let found = of("palm oil", "it", "Zucchero, olio di palma, nocciole");
    assert_eq!((found.level, words(&found)), (Level::Avoid, json!(["olio di palma"])));
    let found = of("aunt's magic", "en", "Sugar, Aunt's Magic powder");
    assert_eq!((found.level, words(&found)), (Level::Avoid, json!(["Aunt's Magic"])));
    assert_eq!(of("palm oil", "en", "Sugar, hazelnuts").level, Level::GoodForYou);
    assert_eq!(of("zzyzxium", "en", "Sugar. Without zzyzxium").level, Level::GoodForYou);
    assert_eq!(level(json!({ "avoidIngredients": ["palm oil"] }), json!({})), Level::BeCareful);
}

#[test]
fn a_word_that_the_next_one_denies_is_not_in_it() {
    let avoiding = |words: &str, text: &str| {
        level(json!({ "avoidIngredients": [words] }), json!({ "ingredients": ingredients("en", text) }))
    };
    assert_eq!(avoiding("sugar", "rice, sugar free"), Level::GoodForYou);
    assert_eq!(avoiding("zzyzxium", "rice, oil zzyzxium free"), Level::GoodForYou);
    assert_eq!(avoiding("zzyzxium", "rice, oil zzyzxium, salt"), Level::Avoid);
}

#[test]
fn words_are_found_in_items_of_a_label_without_text() {
    let items = json!([{ "name": "Syrup of zzyzxium" }, { "name": "salt" }]);
    let label = json!({ "ingredients": { "status": "known", "language": "en", "text": "", "items": items } });
    assert_eq!(level(json!({ "avoidIngredients": ["zzyzxium"] }), label), Level::Avoid);
}

#[test]
fn a_goal_is_judged_by_the_number_and_one_in_doubt_is_unknown() {
    let sugars = || json!({ "goals": [{ "nutrient": "sugars", "atMost": 5 }] });
    let label = |sugars: f64| json!({ "nutrition": { "status": "known", "per": "100g", "sugars": sugars } });
    assert_eq!(level(sugars(), label(5.0)), Level::GoodForYou);
    assert_eq!(level(sugars(), label(5.1)), Level::BeCareful);
    let unknown = judged(sugars(), json!({}));
    assert_eq!(unknown.level, Level::BeCareful);
    assert_eq!(unknown.unknowns[0].path, "/label/nutrition/sugars");
    let mut doubted = label(1.0);
    doubted["warnings"] = json!([{ "code": "sugars_exceed_carbohydrates", "detail": "" }]);
    assert_eq!(level(sugars(), doubted), Level::BeCareful);
    let protein = json!({ "goals": [{ "nutrient": "protein", "atLeast": 10 }] });
    let label = json!({ "nutrition": { "status": "known", "per": "100ml", "protein": 9.99 } });
    assert_eq!(level(protein, label), Level::BeCareful);
}

#[test]
fn the_worst_rule_wins_and_stands_first() {
    let profile = json!({ "allergies": [{ "allergen": "milk" }], "goals": [{ "nutrient": "fat", "atMost": 1 }],
        "diets": ["vegan"] });
    let label = json!({ "allergens": { "status": "known", "contains": ["milk"] }, "diets": { "vegan": "maybe" },
        "nutrition": { "status": "known", "per": "100g", "fat": 2 } });
    let judged = judged(profile, label);
    assert_eq!(judged.level, Level::Avoid);
    let rules: Vec<_> = judged.reasons.iter().map(|reason| reason.rule.to_string()).collect();
    assert_eq!(rules, ["allergy.milk", "diet.vegan", "goal.fat"]);
}
