//! Schemas, their examples and the Rust types say the same.

#![cfg(test)] // so that clippy knows helpers here as test code

use std::fmt::Debug;

use contracts::events::{
    AccountRegistered, ActionUndone, BrandChanged, BrandUserChanged, CatalogEntryChanged, ConsentChanged,
    ErasureConfirmed, ErasureRequested, InsightReleased, ItemAdded, ItemCorrected, ItemFrozen, ItemGivenAway,
    ItemOpened, ItemRecycled, ItemThawed, ItemThrownAway, ItemUsed, ProductReported, ProductScanned,
    VerdictComputed, VisitorLinked, WindowClosed,
};
use contracts::{ENVELOPE_SCHEMA, Envelope, EventData};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn schema(text: &str) -> (Value, jsonschema::Validator) {
    let schema: Value = serde_json::from_str(text).expect("a schema is JSON");
    jsonschema::meta::validate(&schema).expect("a schema obeys its meta-schema");
    let validator =
        jsonschema::options().should_validate_formats(true).build(&schema).expect("a usable schema");
    (schema, validator)
}

fn examples(schema: &Value) -> &Vec<Value> {
    schema["examples"].as_array().filter(|all| !all.is_empty()).expect("a schema has an example")
}

fn examples_pass_both_ways<T: Serialize + DeserializeOwned + Debug>(text: &str) {
    let (schema, validator) = schema(text);
    for example in examples(&schema) {
        validator.validate(example).expect("an example obeys its schema");
        let typed: T = serde_json::from_value(example.clone()).expect("an example is one of the Rust type");
        assert_eq!(&serde_json::to_value(&typed).unwrap(), example, "nothing is lost on the way");
    }
}

fn only_consumers_tolerate_more<T: Serialize + DeserializeOwned + Debug>(text: &str) {
    let (schema, validator) = schema(text);
    let mut more = examples(&schema)[0].clone();
    more["addedNextYear"] = json!(1);
    assert!(!validator.is_valid(&more), "a producer may not send what the schema does not have");
    serde_json::from_value::<T>(more).expect("a consumer tolerates an unknown optional field");
}

fn each_required_field_is_required<T: DeserializeOwned + Debug>(text: &str) {
    let (schema, validator) = schema(text);
    for field in schema["required"].as_array().expect("required fields") {
        let mut less = examples(&schema)[0].clone();
        less.as_object_mut().unwrap().remove(field.as_str().unwrap());
        assert!(!validator.is_valid(&less), "{field} missing in the schema's eyes");
        assert!(serde_json::from_value::<T>(less).is_err(), "{field} missing in the type's eyes");
    }
}

fn hold<T: Serialize + DeserializeOwned + Debug>(text: &str) {
    examples_pass_both_ways::<T>(text);
    only_consumers_tolerate_more::<T>(text);
    each_required_field_is_required::<T>(text);
}

fn hold_event<T: EventData + Debug>() {
    hold::<T>(T::SCHEMA);
    let (schema, _) = schema(T::SCHEMA);
    assert_eq!(schema["$id"], T::SCHEMA_ID);
    let named = T::TYPE.trim_start_matches("packytrace.").replace(".v", ":v");
    assert_eq!(T::SCHEMA_ID, format!("urn:packytrace:contract:{named}"));
    let (_, envelope) = self::schema(ENVELOPE_SCHEMA);
    envelope.validate(&serde_json::to_value(in_envelope(&schema, T::TYPE, T::SCHEMA_ID)).unwrap()).unwrap();
}

fn in_envelope(schema: &Value, event_type: &str, schema_id: &str) -> Envelope {
    let (envelope, _) = self::schema(ENVELOPE_SCHEMA);
    let mut example: Envelope = serde_json::from_value(examples(&envelope)[0].clone()).unwrap();
    example.event_type = event_type.to_owned();
    example.data_schema = schema_id.to_owned();
    example.data = examples(schema)[0].clone();
    example
}

#[test]
fn the_envelope_is_what_its_schema_says() {
    hold::<Envelope>(ENVELOPE_SCHEMA);
}

#[test]
fn a_scan_is_what_its_schema_says() {
    hold_event::<ProductScanned>();
}

#[test]
fn a_report_is_what_its_schema_says() {
    hold_event::<ProductReported>();
}

#[test]
fn a_catalogue_change_is_what_its_schema_says() {
    hold_event::<CatalogEntryChanged>();
}

#[test]
fn what_happens_to_an_account_is_what_the_schemas_say() {
    hold_event::<AccountRegistered>();
    hold_event::<VisitorLinked>();
    hold_event::<ConsentChanged>();
}

#[test]
fn an_erasure_and_its_confirmation_are_what_the_schemas_say() {
    hold_event::<ErasureRequested>();
    hold_event::<ErasureConfirmed>();
}

#[test]
fn brands_and_their_users_are_what_the_schemas_say() {
    hold_event::<BrandChanged>();
    hold_event::<BrandUserChanged>();
}

#[test]
fn a_verdict_is_what_its_schema_says_and_its_schema_has_no_room_for_reasons() {
    hold_event::<VerdictComputed>();
    let (schema, validator) = schema(VerdictComputed::SCHEMA);
    for (field, value) in [
        ("reasons", json!([])),
        ("rule", json!("allergy.milk")),
        ("verdict", json!("avoid: milk")),
        ("policyVersion", json!("milk")),
    ] {
        let mut event = examples(&schema)[0].clone();
        event[field] = value;
        assert!(!validator.is_valid(&event), "{field}");
    }
}

