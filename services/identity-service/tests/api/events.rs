//! Everything that is told fits its contract, and leaves by the outbox that messaging made.

use std::path::Path;

use contracts::{
    EventData,
    events::{AccountRegistered, BrandChanged, BrandUserChanged, ConsentChanged, VisitorLinked},
};
use identity_service::application::brands::Welcome;
use serde_json::{Value, json};

use crate::service::{Service, visitor};

fn fits<T: EventData>(data: &Value) {
    let schema: Value = serde_json::from_str(T::SCHEMA).expect("a schema");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a validator");
    let faults: Vec<_> = validator.iter_errors(data).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{}: {faults:?} in {data}", T::TYPE);
}

#[tokio::test]
async fn every_event_fits_its_contract() {
    let service = Service::start().await;
    let brand = service.brands.put(
        None,
        "Valdoro".parse().expect("a name"),
        vec!["9521234".parse().expect("digits")],
    );
    let brand = brand.await.expect("a brand");
    let email = "marco@valdoro.example";
    let subject = service.directory.knows(email, true);
    service
        .brands
        .add_user(brand.id, &email.parse().expect("an address"), Welcome::Quietly)
        .await
        .expect("added");
    let marco = service.sign_in(&subject, visitor()).await;
    let body = json!({ "granted": true, "textVersion": "2026-11" });
    service.put("/api/v1/consents/health_profile").by(marco.principal()).json(&body).await;
    service.put("/api/v1/visitor/measurement").json(&json!({ "allowed": false })).await;

    let events: Vec<(String, String, Value)> =
        sqlx::query_as("SELECT topic, event_type, data FROM outbox ORDER BY id")
            .fetch_all(&service.db)
            .await
            .expect("events");
    let mut kinds = std::collections::BTreeSet::new();
    for (topic, kind, data) in &events {
        assert_eq!(topic, "packytrace.identity.v1");
        kinds.insert(kind.as_str());
        match kind.as_str() {
            AccountRegistered::TYPE => fits::<AccountRegistered>(data),
            VisitorLinked::TYPE => fits::<VisitorLinked>(data),
            ConsentChanged::TYPE => fits::<ConsentChanged>(data),
            BrandChanged::TYPE => fits::<BrandChanged>(data),
            BrandUserChanged::TYPE => fits::<BrandUserChanged>(data),
            other => panic!("{other}"),
        }
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
}

#[test]
fn the_tables_of_messaging_stand_in_the_migrations_as_it_made_them() {
    use messaging::schema::{IDEMPOTENCY, INBOX, OUTBOX};
    for sql in [OUTBOX, INBOX, IDEMPOTENCY] {
        messaging::schema::migrations_contain(Path::new("migrations"), sql).expect("copied");
    }
}
