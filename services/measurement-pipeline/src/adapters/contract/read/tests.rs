use std::{fs, path::Path};

use serde_json::{Value, json};

use super::*;

/// Every example of every contract that there is, in an envelope.
fn examples() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contracts/events");
    let mut found = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let schema: Value = serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap();
        let name = schema["$id"].as_str().unwrap().trim_start_matches("urn:packytrace:contract:");
        let event_type = format!("packytrace.{}", name.replace(":v", ".v"));
        let all = schema["examples"].as_array().unwrap().clone();
        found.extend(all.into_iter().map(|data| envelope(&event_type, &data)));
    }
    found
}

fn envelope(event_type: &str, data: &Value) -> Value {
    json!({ "specversion": "1.0", "id": "01980a3e-7c1b-7d52-9a44-3f1c5be0a7d1", "type": event_type,
        "source": "a-service", "time": "2026-11-23T00:00:00Z", "subject": "x", "streamVersion": 3,
        "dataSchema": "urn:packytrace:contract:x:v1", "data": data })
}

fn news(value: &Value) -> Option<News> {
    read(value.to_string().as_bytes()).unwrap().news
}

#[test]
fn every_contracts_example_is_read() {
    let mut measured = 0;
    for example in examples() {
        let read = read(example.to_string().as_bytes());
        measured += u64::from(read.unwrap_or_else(|why| panic!("{example}: {why}")).news.is_some());
    }
    assert!(measured >= 12, "{measured}");
}

fn doing(more: &Value) -> Value {
    let mut data = json!({ "visitorId": "01980a3e-0d4f-7c06-8f3e-6b7de2f1c9aa", "gtin": "08001505005707",
        "at": "2026-11-22T09:41:07Z" });
    data.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    data
}

#[test]
fn what_people_do_at_home_is_read_and_what_has_no_product_is_left() {
    let used = doing(&json!({ "region": "IT-25", "measurement": "objected" }));
    let Some(News::Did { objected, fact, .. }) = news(&envelope("packytrace.item_used.v1", &used)) else {
        panic!("not read")
    };
    assert!(objected);
    assert_eq!((fact.kind, fact.region.as_str()), (FactKind::Used, "IT-25"));

    let mut by_hand = doing(&json!({}));
    by_hand.as_object_mut().unwrap().remove("gtin");
    assert_eq!(news(&envelope("packytrace.item_added.v1", &by_hand)), None);
    assert_eq!(news(&envelope("packytrace.item_opened.v1", &by_hand)), None);
    assert!(read(envelope("packytrace.product_scanned.v1", &by_hand).to_string().as_bytes()).is_err());
}

#[test]
fn other_purposes_of_consent_are_none_of_our_business() {
    let data = |purpose| {
        json!({ "visitorIds": ["01980a3e-0d4f-7c06-8f3e-6b7de2f1c9aa"], "purpose": purpose, "granted": false,
            "textVersion": "2026-11", "changedAt": "2026-11-22T09:52:00Z" })
    };
    let changed = |purpose| news(&envelope("packytrace.consent_changed.v1", &data(purpose)));
    assert!(
        matches!(changed("measurement"), Some(News::Decided(whom, Decision { granted: false, .. })) if whom.len() == 1)
    );
    assert_eq!(changed("health_profile"), None);
}

#[test]
fn what_cannot_be_read_says_why() {
    for (more, expected) in [
        (json!({ "gtin": "8001505005707" }), "/data/gtin"),
        (json!({ "region": "Lombardy" }), "/data/region"),
        (json!({ "verdict": "perhaps" }), "/data/verdict"),
        (json!({ "visitorId": "me" }), "not an event"),
    ] {
        let line = envelope("packytrace.verdict_computed.v1", &doing(&more)).to_string();
        let why = read(line.as_bytes()).unwrap_err().to_string();
        assert!(why.starts_with(expected), "{more}: {why}");
    }
    assert!(read(b"nonsense").is_err());
}