#[test]
fn what_happens_to_packs_at_home_is_what_the_schemas_say() {
    hold_event::<ItemAdded>();
    hold_event::<ItemOpened>();
    hold_event::<ItemFrozen>();
    hold_event::<ItemThawed>();
    hold_event::<ItemUsed>();
    hold_event::<ItemThrownAway>();
    hold_event::<ItemGivenAway>();
    hold_event::<ItemRecycled>();
    hold_event::<ItemCorrected>();
    hold_event::<ActionUndone>();
}

#[test]
fn the_words_that_somebody_typed_have_no_room_in_an_event() {
    let (schema, validator) = schema(ItemAdded::SCHEMA);
    for (field, value) in [
        ("name", json!("Soup for grandmother")),
        ("imageUrl", json!("https://example.org/1.jpg")),
        ("quantity", json!({ "amount": 0.0, "unit": "g" })),
        ("quantity", json!({ "amount": 1.0, "unit": "kg" })),
        ("place", json!("under the bed")),
        ("expiryKind", json!("sell_by")),
    ] {
        let mut event = examples(&schema)[1].clone();
        event[field] = value;
        assert!(!validator.is_valid(&event), "{field}");
    }
}

#[test]
fn what_crosses_the_privacy_wall_is_what_its_schemas_say_and_has_no_room_for_anybody() {
    hold_event::<InsightReleased>();
    hold_event::<WindowClosed>();
    let (schema, validator) = schema(InsightReleased::SCHEMA);
    for (field, value) in [
        ("visitorId", json!("01980a3e-0d4f-7c06-8f3e-6b7de2f1c9aa")),
        ("traceparent", json!("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
        ("hour", json!(9)),
        ("lot", json!("L42")),
        ("region", json!("Lombardy")),
        ("metric", json!("allergic_visitors")),
        ("visitors", json!(0)),
        ("k", json!(4)),
    ] {
        let mut event = examples(&schema)[0].clone();
        event[field] = value;
        assert!(!validator.is_valid(&event), "{field}");
    }
}

#[test]
fn a_confirmation_counts_kinds_and_names_nobody() {
    let (schema, validator) = schema(ErasureConfirmed::SCHEMA);
    for (kind, count) in
        [("01980a3e-0e22-7f18-a4b5-2c3d4e5f6a7b", json!(1)), ("scans", json!(-1)), ("scans", json!("x"))]
    {
        let mut event = examples(&schema)[0].clone();
        event["removed"] = json!({ kind: count });
        assert!(!validator.is_valid(&event), "{kind}: {count}");
    }
}

#[test]
fn the_envelopes_example_carries_a_valid_scan() {
    let (envelope, _) = schema(ENVELOPE_SCHEMA);
    let (_, scan) = schema(ProductScanned::SCHEMA);
    scan.validate(&examples(&envelope)[0]["data"]).unwrap();
    let typed: Envelope = serde_json::from_value(examples(&envelope)[0].clone()).unwrap();
    assert!(typed.data::<ProductScanned>().is_some_and(|scan| scan.is_ok()));
    assert!(typed.data::<ProductReported>().is_none());
}

#[test]
fn every_schema_file_has_a_rust_type() {
    let known = [
        ProductScanned::SCHEMA_ID,
        ProductReported::SCHEMA_ID,
        CatalogEntryChanged::SCHEMA_ID,
        AccountRegistered::SCHEMA_ID,
        VisitorLinked::SCHEMA_ID,
        ConsentChanged::SCHEMA_ID,
        ErasureRequested::SCHEMA_ID,
        ErasureConfirmed::SCHEMA_ID,
        BrandChanged::SCHEMA_ID,
        BrandUserChanged::SCHEMA_ID,
        VerdictComputed::SCHEMA_ID,
        ItemAdded::SCHEMA_ID,
        ItemOpened::SCHEMA_ID,
        ItemFrozen::SCHEMA_ID,
        ItemThawed::SCHEMA_ID,
        ItemUsed::SCHEMA_ID,
        ItemThrownAway::SCHEMA_ID,
        ItemGivenAway::SCHEMA_ID,
        ItemRecycled::SCHEMA_ID,
        ItemCorrected::SCHEMA_ID,
        ActionUndone::SCHEMA_ID,
        InsightReleased::SCHEMA_ID,
        WindowClosed::SCHEMA_ID,
    ];
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/events")).unwrap();
    for file in files {
        let (schema, _) = schema(&std::fs::read_to_string(file.unwrap().path()).unwrap());
        assert!(known.contains(&schema["$id"].as_str().unwrap()), "{} is in no test", schema["$id"]);
    }
}

#[test]
fn what_the_schema_forbids_is_refused() {
    let (schema, validator) = schema(ProductScanned::SCHEMA);
    let wrong = [
        ("gtin", json!("8001505005707")),
        ("entry", json!("telepathy")),
        ("scannedAt", json!("yesterday")),
        ("visitorId", json!("me")),
    ];
    for (field, value) in wrong {
        let mut event = examples(&schema)[0].clone();
        event[field] = value;
        assert!(!validator.is_valid(&event), "{field}");
    }
}
