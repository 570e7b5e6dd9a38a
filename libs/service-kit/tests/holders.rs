//! Every service that owns a schema keeps what persons are promised, by the shared test, or says here that it holds none.
#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Knows brands and released groups, no person.
const HOLD_NOBODY: [&str; 1] = ["brand-analytics-service"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn runs_the_test(service: &Path) -> bool {
    files(&service.join("tests")).iter().any(|file| {
        let code = fs::read_to_string(file).unwrap_or_default();
        code.contains("conformance::hold(")
    })
}

#[test]
fn every_holder_of_personal_data_is_held_to_a_persons_rights() {
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services");
    let mut held = 0;
    for entry in fs::read_dir(services).expect("services") {
        let service = entry.expect("an entry").path();
        let name = service.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        if !service.join("migrations").is_dir() || HOLD_NOBODY.contains(&name.as_str()) {
            continue;
        }
        assert!(
            runs_the_test(&service),
            "{name} owns a schema and runs no service_kit::rights::conformance::hold"
        );
        held += 1;
    }
    assert!(held >= 2, "passport-service and identity-service are held");
}
