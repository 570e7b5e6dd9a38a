//! One vector, and how it is read and judged.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::PathBuf,
};

use personalization_service::domain::{
    engine, knowledge::Knowledge, label::LabelledProduct, language::Language, policy::Policies,
    profile::HealthProfile, verdict::Verdict,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use service_kit::stream;

/// One question with its answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Vector {
    pub(crate) id: String,
    pub(crate) policy: String,
    pub(crate) profile: Value,
    pub(crate) label: Value,
    #[serde(default)]
    pub(crate) facts: Value,
    pub(crate) expected: Expected,
}

/// A verdict without words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Expected {
    pub(crate) verdict: String,
    pub(crate) reasons: Vec<ExpectedReason>,
    pub(crate) unknowns: Vec<ExpectedUnknown>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ExpectedReason {
    pub(crate) rule: String,
    pub(crate) level: String,
    pub(crate) fact: Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ExpectedUnknown {
    pub(crate) rule: String,
    pub(crate) path: String,
}

/// Where the vectors lie.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

pub(crate) fn read(name: &str) -> Vec<Vector> {
    let lines = BufReader::new(stream::decompressed(File::open(path(name)).unwrap()).unwrap()).lines();
    lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect()
}

/// The engine with all it needs.
pub(crate) struct Bench {
    policies: Policies,
    knowledge: Knowledge,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self { policies: Policies::published().unwrap(), knowledge: Knowledge::shipped() }
    }

    pub(crate) fn judge(&self, vector: &Vector) -> Expected {
        let facts = if vector.facts.is_null() { json!([]) } else { vector.facts.clone() };
        self.answer(&vector.profile, &vector.label, &facts, &vector.policy)
    }

    pub(crate) fn answer(&self, profile: &Value, label: &Value, facts: &Value, policy: &str) -> Expected {
        let profile = HealthProfile::parse(profile).unwrap();
        let product: LabelledProduct =
            serde_json::from_value(json!({ "label": label, "facts": facts })).unwrap();
        let policy = self.policies.get(&policy.parse().unwrap()).unwrap();
        let evaluation = engine::evaluate(&profile, &product, policy, &self.knowledge).unwrap();
        let verdict = Verdict::of(&evaluation, policy.version(), Language::En);
        serde_json::from_value(serde_json::to_value(verdict).unwrap()).unwrap()
    }
}
