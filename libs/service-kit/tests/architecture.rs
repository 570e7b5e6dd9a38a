//! In every service dependencies point inwards: adapters → application → domain.
#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
};

const OUTSIDE: &[&str] =
    &["crate::adapters", "sqlx", "axum", "reqwest", "rdkafka", "messaging::", "SystemClock"];

/// What a domain does not know either: who uses it, and what is not the same for ever.
const IMPURE: &[&str] = &["crate::application", "tokio", "Timestamp::now", "new_v4"];

fn offences(folder: &Path, forbidden: &[&str]) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(offences(&path, forbidden));
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let bad = code.filter(|line| forbidden.iter().any(|name| line.contains(name)));
        found.extend(bad.map(|line| format!("{}: {line}", path.display())));
    }
    found
}

/// The services with a schema: the gateway has neither PostgreSQL nor Kafka, and its domain is the way of a request.
fn services() -> Vec<PathBuf> {
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services");
    let entries = fs::read_dir(services).expect("services").map(|entry| entry.expect("an entry").path());
    let found: Vec<_> = entries.filter(|service| service.join("migrations").is_dir()).collect();
    assert!(found.len() >= 2, "passport-service and identity-service are held");
    found
}

#[test]
fn the_domain_knows_nothing_outside_itself() {
    let forbidden = [OUTSIDE, IMPURE].concat();
    for service in services() {
        assert!(service.join("src/domain").is_dir(), "{} has no domain", service.display());
        assert_eq!(offences(&service.join("src/domain"), &forbidden), Vec::<String>::new());
    }
}

#[test]
fn the_application_knows_only_the_domain_and_its_ports() {
    for service in services() {
        assert_eq!(offences(&service.join("src/application"), OUTSIDE), Vec::<String>::new());
    }
}
