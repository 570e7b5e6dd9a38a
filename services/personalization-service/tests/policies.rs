//! Published policies never change.
#![cfg(test)]

use sha2::{Digest as _, Sha256};

/// A policy that has once been published keeps its hash for ever; a new rule is a new file and a new line.
const PUBLISHED: &[(&str, &str)] = &[
    ("2026-10.json", "a98dbb2354921fe0b63716f277f6ada77d86e301ce6e95879f629123944c10df"),
    ("2026-11.json", "a48717d12ce5f4f8405ff2eea598cdc1cc746e4cfa15d080a3b65e9b658ce26c"),
];

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_published_policy_never_changes() {
    for (file, expected) in PUBLISHED {
        let path = format!("{}/policies/{file}", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(hash(&std::fs::read(path).unwrap()), *expected, "{file}");
    }
}

#[test]
fn every_policy_in_the_folder_is_published() {
    let folder = format!("{}/policies", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files, PUBLISHED.iter().map(|(file, _)| *file).collect::<Vec<_>>());
}
