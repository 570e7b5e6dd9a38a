//! The committed OpenAPI document is what the code says.
#![cfg(test)]

use std::{fs, path::Path};

use brand_analytics_service::adapters::http::openapi::document;

#[test]
fn the_committed_document_is_the_codes() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let now = document().to_pretty_json().expect("JSON") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &now).expect("written");
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == now,
        "openapi.json lags: UPDATE=1 cargo test -p brand-analytics-service --test openapi"
    );
}
