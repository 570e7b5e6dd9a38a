use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::service::{MILK, Person, Service, allergic_to_milk, label};

const PATH: &str = "/api/v1/health-profile";

fn sara() -> Value {
    json!({
        "allergies": [{ "allergen": "milk", "traces": "careful" }], "intolerances": ["lactose"], "diets": ["vegetarian"],
        "avoidIngredients": ["palm oil"], "goals": [{ "nutrient": "protein", "atLeast": 10 }, { "nutrient": "sugars", "atMost": 5 }]
    })
}

#[tokio::test]
async fn a_profile_is_read_as_it_was_written() {
    let service = Service::start().await;
    let person = service.somebody();
    assert_eq!(service.get(PATH).by(&person).send().await.problem(), (404, "no-health-profile".to_owned()));
    let put = service.put(PATH).by(&person).json(&sara()).await;
    assert_eq!((put.status, put.body()), (StatusCode::OK, sara()));
    let read = service.get(PATH).by(&person).send().await;
    assert_eq!((read.body(), read.header("etag")), (sara(), put.header("etag")));
    assert_eq!(read.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_profile_is_replaced_only_by_who_knows_it() {
    let service = Service::start().await;
    let person = service.somebody_with(&sara()).await;
    let old = service.get(PATH).by(&person).send().await.header("etag").to_owned();
    let blind = service.put(PATH).by(&person).json(&allergic_to_milk()).await;
    assert_eq!(blind.problem(), (428, "precondition-required".to_owned()));
    let put = service.put(PATH).by(&person).header("if-match", &old).json(&allergic_to_milk()).await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.text);
    assert_ne!(put.header("etag"), old);
    for tag in [old.as_str(), "\"1\"", "W/\"x\""] {
        let stale = service.put(PATH).by(&person).header("if-match", tag).json(&sara()).await;
        assert_eq!(stale.problem(), (412, "stale".to_owned()), "{tag}");
        assert_eq!(stale.body()["current"], allergic_to_milk());
        assert_eq!(stale.header("etag"), put.header("etag"));
    }
    let any = service.put(PATH).by(&person).header("if-match", "*").json(&sara()).await;
    assert_eq!(any.status, StatusCode::OK);
}

#[tokio::test]
async fn a_tag_of_a_profile_that_was_deleted_is_none_of_its_successor() {
    let service = Service::start().await;
    let person = service.somebody_with(&sara()).await;
    let old = service.get(PATH).by(&person).send().await.header("etag").to_owned();
    let deleted = service.ask(Method::DELETE, PATH).by(&person).send().await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    let nothing = service.put(PATH).by(&person).header("if-match", &old).json(&sara()).await;
    assert_eq!(nothing.problem(), (412, "stale".to_owned()));
    assert_eq!(nothing.body()["current"], Value::Null);
    let anew = service.put(PATH).by(&person).json(&sara()).await;
    assert_ne!(anew.header("etag"), old);
}

#[tokio::test]
async fn the_same_key_gives_the_same_profile_and_another_body_is_refused() {
    let service = Service::start().await;
    let person = service.somebody();
    let put = |body: Value| service.put(PATH).by(&person).header("idempotency-key", "a").json_owned(body);
    let first = put(sara()).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text);
    let again = put(sara()).await;
    assert_eq!((again.status, again.header("etag")), (StatusCode::OK, first.header("etag")));
    assert_eq!(put(allergic_to_milk()).await.problem(), (409, "idempotency-key-reused".to_owned()));
}

#[tokio::test]
async fn every_fault_of_a_profile_is_named_by_its_place_and_repeats_nothing() {
    let service = Service::start().await;
    let person = service.somebody();
    for (body, pointer) in [
        (json!({ "allergies": [{ "allergen": "xyzzyfruit", "traces": "avoid" }] }), "/allergies/0/allergen"),
        (json!({ "diets": ["xyzzyfruit"] }), "/diets/0"),
        (json!({ "intolerances": ["xyzzyfruit"] }), "/intolerances/0"),
        (json!({ "goals": [{ "nutrient": "xyzzyfruit", "atLeast": 1 }] }), "/goals/0/nutrient"),
        (json!({ "goals": [{ "nutrient": "protein", "atLeast": -1 }] }), "/goals/0/atLeast"),
        (json!({ "goals": [{ "nutrient": "protein", "atLeast": 9, "atMost": 3 }] }), "/goals/0"),
        (json!({ "avoidIngredients": [""] }), "/avoidIngredients/0"),
        (json!({ "xyzzyfruit": [] }), "/xyzzyfruit"),
    ] {
        let answer = service.put(PATH).by(&person).json(&body).await;
        assert_eq!(answer.problem(), (400, "invalid-request".to_owned()), "{body}");
        let pointers = answer.pointers();
        assert!(pointers.iter().any(|named| named.starts_with(pointer)), "{body}: {pointers:?}");
        for fault in answer.body()["errors"].as_array().expect("faults") {
            assert!(!fault["detail"].as_str().expect("words").contains("xyzzy"), "{fault}");
        }
    }
    assert_eq!(service.count("SELECT count(*) FROM person_keys").await, 0);
}

#[tokio::test]
async fn a_deleted_profile_takes_its_key_and_its_verdicts_along() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let (person, other) =
        (service.somebody_with(&allergic_to_milk()).await, service.somebody_with(&allergic_to_milk()).await);
    for who in [&person, &other] {
        assert_eq!(service.verdict(who, MILK).await.status, StatusCode::OK);
    }
    service.neighbours.withdraws(person.account);
    let deleted = service.ask(Method::DELETE, PATH).by(&person).send().await;
    assert_eq!(
        deleted.status,
        StatusCode::NO_CONTENT,
        "{}: what is theirs they may always take back",
        deleted.text
    );
    for table in ["person_keys", "health_profiles", "verdicts"] {
        let left: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
            .fetch_one(&service.db)
            .await
            .expect("a count");
        assert_eq!(left, 1, "{table}: the other person's");
    }
    let again = service.ask(Method::DELETE, PATH).by(&person).send().await;
    assert_eq!(again.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn nobody_gets_in_without_being_signed_in_as_a_consumer() {
    let service = Service::start().await;
    for path in [PATH, "/api/v1/verdicts", "/api/v1/products/08001505005707/verdict"] {
        assert_eq!(service.get(path).send().await.problem(), (401, "sign-in-required".to_owned()), "{path}");
        assert_eq!(service.get(path).send_as_nobody().await.problem().0, 401, "{path}");
        let mut brand = Person::new().principal();
        brand.roles = [service_kit::identity::Role::BrandUser].into();
        assert_eq!(service.get(path).by_principal(brand).send().await.problem().0, 403, "{path}");
    }
}
