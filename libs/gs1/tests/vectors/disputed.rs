//! Where sources differ, Rust and TypeScript at least agree: TypeScript's tests read what is written here.

use std::{collections::BTreeMap, env, fs};

use gs1::{parse, percent};
use serde_json::{Value, json};

use super::{folder, load, options};

fn answer(name: &str, vector: &Value) -> Value {
    let input = vector["input"].as_str().unwrap();
    if name == "percent-encoding" {
        let decode = |part| percent::decode(input, part).map(|bytes| String::from_utf8(bytes).unwrap());
        return match (decode(percent::Part::Path), decode(percent::Part::Query)) {
            (Ok(path), Ok(query)) => json!({ "ok": true, "path": path, "query": query }),
            (Err(error), _) | (_, Err(error)) => json!({ "ok": false, "code": error.code().as_str() }),
        };
    }
    match parse(input, options(false)) {
        Ok(code) => json!({ "ok": true, "canonical": code.canonical() }),
        Err(error) => json!({ "ok": false, "code": error.code().as_str(), "at": error.at() }),
    }
}

#[test]
fn answers_to_disputed_vectors_are_written_down() {
    let mut answers = BTreeMap::new();
    for name in ["dl-parse", "percent-encoding"] {
        for vector in load(name).iter().filter(|vector| vector.get("disputed").is_some()) {
            answers.insert(vector["id"].as_str().unwrap().to_owned(), answer(name, vector));
        }
    }
    let text = serde_json::to_string_pretty(&answers).unwrap() + "\n";
    let path = folder().join("disputed-answers.json");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    println!("disputed: {} answers", answers.len());
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        text,
        "run again with UPDATE=1, and then TypeScript's tests"
    );
}
