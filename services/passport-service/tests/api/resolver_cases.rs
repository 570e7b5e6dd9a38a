//! The worked cases of a conformant resolver, each as a request to the service with the fixture registered.

mod expect;
mod fixture;

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{service::Service, source_double::SourceDouble};
use expect::Case;

/// A file of the cases' folder.
pub(super) fn read<T: DeserializeOwned>(name: &str) -> T {
    let path = format!("{}/tests/cases/gs1-resolver/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a file of cases");
    serde_json::from_str(&text).expect("JSON")
}

#[tokio::test]
async fn the_worked_cases_hold() {
    let service = Service::start(SourceDouble::default()).await;
    fixture::load(&service).await;
    let cases: Vec<Case> = read("resolver-cases");
    let mut misses = BTreeMap::new();
    for case in &cases {
        let method: Method = case.request.method.parse().expect("a method");
        let mut asking = service.ask(method, &case.request.target);
        for (name, value) in &case.request.headers {
            asking = asking.header(name, value);
        }
        let complaints = case.complaints(&asking.send().await);
        if !complaints.is_empty() {
            misses.insert(case.id.as_str(), complaints);
        }
    }
    println!("worked cases of the resolver: {}/{}", cases.len() - misses.len(), cases.len());
    let known: BTreeMap<String, String> = read("known-misses");
    let (known, found): (BTreeSet<&str>, BTreeSet<&str>) =
        (known.keys().map(String::as_str).collect(), misses.keys().copied().collect());
    misses.retain(|id, _| !known.contains(id));
    assert!(misses.is_empty(), "new misses: {misses:#?}");
    assert!(known.is_subset(&found), "no longer missed: {:?}", known.difference(&found));
}

#[test]
fn the_schema_tells_a_linkset_from_anything_else() {
    let schema = expect::schema();
    assert!(schema.is_valid(&read::<Value>("linkset-valid-example")));
    assert!(!schema.is_valid(&read::<Value>("linkset-invalid-example")));
}
