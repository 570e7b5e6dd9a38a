//! Dependencies point inwards.

use std::{fs, path::Path};

fn sources(directory: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => sources(&path),
            false => vec![(path.display().to_string(), fs::read_to_string(&path).expect("text"))],
        })
        .collect()
}

#[test]
fn the_rules_know_no_adapter_and_the_domain_no_application() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (layer, outer) in [
        (
            "domain",
            &["crate::adapters", "crate::application", "adapters::", "application::", "tokio::", "hyper::"][..],
        ),
        ("application", &["crate::adapters", "adapters::", "tokio::", "hyper::"]),
    ] {
        let files = sources(&source.join(layer));
        assert!(files.len() > 3, "{layer} is not where it was");
        for (file, text) in files {
            let outward = text.lines().find(|line| {
                !line.trim_start().starts_with("//") && outer.iter().any(|name| line.contains(name))
            });
            assert_eq!(outward, None, "{file}");
        }
    }
}
