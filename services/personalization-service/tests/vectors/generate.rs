//! Makes the recorded vectors from real labels. To make them anew, after a policy was added:
//!
//! ```sh
//! for file in products.jsonl.gz rows.jsonl.gz export-world.tsv.gz; do
//!   passport-service inspect data/open-food-facts/$file
//! done > /tmp/labels.jsonl
//! VECTOR_LABELS=/tmp/labels.jsonl cargo test --workspace --test vectors -- --ignored vectors_are_made
//! ```
//!
//! Recorded vectors of a published policy never change: a change here is a change of the contract.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
};

use flate2::{Compression, GzBuilder};
use serde_json::{Value, json};

use super::{
    RECORDED,
    vector::{Bench, Vector, path},
};

/// What people tell of themselves: every rule alone, and whole persons.
fn profiles() -> Vec<Value> {
    let allergens = [
        "celery",
        "gluten",
        "crustaceans",
        "eggs",
        "fish",
        "lupin",
        "milk",
        "molluscs",
        "mustard",
        "nuts",
        "peanuts",
        "sesame",
        "soybeans",
        "sulphites",
    ];
    let mut profiles: Vec<Value> =
        allergens.iter().map(|allergen| json!({ "allergies": [{ "allergen": allergen }] })).collect();
    for traces in ["avoid", "careful", "ignore"] {
        let of = |allergen: &str| json!({ "allergen": allergen, "traces": traces });
        profiles.push(
            json!({ "allergies": [of("nuts"), of("peanuts"), of("milk"), of("gluten"), of("soybeans")] }),
        );
    }
    for intolerance in ["lactose", "gluten", "fructose", "sorbitol", "histamine"] {
        profiles.push(json!({ "intolerances": [intolerance] }));
    }
    for diet in ["vegan", "vegetarian", "pescatarian", "halal", "kosher_style"] {
        profiles.push(json!({ "diets": [diet] }));
    }
    for words in ["palm oil", "Zucker", "latte", "citric acid", "artificial flavors"] {
        profiles.push(json!({ "avoidIngredients": [words] }));
    }
    for goal in [
        json!({ "nutrient": "protein", "atLeast": 10 }),
        json!({ "nutrient": "sugars", "atMost": 5 }),
        json!({ "nutrient": "salt", "atMost": 1.2 }),
        json!({ "nutrient": "saturated_fat", "atMost": 1.5 }),
        json!({ "nutrient": "fibre", "atLeast": 3 }),
        json!({ "nutrient": "energy_kcal", "atLeast": 50, "atMost": 400 }),
    ] {
        profiles.push(json!({ "goals": [goal] }));
    }
    profiles.extend(persons());
    profiles
}

fn persons() -> [Value; 4] {
    let sugars = json!({ "nutrient": "sugars", "atMost": 5 });
    [
        json!({ "intolerances": ["lactose"], "goals": [{ "nutrient": "protein", "atLeast": 10 }, sugars] }),
        json!({ "allergies": [{ "allergen": "milk" }], "diets": ["vegan"], "avoidIngredients": ["palm oil"] }),
        json!({ "intolerances": ["fructose", "sorbitol"], "diets": ["halal"] }),
        json!({ "allergies": [{ "allergen": "fish", "traces": "careful" }], "intolerances": ["gluten", "histamine"],
            "diets": ["kosher_style"], "avoidIngredients": ["honey", "gelatin"], "goals": [sugars] }),
    ]
}

/// Every label meets a few profiles, every profile many labels; a fifth under the older policy.
fn vectors(labels: &[Value]) -> Vec<Vector> {
    let (bench, profiles) = (Bench::new(), profiles());
    let mut vectors = Vec::new();
    for (at, inspected) in labels.iter().enumerate() {
        let (label, facts) = (&inspected["product"]["label"], &inspected["product"]["facts"]);
        let turns = if label["ingredients"]["status"] == "known" { 3 } else { 1 };
        for turn in 0..turns {
            let profile = &profiles[(at * 3 + turn * 17) % profiles.len()];
            let policy = if (at + turn) % 5 == 0 { "2026-10" } else { "2026-11" };
            let expected = bench.answer(profile, label, facts, policy);
            let id = format!("{} {turn}", inspected["gtin"].as_str().unwrap());
            let facts = relevant(facts);
            let (profile, label) = (profile.clone(), label.clone());
            vectors.push(Vector { id, policy: policy.to_owned(), profile, label, facts, expected });
        }
    }
    vectors
}

/// Facts about the label; others feed no verdict.
fn relevant(facts: &Value) -> Value {
    let facts = facts.as_array().unwrap().iter();
    facts.filter(|fact| fact["path"].as_str().unwrap().starts_with("/label")).cloned().collect()
}

#[test]
#[ignore = "writes the vectors anew"]
fn vectors_are_made() {
    let labels = BufReader::new(File::open(std::env::var("VECTOR_LABELS").unwrap()).unwrap()).lines();
    let labels: Vec<Value> = labels.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    // Without a time in its head the file depends on its content alone.
    let mut out = GzBuilder::new().mtime(0).write(File::create(path(RECORDED)).unwrap(), Compression::best());
    let vectors = vectors(&labels);
    for vector in &vectors {
        serde_json::to_writer(&mut out, vector).unwrap();
        out.write_all(b"\n").unwrap();
    }
    out.finish().unwrap();
    println!("{} vectors", vectors.len());
}
