//! The fixture's links, registered by the brands whose products they are, through the API.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::read;
use crate::{
    service::Service,
    workspace::desk::{Desk, sound, with},
};

#[derive(Deserialize)]
struct Fixture {
    records: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    anchor: String,
    description: String,
    links: BTreeMap<String, Vec<Value>>,
}

impl Record {
    /// The GTIN, and what names the pack behind it.
    fn of_product(&self) -> Option<(&str, Vec<(&str, &str)>)> {
        let segments: Vec<&str> = self.anchor.trim_start_matches('/').split('/').collect();
        let (key, qualifiers) = segments.split_first_chunk::<2>()?;
        let pairs = qualifiers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        (key[0] == "01").then_some((key[1], pairs))
    }

    fn stated(&self, qualifiers: &[(&str, &str)]) -> Vec<Value> {
        let links = self.links.iter().flat_map(|(kind, links)| links.iter().map(move |link| (kind, link)));
        links.map(|(kind, link)| stated(kind, link, qualifiers)).collect()
    }
}

/// A link as brands state it.
fn stated(kind: &str, link: &Value, qualifiers: &[(&str, &str)]) -> Value {
    let mut stated = json!({ "linkType": kind, "href": link["href"], "title": link["title"] });
    for (ai, value) in qualifiers {
        let name = match *ai {
            "22" => "variant",
            "10" => "lot",
            "21" => "serial",
            other => panic!("nobody can register by {other}"),
        };
        stated[name] = json!(value);
    }
    for (theirs, ours) in [("/type", "mediaType"), ("/hreflang/0", "language"), ("/context", "context")] {
        if let Some(value) = link.pointer(theirs) {
            stated[ours] = value.clone();
        }
    }
    stated
}

/// Places cannot be registered yet: their record is left out, and nothing is known about its key.
pub(super) async fn load(service: &Service) {
    let fixture: Fixture = read("resolver-fixture");
    let desks = [Desk::valdoro(service).await, Desk::of(service, "Dal Giardino", "9506000").await];
    let mut products: BTreeMap<&str, (&str, Vec<Value>)> = BTreeMap::new();
    for record in &fixture.records {
        let Some((gtin, qualifiers)) = record.of_product() else { continue };
        let (_, links) = products.entry(gtin).or_insert((&record.description, Vec::new()));
        links.extend(record.stated(&qualifiers));
    }
    for (gtin, (name, links)) in products {
        let desk = &desks[usize::from(gtin.starts_with("09506000"))];
        let product = with(with(sound(gtin), "status", "published"), "name", name);
        let created = desk.post("/api/v1/brand/products", &product).await;
        assert_eq!(created.status, 201, "{}", created.text);
        let path = format!("/api/v1/brand/products/{gtin}/links");
        let registered = desk.put(&path, &json!({ "items": links })).await;
        assert_eq!(registered.status, 200, "{}", registered.text);
    }
}
