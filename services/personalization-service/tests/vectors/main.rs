//! Golden vectors: (profile, label, policy) → verdict, the contract for any other implementation.
#![cfg(test)]

mod generate;
mod hand;
mod review;
mod vector;

use std::collections::BTreeMap;

use vector::{Bench, Vector, read};

/// Made from real labels by [`generate`]; reviewed rule by rule by [`review`].
const RECORDED: &str = "verdicts.jsonl.gz";

#[test]
fn the_engine_answers_every_recorded_vector_as_recorded() {
    let bench = Bench::new();
    let vectors = read(RECORDED);
    assert!(vectors.len() >= 1_000, "{}", vectors.len());
    for vector in &vectors {
        assert_eq!(bench.judge(vector), vector.expected, "{} {}", vector.id, vector.profile);
    }
}

#[test]
fn every_recorded_verdict_is_what_its_label_says_by_an_independent_reading() {
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for vector in read(RECORDED) {
        let reviewed = review::review(&vector);
        faults.extend(reviewed.faults);
        for (rule, level) in reviewed.rules {
            *counts.entry((rule, level)).or_default() += 1;
        }
    }
    println!("{RECORDED}: {} vectors", read(RECORDED).len());
    for ((rule, level), count) in &counts {
        println!("  {rule} {level}: {count}");
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(20)].join("\n"));
}

#[test]
fn the_recorded_vectors_reach_every_rule_and_every_level() {
    let mut reached: BTreeMap<String, usize> = BTreeMap::new();
    for Vector { expected, policy, .. } in read(RECORDED) {
        *reached.entry(format!("policy {policy}")).or_default() += 1;
        *reached.entry(format!("verdict {}", expected.verdict)).or_default() += 1;
        for rule in expected.reasons.iter().map(|reason| &reason.rule) {
            *reached.entry(rule.clone()).or_default() += 1;
        }
    }
    for name in [
        "policy 2026-10",
        "policy 2026-11",
        "verdict good_for_you",
        "verdict be_careful",
        "verdict avoid",
        "intolerance.lactose",
        "intolerance.gluten",
        "intolerance.fructose",
        "intolerance.sorbitol",
        "intolerance.histamine",
        "diet.vegan",
        "diet.vegetarian",
        "diet.pescatarian",
        "diet.halal",
        "diet.kosher_style",
        "allergy.milk",
        "allergy.nuts",
        "avoid_ingredient.palm oil",
        "goal.protein",
        "goal.sugars",
    ] {
        assert!(reached.get(name).is_some_and(|count| *count >= 10), "{name}: {reached:#?}");
    }
}
