use serde_json::{Value, json};

use crate::domain::{
    label::Provenance,
    language::Language,
    verdict::{Level, Reason},
};

fn told(rule: &str, finding: Value, language: Language) -> String {
    let reason = Reason {
        rule: rule.parse().unwrap(),
        level: Level::Avoid,
        finding: serde_json::from_value(finding).unwrap(),
        path: String::new(),
        provenance: Provenance::default(),
    };
    super::reason(&reason, language)
}

#[test]
fn the_same_reason_is_told_in_three_languages() {
    let milk = json!({ "kind": "contains", "allergen": "milk" });
    let all = Language::ALL.map(|language| told("allergy.milk", milk.clone(), language));
    assert_eq!(
        all,
        [
            "Contains milk, which you are allergic to.",
            "Contiene latte, un tuo allergene.",
            "Enthält Milch; dagegen bist du allergisch."
        ]
    );
}

#[test]
fn a_missed_goal_is_told_with_its_numbers_as_the_language_writes_them() {
    let missed = json!({ "kind": "missed", "nutrient": "sugars", "amount": 12.5, "per": "100g",
        "bounds": { "atLeast": 1, "atMost": 5 } });
    assert_eq!(
        told("goal.sugars", missed.clone(), Language::En),
        "12.5 g of sugars in 100 g; you want at most 5 g."
    );
    assert_eq!(told("goal.sugars", missed, Language::De), "12,5 g Zucker in 100 g; du willst höchstens 5 g.");
    let missed = json!({ "kind": "missed", "nutrient": "protein", "amount": 3, "per": "100ml",
        "bounds": { "atLeast": 10 } });
    assert_eq!(told("goal.protein", missed, Language::It), "3 g di proteine in 100 ml; tu vuoi almeno 10 g.");
}

#[test]
fn words_that_were_found_are_named() {
    let found = json!({ "kind": "found", "words": ["palm fat", "palm oil"] });
    let told = told("avoid_ingredient.palm oil", found, Language::En);
    assert_eq!(told, "Names palm fat, palm oil; you avoid palm oil.");
}

fn rules() -> Vec<&'static str> {
    vec![
        "allergy.milk",
        "intolerance.lactose",
        "intolerance.gluten",
        "diet.vegan",
        "diet.halal",
        "avoid_ingredient.x",
        "goal.salt",
    ]
}

fn findings() -> Vec<Value> {
    let words = ["found", "perhaps_found", "together", "not_recognised", "unsuitable", "perhaps_unsuitable"];
    let with_words = words.map(|kind| json!({ "kind": kind, "words": ["x"] }));
    let others = [
        json!({ "kind": "contains", "allergen": "milk" }),
        json!({ "kind": "may_contain", "allergen": "milk" }),
        json!({ "kind": "not_stated" }),
        json!({ "kind": "missed", "nutrient": "salt", "amount": 1, "per": "100g", "bounds": { "atMost": 0.5 } }),
    ];
    with_words.into_iter().chain(others).collect()
}

#[test]
fn no_words_promise_what_nobody_can_know() {
    let forbidden = ["safe", "free from", "sicher", "frei von", "sicuro", "senza", "%"];
    for rule in rules() {
        for finding in findings() {
            for language in Language::ALL {
                let told = told(rule, finding.clone(), language);
                let lower = told.to_lowercase();
                assert!(told.ends_with('.') && told.len() > 10, "{told}");
                assert!(!forbidden.iter().any(|word| lower.contains(word)), "{told}");
            }
        }
    }
}
