//! A verdict for a rich profile over real labels: the goal is 20 µs a product.
#![expect(clippy::unwrap_used, reason = "a bench may stop at the first surprise")]

use std::{fs::File, hint::black_box, io::BufRead, path::PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use personalization_service::domain::{
    engine::evaluate, knowledge::Knowledge, label::LabelledProduct, policy::Policies, profile::HealthProfile,
};
use serde_json::{Value, json};

/// The recorded vectors' labels, each once.
fn labels() -> Vec<LabelledProduct> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/verdicts.jsonl.gz");
    let lines = service_kit::stream::decompressed(File::open(path).unwrap()).unwrap().lines();
    let vectors = lines.map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap());
    let firsts = vectors.filter(|vector| vector["id"].as_str().unwrap().ends_with(" 0"));
    firsts.map(|vector| serde_json::from_value(vector).unwrap()).collect()
}

fn profile() -> HealthProfile {
    let json = json!({
        "allergies": [{ "allergen": "milk" }, { "allergen": "nuts", "traces": "careful" }, { "allergen": "fish" }],
        "intolerances": ["lactose", "gluten", "fructose", "sorbitol", "histamine"],
        "diets": ["vegan", "pescatarian", "halal", "kosher_style"],
        "avoidIngredients": ["palm oil", "citric acid", "Zucker"],
        "goals": [{ "nutrient": "protein", "atLeast": 10 }, { "nutrient": "sugars", "atMost": 5 }],
    });
    HealthProfile::parse(&json).unwrap()
}

fn verdict(criterion: &mut Criterion) {
    let (labels, profile, knowledge) = (labels(), profile(), Knowledge::shipped());
    let policies = Policies::published().unwrap();
    let mut group = criterion.benchmark_group("verdict");
    group.throughput(Throughput::Elements(labels.len() as u64));
    group.bench_function("rich profile over every real label", |bencher| {
        bencher.iter(|| {
            for label in &labels {
                black_box(evaluate(&profile, black_box(label), policies.current(), &knowledge).unwrap());
            }
        });
    });
    group.finish();
}

criterion_group!(benches, verdict);
criterion_main!(benches);
