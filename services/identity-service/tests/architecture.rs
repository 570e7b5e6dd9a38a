//! Dependencies point inwards: adapters → application → domain.
#![cfg(test)]

use std::{fs, path::Path};

const OUTSIDE: &[&str] =
    &["crate::adapters", "sqlx", "axum", "reqwest", "rdkafka", "messaging::", "SystemClock"];

fn offences(folder: &Path, forbidden: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
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

#[test]
fn the_domain_knows_nothing_outside_itself() {
    let forbidden = [OUTSIDE, &["crate::application", "tokio", "Timestamp::now", "new_v4"]].concat();
    assert_eq!(offences(Path::new("src/domain"), &forbidden), Vec::<String>::new());
}

#[test]
fn the_application_knows_only_the_domain_and_its_ports() {
    assert_eq!(offences(Path::new("src/application"), OUTSIDE), Vec::<String>::new());
}
