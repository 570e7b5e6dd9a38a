//! Nutri-Score and eco score against worked examples of Open Food Facts.
//!
//! Each file of examples has a file of known misses beside it: a miss that is not listed there fails, and so
//! does a listed one that no longer misses.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use passport_service::domain::{
    eco::{EcoGrade, EcoStatement, LcaRow, LcaTable, OriginStatement, PackagingStatement, compute as eco},
    nutri_score::{NutriGrade, NutriInput, NutriKind, NutriScore, compute as nutri_score},
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Case {
    id: String,
    input: Value,
    expected: Value,
}

#[derive(Deserialize)]
struct Miss {
    id: String,
    #[expect(dead_code, reason = "for readers; its presence is what counts")]
    reason: String,
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> Vec<T> {
    let path = format!("{}/tests/cases/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Runs a file of examples; `check` says what differs.
fn run(name: &str, check: impl Fn(&Case) -> Vec<String>) {
    let cases: Vec<Case> = read(name);
    let known: BTreeSet<String> =
        read::<Miss>(&format!("known-misses-{name}")).into_iter().map(|miss| miss.id).collect();
    let misses: BTreeMap<&str, Vec<String>> = cases
        .iter()
        .map(|case| (case.id.as_str(), check(case)))
        .filter(|(_, differences)| !differences.is_empty())
        .collect();
    println!("{name}: {}/{}", cases.len() - misses.len(), cases.len());
    let new: Vec<_> = misses.iter().filter(|(id, _)| !known.contains(**id)).collect();
    let healed: Vec<_> = known.iter().filter(|id| !misses.contains_key(id.as_str())).collect();
    assert!(new.is_empty(), "{name}: new misses: {new:#?}");
    assert!(healed.is_empty(), "{name}: no longer missed, take them off the list: {healed:?}");
}

/// Notes a difference.
fn differ<T: Copy + PartialEq + std::fmt::Debug>(what: &str, ours: T, expected: T) -> Option<String> {
    (ours != expected).then(|| format!("{what}: {ours:?}, expected {expected:?}"))
}

fn tags(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn flag(input: &Value, name: &str) -> bool {
    input[name].as_bool().unwrap_or(false)
}

fn kind(input: &Value) -> NutriKind {
    let categories = tags(&input["categories_tags"]);
    match () {
        () if categories.is_empty() => NutriKind::Unknown,
        () if flag(input, "is_water") => NutriKind::Water,
        () if flag(input, "is_beverage") => NutriKind::Beverage,
        () if flag(input, "is_cheese") => NutriKind::Cheese,
        () if flag(input, "is_fat_oil_nuts_seeds") => NutriKind::Fat,
        () if flag(input, "is_red_meat_product") => NutriKind::RedMeat,
        () => NutriKind::General,
    }
}

fn nutri_input(input: &Value) -> NutriInput {
    let number = |name: &str| input[name].as_f64();
    NutriInput {
        kind: kind(input),
        energy_kj: number("energy"),
        sugars: number("sugars"),
        fat: number("fat"),
        saturated_fat: number("saturated_fat"),
        salt: number("salt"),
        protein: number("proteins"),
        fibre: number("fiber"),
        fruit_percent: number("fruits_vegetables_legumes"),
        sweetened: flag(input, "non_nutritive_sweeteners"),
    }
}

#[test]
fn nutri_scores_are_those_of_the_worked_examples() {
    run("nutriscore-2023", |case| {
        let ours = match nutri_score(&nutri_input(&case.input)) {
            NutriScore::Known { score, grade, .. } => (Some(i64::from(score)), Some(grade)),
            NutriScore::Unknown { .. } | NutriScore::NotApplicable => (None, None),
        };
        let grade = serde_json::from_value::<NutriGrade>(case.expected["grade"].clone()).ok();
        differ("score and grade", ours, (case.expected["score"].as_i64(), grade)).into_iter().collect()
    });
}

/// The examples say which product types Open Food Facts inferred; ours come from the categories alone.
#[test]
fn product_types_inferred_from_categories_are_those_of_the_worked_examples() {
    let cases: Vec<Case> = read("nutriscore-2023");
    let inferred = |case: &&Case| case.input["is_beverage"].is_boolean();
    let differences: Vec<_> = cases
        .iter()
        .filter(inferred)
        .filter_map(|case| {
            let ours = NutriKind::of(&tags(&case.input["categories_tags"]));
            differ(&case.id, ours, kind(&case.input))
        })
        .collect();
    println!("product types: {} of {} differ", differences.len(), cases.iter().filter(inferred).count());
    assert!(differences.is_empty(), "{differences:#?}");
}

fn statement(input: &Value, country: &str) -> EcoStatement {
    let analysis = tags(&input["ingredients_analysis_tags"]);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let parts = input["packagings"].as_array().into_iter().flatten();
    let origins = input["aggregated_origins"].as_array().into_iter().flatten();
    EcoStatement {
        categories: tags(&input["categories_tags"]),
        labels: tags(&input["labels_tags"]),
        origins: origins
            .map(|origin| OriginStatement {
                tag: text(&origin["origin"]).unwrap(),
                percent: origin["percent"].as_f64().unwrap(),
            })
            .collect(),
        palm_oil: flag(input, "has_ingredients").then(|| analysis.iter().any(|tag| tag == "en:palm-oil")),
        packaging: parts
            .map(|part| PackagingStatement { material: text(&part["material"]), shape: text(&part["shape"]) })
            .collect(),
        sold_in: country.parse().ok(),
        quoted: None,
    }
}

/// The row that the example quotes, under the code that our taxonomy leads to: the examples of 2025 quote
/// Agribalyse 3.2, we ship 3.1.1.
fn quoted_table(input: &Value) -> LcaTable {
    let quoted = &input["agribalyse"];
    let row = quoted["code"].as_str().map(|code| LcaRow {
        code: code.to_owned(),
        name: quoted["name_en"].as_str().unwrap_or_default().to_owned(),
        footprint: quoted["ef_total"].as_f64().unwrap(),
        ..LcaRow::default()
    });
    LcaTable::new("quoted", row)
}

fn eco_differences(case: &Case) -> Vec<String> {
    let table = quoted_table(&case.input);
    let expected = &case.expected;
    let mut differences = Vec::new();
    let world = statement(&case.input, "world").input(&table);
    let adjustments = world.adjustments();
    let integer = |value: &Value| value.as_i64();
    for (what, ours, expected) in [
        ("labels", adjustments.labels, integer(&expected["production_system"]["value"])),
        ("palm oil", adjustments.palm_oil, integer(&expected["threatened_species"]["value"])),
        ("packaging", adjustments.packaging, integer(&expected["packaging"]["value"])),
        ("policy", adjustments.policy, integer(&expected["origins"]["epi_value"])),
    ] {
        differences.extend(expected.and_then(|expected| differ(what, i64::from(ours), expected)));
    }
    for (country, points) in expected["origins"]["transportation_values"].as_object().into_iter().flatten() {
        let ours = statement(&case.input, country).input(&table).adjustments().transport;
        differences.extend(differ(
            &format!("transport to {country}"),
            Some(i64::from(ours)),
            integer(points),
        ));
    }
    if expected["status"] == "unknown" {
        differences.extend(differ("known", eco(&world).is_ok(), false));
    }
    for (country, score) in expected["scores"].as_object().into_iter().flatten() {
        let ours = eco(&statement(&case.input, country).input(&table)).ok();
        let clamped = integer(score).map(|score| score.clamp(0, 100));
        differences.extend(differ(country, ours.as_ref().map(|eco| i64::from(eco.score)), clamped));
        if let (Some(eco), Some(grade)) = (&ours, expected["grades"][country].as_str()) {
            let grade = serde_json::from_value::<EcoGrade>(grade.replace('-', "_").into()).unwrap();
            differences.extend(differ(&format!("grade in {country}"), eco.grade, grade));
        }
        let base = ours.map(|eco| i64::from(eco.parts[0].points));
        differences
            .extend(integer(&expected["base_score"]).and_then(|score| differ("base", base, Some(score))));
    }
    differences
}

#[test]
fn eco_scores_are_those_of_the_worked_examples() {
    run("environmental-score", eco_differences);
}
