//! GS1's and our own test vectors: `cargo test -p gs1 --test vectors -- --nocapture` prints counts per file.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

mod disputed;
mod elements;
mod links;
mod values;

use std::{fs, path::Path};

use gs1::{Date, Options};
use serde_json::Value;

pub(crate) fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

pub(crate) fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"))
}

pub(crate) fn load(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder().join(format!("vectors-{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

pub(crate) fn strings(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .map(|items| items.iter().map(|item| item.as_str().unwrap()).collect())
        .unwrap_or_default()
}

/// What a vector may find wrong; `None` when it passes.
pub(crate) type Complaint = Option<String>;

#[expect(clippy::needless_pass_by_value, reason = "callers compare what they have just made")]
pub(crate) fn differs<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Complaint {
    (found != expected).then(|| format!("{what}: {found:?} instead of {expected:?}"))
}

/// Runs every vector that is not disputed and prints how many pass.
pub(crate) fn run(name: &str, check: impl Fn(&Value) -> Complaint) {
    let vectors: Vec<_> = load(name).into_iter().filter(|vector| vector.get("disputed").is_none()).collect();
    let complaint =
        |vector| check(vector).map(|words| format!("{} {}: {words}", vector["id"], vector["input"]));
    let complaints: Vec<_> = vectors.iter().filter_map(complaint).collect();
    println!("{name}: {}/{}", vectors.len() - complaints.len(), vectors.len());
    assert!(!vectors.is_empty(), "{name} has no vectors");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Compares a verdict with a vector's; an error's code is compared too.
pub(crate) fn verdict<T>(
    vector: &Value,
    found: Result<T, gs1::ParseError>,
    compare: impl FnOnce(T, &Value) -> Complaint,
) -> Complaint {
    match (found, vector["ok"] == true) {
        (Ok(value), true) => compare(value, &vector["expected"]),
        (Err(error), false) => {
            differs("code", error.code().as_str(), vector["error"]["code"].as_str().unwrap())
        }
        (Ok(_), false) => Some(format!("accepted, not refused for {}", vector["error"])),
        (Err(error), true) => Some(format!("refused at {}: {error}", error.at())),
    }
}

pub(crate) fn options(lenient: bool) -> Options {
    if lenient { Options::lenient(today()) } else { Options::strict(today()) }
}
