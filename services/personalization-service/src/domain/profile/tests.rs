use serde_json::{Value, json};

use super::HealthProfile;

fn full() -> Value {
    json!({
        "allergies": [{ "allergen": "milk", "traces": "careful" }, { "allergen": "nuts" }],
        "intolerances": ["lactose", "gluten", "fructose", "sorbitol", "histamine"],
        "diets": ["vegan", "vegetarian", "pescatarian", "halal", "kosher_style"],
        "avoidIngredients": ["palm oil"],
        "goals": [
            { "nutrient": "protein", "atLeast": 10 },
            { "nutrient": "sugars", "atMost": 5.5 },
            { "nutrient": "saturated_fat", "atLeast": 0, "atMost": 1 }
        ]
    })
}

fn pointers(json: &Value) -> Vec<String> {
    let faults = HealthProfile::parse(json).expect_err("faults");
    faults.into_iter().map(|fault| fault.pointer).collect()
}

#[test]
fn a_profile_serialises_to_the_json_that_it_was_read_from() {
    let profile = HealthProfile::parse(&full()).unwrap();
    assert_eq!(serde_json::to_value(&profile).unwrap(), full());
    assert!(!profile.is_empty());
}

#[test]
fn a_profile_that_says_nothing_is_empty() {
    for json in [json!({}), json!({ "allergies": [], "goals": [] })] {
        assert!(HealthProfile::parse(&json).unwrap().is_empty());
    }
}

#[test]
fn every_single_list_makes_a_profile_that_is_not_empty() {
    for (name, list) in full().as_object().unwrap() {
        assert!(!HealthProfile::parse(&json!({ name: list })).unwrap().is_empty(), "{name}");
    }
}

#[test]
fn every_fault_is_told_with_its_place() {
    let json = json!({
        "allergies": [{ "allergen": "apple" }, { "traces": "avoid" }, { "allergen": "milk", "traces": "no" }, 1],
        "intolerances": ["lactose", "salt"],
        "diets": "vegan",
        "avoidIngredients": ["  ", "x".repeat(81), 3, "-"],
        "goals": [
            { "nutrient": "sugars", "atMost": -1 },
            { "nutrient": "sugars", "atLeast": 5, "atMost": 4 },
            { "nutrient": "sugars" },
            { "nutrient": "vitamins", "atLeast": "1" }
        ],
        "a/b": 1
    });
    let expected = [
        "/a~1b",
        "/allergies/0/allergen",
        "/allergies/1/allergen",
        "/allergies/2/traces",
        "/allergies/3",
        "/intolerances/1",
        "/diets",
        "/avoidIngredients/0",
        "/avoidIngredients/1",
        "/avoidIngredients/2",
        "/avoidIngredients/3",
        "/goals/0/atMost",
        "/goals/1",
        "/goals/2",
        "/goals/3/nutrient",
        "/goals/3/atLeast",
    ];
    assert_eq!(pointers(&json), expected);
    assert_eq!(pointers(&json!([])), [""]);
}

#[test]
fn what_is_named_twice_is_refused() {
    let json = json!({
        "allergies": [{ "allergen": "milk" }, { "allergen": "milk", "traces": "avoid" }],
        "diets": ["vegan", "vegan"],
        "avoidIngredients": ["Palm oil", " palm OIL "],
        "goals": [{ "nutrient": "fat", "atMost": 1 }, { "nutrient": "fat", "atLeast": 1 }]
    });
    assert_eq!(pointers(&json), ["/allergies/1", "/diets/1", "/avoidIngredients/1", "/goals/1"]);
}

#[test]
fn fifty_ingredients_may_be_avoided_and_no_more() {
    let words = |count: usize| (0..count).map(|at| format!("word {at}")).collect::<Vec<_>>();
    assert!(HealthProfile::parse(&json!({ "avoidIngredients": words(50) })).is_ok());
    assert_eq!(pointers(&json!({ "avoidIngredients": words(51) })), ["/avoidIngredients"]);
}

#[test]
fn words_are_trimmed() {
    let profile = HealthProfile::parse(&json!({ "avoidIngredients": ["  palm oil "] })).unwrap();
    assert_eq!(profile.avoid_ingredients()[0].as_str(), "palm oil");
}

#[test]
fn nothing_of_a_profile_shows_in_debug_output() {
    let profile = HealthProfile::parse(&full()).unwrap();
    assert_eq!(format!("{profile:?}"), "HealthProfile([redacted])");
    let parts = format!("{:?}{:?}{:?}", profile.allergies(), profile.avoid_ingredients(), profile.goals());
    for secret in ["Milk", "palm", "Protein", "10"] {
        assert!(!parts.contains(secret), "{parts}");
    }
}
