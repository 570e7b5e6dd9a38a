//! `src/generated.rs` is what typify makes of `events/*.json`. `UPDATE=1 cargo test -p contracts` rewrites it.

#![cfg(test)] // so that clippy knows helpers here as test code

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use typify::{TypeSpace, TypeSpaceImpl, TypeSpaceSettings};

const HEADER: &str = "\
//! Generated from `events/*.json` by `UPDATE=1 cargo test -p contracts --test generated`. Not for editing.
#![expect(missing_docs, unused_qualifications, reason = \"generated: fields are described, variants are not, and every path is whole\")]

";

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema_files() -> Vec<PathBuf> {
    let mut files: Vec<_> =
        std::fs::read_dir(here().join("events")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Types carry the shape; values are judged by the schema on the producer's side and parsed by the consumer's domain.
/// An open object makes consumers tolerate fields that are added later.
fn shape_only(schema: &mut Value) {
    const JUDGEMENTS: [&str; 11] = [
        "pattern",
        "propertyNames",
        "minLength",
        "maxLength",
        "minimum",
        "exclusiveMinimum",
        "maximum",
        "minItems",
        "maxItems",
        "uniqueItems",
        "examples",
    ];
    match schema {
        Value::Object(members) => {
            JUDGEMENTS.iter().for_each(|judgement| drop(members.remove(*judgement)));
            if members.get("additionalProperties") == Some(&Value::Bool(false)) {
                members.remove("additionalProperties");
            }
            members.values_mut().for_each(shape_only);
        }
        Value::Array(items) => items.iter_mut().for_each(shape_only),
        _ => {}
    }
}

fn settings() -> TypeSpaceSettings {
    let mut settings = TypeSpaceSettings::default();
    settings.with_derive("PartialEq".into());
    for (format, rust) in [("date-time", "::jiff::Timestamp"), ("date", "::jiff::civil::Date")] {
        let schema = serde_json::from_value(json!({ "type": "string", "format": format })).unwrap();
        settings.with_conversion(schema, rust, [TypeSpaceImpl::FromStr, TypeSpaceImpl::Display].into_iter());
    }
    settings
}

fn generate() -> String {
    let mut types = TypeSpace::new(&settings());
    for file in schema_files() {
        let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        shape_only(&mut schema);
        types.add_root_schema(serde_json::from_value(schema).unwrap()).expect("typify reads the schema");
    }
    format!("{HEADER}{}", formatted(&types.to_stream().to_string()))
}

fn formatted(code: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=110"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt is part of the toolchain");
    rustfmt.stdin.take().unwrap().write_all(code.as_bytes()).unwrap();
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success(), "rustfmt refused the generated code");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_rust_types_are_those_of_the_schemas() {
    let path = here().join("src/generated.rs");
    let fresh = generate();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(
        committed == fresh,
        "src/generated.rs lags behind events/*.json: UPDATE=1 cargo test -p contracts --test generated"
    );
}
