use gs1::Gtin;
use serde_json::{Value, json};

use super::steps;
use crate::domain::journey::StepKind;

const CHEESE: &str = "09521234500018";

fn document() -> Value {
    json!({
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { "ex": "https://valdoro.example/" }],
        "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-11-20T10:00:00Z",
        "epcisHeader": { "epcisMasterData": { "vocabularyList": [ { "type": "urn:epcglobal:epcis:vtype:Location",
            "vocabularyElementList": [ { "id": "https://id.gs1.org/414/9521234000019", "attributes": [
                { "id": "cbvmda:name", "attribute": "Dairy, Capua" }, { "id": "cbvmda:countryCode", "attribute": "IT" },
                { "id": "cbvmda:latitude", "attribute": "41.1056" }, { "id": "cbvmda:longitude", "attribute": 14.2139 } ] } ] } ] } },
        "epcisBody": { "eventList": [
            { "type": "ObjectEvent", "action": "ADD", "bizStep": "commissioning", "eventTime": "2026-11-17T23:30:00Z",
              "eventTimeZoneOffset": "+01:00", "readPoint": { "id": "geo:40.4219,15.0053", "ex:name": "Paestum" },
              "quantityList": [ { "epcClass": "urn:epc:class:lgtin:9521234.050099.MILK1", "quantity": 900, "uom": "LTR" } ], "ex:mood": "good" },
            { "type": "TransformationEvent", "bizStep": "https://ref.gs1.org/cbv/BizStep-creating_class_instance",
              "eventTime": "2026-11-18T09:00:00Z", "eventTimeZoneOffset": "+01:00", "readPoint": { "id": "https://id.gs1.org/414/9521234000019" },
              "inputQuantityList": [ { "epcClass": "urn:epc:class:lgtin:9521234.050099.MILK1" } ],
              "outputQuantityList": [ { "epcClass": "https://id.gs1.org/01/09521234500018/10/L2611A" } ] },
            { "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "inspecting", "eventTime": "2026-11-18T10:00:00Z",
              "eventTimeZoneOffset": "+01:00", "epcList": ["https://id.gs1.org/01/09521234500018/21/7"] },
            { "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "urn:epcglobal:cbv:bizstep:shipping", "eventTime": "2026-11-20T09:00:00+01:00",
              "eventTimeZoneOffset": "+01:00", "bizLocation": { "id": "urn:epc:id:sgln:9521234.00002.0" }, "epcList": ["urn:epc:id:sscc:9521234.0000000001"] },
            { "type": "ex:Tasting", "ex:by": "Marco" }
        ] }
    })
}

fn gtin() -> Gtin {
    CHEESE.parse().expect("a GTIN")
}

#[test]
fn events_that_we_know_are_steps_with_place_and_local_day() {
    let steps = steps(&document(), &gtin(), Some(&"L2611A".parse().expect("a lot"))).expect("steps");
    let seen: Vec<_> =
        steps.iter().map(|s| (s.kind, s.place.name.as_str(), s.date.expect("a day").to_string())).collect();
    assert_eq!(
        seen,
        [
            (StepKind::Origin, "Paestum", "2026-11-18".to_owned()),
            (StepKind::Processing, "Dairy, Capua", "2026-11-18".to_owned()),
            (StepKind::Distribution, "GLN 9521234 00002", "2026-11-20".to_owned()),
        ]
    );
    assert_eq!((steps[0].place.latitude, steps[0].place.longitude), (Some(40.4219), Some(15.0053)));
    assert_eq!(
        (steps[1].place.country_code.as_deref(), steps[1].place.latitude),
        (Some("IT"), Some(41.1056))
    );
}

/// Where the document with one thing changed is refused.
fn refused(pointer: &str, value: Value) -> String {
    let mut document = document();
    *document.pointer_mut(pointer).expect("there") = value;
    steps(&document, &gtin(), None).expect_err("refused").pointer
}

#[test]
fn a_document_that_breaks_a_rule_is_refused_whole_and_says_where() {
    let event = |index: u8, member: &str| format!("/epcisBody/eventList/{index}/{member}");
    assert_eq!(refused("/type", json!("Order")), "/type");
    assert_eq!(refused("/schemaVersion", json!("1.2")), "/schemaVersion");
    assert_eq!(refused("/epcisBody/eventList", json!([])), "/epcisBody/eventList");
    for (index, member, value) in [
        (0, "eventTime", json!("yesterday")),
        (1, "eventTimeZoneOffset", json!("CET")),
        (2, "action", json!("LOOK")),
        (2, "type", json!("PartyEvent")),
        (2, "epcList", json!([])),
        (2, "epcList/0", json!("https://id.gs1.org/01/09521234500019/21/7")),
        (0, "quantityList/0/epcClass", json!("urn:epc:class:lgtin:9521234.05.X")),
        (3, "epcList/0", json!("pallet 7")),
    ] {
        assert_eq!(refused(&event(index, member), value), event(index, member));
    }
}

#[test]
fn a_document_about_something_else_is_refused() {
    let other: Gtin = "09521234500025".parse().expect("a GTIN");
    assert_eq!(steps(&document(), &other, None).expect_err("refused").pointer, "/epcisBody/eventList");
    let lot = "L9".parse().expect("a lot");
    assert_eq!(
        steps(&document(), &gtin(), Some(&lot)).expect_err("refused").pointer,
        "/epcisBody/eventList/1"
    );
}

#[test]
fn an_epc_uri_and_a_digital_link_name_the_same_product() {
    let by_urn =
        super::identifier::read("urn:epc:class:lgtin:9521234.050001.L1").expect("a product").expect("named");
    assert_eq!((by_urn.gtin, by_urn.lot.as_deref()), (gtin(), Some("L1")));
}
