//! The worked examples for allergens and ingredient analysis, and every miss with its reason.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use passport_service::{
    adapters::open_food_facts::document,
    domain::label::{Allergen, Allergens, DietAnswer, Label, StatedLabel},
};
use serde_json::{Map, Value, json};

/// Id of a case to why we answer otherwise.
type Misses = BTreeMap<String, String>;

fn cases(file: &str) -> Vec<Value> {
    let path = format!("{}/tests/cases/{file}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn known_misses(file: &str) -> Misses {
    let path = format!("{}/tests/cases/known-misses.json", env!("CARGO_MANIFEST_DIR"));
    let all: BTreeMap<String, Misses> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    all.get(file).cloned().unwrap_or_default()
}

/// The case's input as a document.
fn label(case: &Value) -> Label {
    let mut document: Map<String, Value> = case["input"].as_object().unwrap().clone();
    if let Some(name) = document.remove("allergen_name") {
        document.insert("allergens".to_owned(), name);
    }
    document.insert("code".to_owned(), json!("3017620422003"));
    let stated = document::read(&Value::Object(document).to_string()).unwrap();
    StatedLabel::of(&stated).label
}

fn ids(tags: &Value) -> BTreeSet<Allergen> {
    let tags = tags.as_array().into_iter().flatten().filter_map(Value::as_str);
    tags.filter_map(|tag| {
        let name = match tag {
            "en:sesame-seeds" => "sesame",
            "en:sulphur-dioxide-and-sulphites" => "sulphites",
            other => other.trim_start_matches("en:"),
        };
        serde_json::from_value(json!(name)).ok()
    })
    .collect()
}

/// What differs from what is expected, if anything.
fn allergens_differ(case: &Value) -> Option<String> {
    let label = label(case);
    let (contains, may) = match label.allergens {
        Allergens::Unknown => Default::default(),
        Allergens::Known { contains, may_contain, .. } => (contains, may_contain),
    };
    let expected = &case["expected"];
    if let Some(tag) = expected.get("canonical_tag") {
        return (contains != ids(&json!([tag]))).then(|| format!("{contains:?}"));
    }
    let lower_bound = case["kind"] == "real-product-off-output";
    let (wanted, wanted_may) = (ids(&expected["allergens_tags"]), ids(&expected["traces_tags"]));
    // Where Open Food Facts says both, we say "contains" alone.
    let wanted_may: BTreeSet<_> = wanted_may.difference(&contains).copied().collect();
    let fits = if lower_bound {
        contains.is_superset(&wanted)
    } else {
        contains == wanted && (expected.get("traces_tags").is_none() || may == wanted_may)
    };
    (!fits).then(|| format!("contains {contains:?} for {wanted:?}, may contain {may:?} for {wanted_may:?}"))
}

fn answer(tags: &Value, diet: &str) -> DietAnswer {
    let has = |tag: String| tags.as_array().into_iter().flatten().any(|own| *own == tag);
    match () {
        () if has(format!("en:{diet}")) => DietAnswer::Yes,
        () if has(format!("en:non-{diet}")) => DietAnswer::No,
        () if has(format!("en:maybe-{diet}")) => DietAnswer::Maybe,
        () => DietAnswer::Unknown,
    }
}

fn diets_differ(case: &Value) -> Option<String> {
    let diets = label(case).diets;
    let expected = &case["expected"]["ingredients_analysis_tags"];
    let wanted = (answer(expected, "vegan"), answer(expected, "vegetarian"));
    ((diets.vegan, diets.vegetarian) != wanted).then(|| {
        format!(
            "vegan {:?} for {:?}, vegetarian {:?} for {:?}",
            diets.vegan, wanted.0, diets.vegetarian, wanted.1
        )
    })
}

#[track_caller]
fn hold(file: &str, differ: fn(&Value) -> Option<String>) {
    let cases = cases(file);
    let misses: BTreeMap<String, String> = cases
        .iter()
        .filter_map(|case| Some((case["id"].as_str().unwrap().to_owned(), differ(case)?)))
        .collect();
    println!("{file}: {}/{}", cases.len() - misses.len(), cases.len());
    for (id, how) in &misses {
        println!("  {id}: {how}");
    }
    let known: BTreeSet<String> = known_misses(file).into_keys().collect();
    let now: BTreeSet<String> = misses.into_keys().collect();
    let (new, fixed): (Vec<_>, Vec<_>) = (now.difference(&known).collect(), known.difference(&now).collect());
    assert!(new.is_empty(), "{file}: new misses {new:?}");
    assert!(fixed.is_empty(), "{file}: no longer misses, take them off the list: {fixed:?}");
}

#[test]
fn allergens_are_found_as_the_cases_say_but_for_the_known_misses() {
    hold("allergens", allergens_differ);
}

#[test]
fn diets_are_analysed_as_the_cases_say_but_for_the_known_misses() {
    hold("ingredients-analysis", diets_differ);
}
