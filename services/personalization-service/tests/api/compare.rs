use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::service::{Answer, MILK, NOTHING, PASTA, Person, Service, allergic_to_milk, label};

async fn world() -> (Service, Person) {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    service.neighbours.knows(PASTA, 1, &label(&["gluten"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    (service, person)
}

async fn compare(service: &Service, person: &Person, gtins: &Value, key: Option<&str>) -> Answer {
    let mut asking = service.ask(Method::POST, "/api/v1/verdicts").by(person);
    if let Some(key) = key {
        asking = asking.header("idempotency-key", key);
    }
    asking.json(&json!({ "gtins": gtins })).await
}

fn levels(answer: &Answer) -> Vec<(String, String)> {
    let items = answer.body()["items"].as_array().cloned().unwrap_or_default();
    let word = |item: &Value, name: &str| {
        item[name].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned()
    };
    items.iter().map(|item| (word(item, "gtin"), word(item, "verdict") + &word(item, "type"))).collect()
}

#[tokio::test]
async fn each_product_has_its_place_and_its_own_trouble() {
    let (service, person) = world().await;
    let answer = compare(&service, &person, &json!([PASTA, NOTHING, MILK, "8001505005707"]), None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let expected = [(PASTA, "good_for_you"), (NOTHING, "unknown-product"), (MILK, "avoid"), (MILK, "avoid")];
    assert_eq!(levels(&answer), expected.map(|(gtin, level)| (gtin.to_owned(), level.to_owned())));
    let body = answer.body();
    assert_eq!(body["items"][2]["verdictId"], body["items"][3]["verdictId"], "one product, one verdict");
    assert_eq!(service.count("SELECT count(*) FROM verdicts").await, 2);
}

#[tokio::test]
async fn the_same_key_gives_the_same_verdicts_and_tries_again_what_failed() {
    let (service, person) = world().await;
    let gtins = json!([PASTA, NOTHING]);
    let first = compare(&service, &person, &gtins, Some("k")).await.body();
    service.neighbours.knows(NOTHING, 1, &label(&["milk"]));
    let again = compare(&service, &person, &gtins, Some("k")).await.body();
    assert_eq!(again["items"][0], first["items"][0]);
    assert_eq!(again["items"][1]["verdict"], "avoid");
    assert_eq!(compare(&service, &person, &gtins, Some("k")).await.body(), again);
    let other = compare(&service, &person, &json!([MILK]), Some("k")).await;
    assert_eq!(other.problem(), (409, "idempotency-key-reused".to_owned()));
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused_with_its_place() {
    let (service, person) = world().await;
    for (gtins, slug, pointer) in [
        (json!([]), "invalid-request", "/gtins"),
        (json!(vec![MILK; 21]), "invalid-request", "/gtins"),
        (json!([MILK, "8001505005708"]), "invalid-code", "/gtins/1"),
        (json!("x"), "invalid-request", "/gtins"),
    ] {
        let answer = compare(&service, &person, &gtins, None).await;
        assert_eq!(
            (answer.problem(), answer.pointers()),
            ((400, slug.to_owned()), vec![pointer.to_owned()]),
            "{gtins}"
        );
    }
    assert_eq!(compare(&service, &Person::new(), &json!([MILK]), None).await.problem().0, 403);
    assert_eq!(compare(&service, &service.somebody(), &json!([MILK]), None).await.problem().0, 409);
}
