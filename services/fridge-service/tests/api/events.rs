//! What leaves for others.

use contracts::{EventData, events::ItemAdded};
use serde_json::{Value, json};

use crate::service::{Person, Service, YOGURT, yogurt};

#[tokio::test]
async fn every_action_is_told_by_its_contract_with_the_streams_version_and_no_words_of_the_persons() {
    let (service, sara) = (Service::start().await, Person::new());
    service.neighbours.knows(YOGURT, 1, &yogurt());
    service.adds(&sara, &json!({ "name": "Grandma's secret soup" })).await;
    let asking = service.post("/api/v1/fridge/items").by(&sara).header("sec-gpc", "1");
    let pack = asking.json(&json!({ "gtin": YOGURT, "expiry": "2026-11-25" })).await.body();
    for action in ["open", "freeze", "thaw", "use", "undo", "give_away", "recycle"] {
        service.does(&sara, &pack, &json!({ "action": action })).await;
    }
    let told = service.told().await;
    let types: Vec<_> =
        told.iter().map(|(kind, ..)| kind.trim_start_matches("packytrace.").to_owned()).collect();
    let expected = [
        "item_added.v1",
        "item_added.v1",
        "item_opened.v1",
        "item_frozen.v1",
        "item_thawed.v1",
        "item_used.v1",
        "action_undone.v1",
        "item_given_away.v1",
        "item_recycled.v1",
    ];
    assert_eq!(types, expected);
    for (at, (_, stream, version, _)) in (1..).zip(&told) {
        assert_eq!(
            (stream, *version),
            (&sara.account.to_string(), at),
            "the account's stream, without a gap"
        );
    }
    let schema: Value = serde_json::from_str(ItemAdded::SCHEMA).expect("a schema");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a validator");
    let (soup, yogurt) = (&told[0].3, &told[1].3);
    assert!(validator.is_valid(soup) && validator.is_valid(yogurt), "{soup} {yogurt}");
    assert!(!soup.to_string().contains("secret") && soup.get("gtin").is_none());
    assert_eq!(
        (&yogurt["gtin"], &yogurt["measurement"], &soup["measurement"]),
        (&json!(YOGURT), &json!("objected"), &Value::Null)
    );
}
