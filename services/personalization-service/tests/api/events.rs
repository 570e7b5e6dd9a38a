use contracts::{EventData, events::VerdictComputed};
use serde_json::{Value, json};

use crate::service::{MILK, Service, allergic_to_milk, label};

#[tokio::test]
async fn a_verdict_is_told_by_its_level_and_nothing_else_with_the_row_and_never_without() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    let asking = service.get(&format!("/api/v1/products/{MILK}/verdict")).by(&person).header("sec-gpc", "1");
    let verdict = asking.send().await.body();
    let told = service.told().await;
    let [(stream, data)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(*stream, person.visitor.to_string());
    let schema: Value = serde_json::from_str(VerdictComputed::SCHEMA).expect("a schema");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a validator");
    assert!(validator.is_valid(data), "{data}");
    let expected = json!({
        "verdictId": verdict["verdictId"], "visitorId": person.visitor, "accountId": person.account, "gtin": MILK,
        "verdict": "avoid", "policyVersion": verdict["policyVersion"], "measurement": "objected",
        "computedAt": verdict["computedAt"]
    });
    assert_eq!(*data, expected);
}
