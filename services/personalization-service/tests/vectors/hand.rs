//! Vectors whose answers were written by reading the label, not by running the engine.

use super::vector::{Bench, read};

#[test]
fn the_engine_answers_as_somebody_who_reads_the_label() {
    let bench = Bench::new();
    let vectors = read("by-hand.jsonl");
    println!("by-hand.jsonl: {} vectors", vectors.len());
    assert!(vectors.len() >= 40, "{}", vectors.len());
    let mut faults = Vec::new();
    for vector in &vectors {
        let answer = bench.judge(vector);
        let rules = |expected: &super::vector::Expected| -> Vec<(String, String)> {
            expected.reasons.iter().map(|reason| (reason.rule.clone(), reason.level.clone())).collect()
        };
        let agrees = answer.verdict == vector.expected.verdict
            && rules(&answer) == rules(&vector.expected)
            && answer.unknowns == vector.expected.unknowns;
        if !agrees {
            faults.push(format!("{}: {answer:?}", vector.id));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
