//! When and how a person wants to be told.

use serde_json::{Value, json};

use crate::service::{Answer, Person, Service};

const PATH: &str = "/api/v1/fridge/reminders";

fn settings(hour: u8) -> Value {
    json!({ "leadDays": 3, "hour": hour, "timeZone": "Europe/Rome", "email": true })
}

async fn put(service: &Service, person: &Person, tag: Option<&str>, body: &Value) -> Answer {
    let asking = service.put(PATH).by(person);
    let asking = if let Some(tag) = tag { asking.header("if-match", tag) } else { asking };
    asking.json(body).await
}

#[tokio::test]
async fn the_first_settings_replace_nothing_and_later_ones_say_which() {
    let (service, sara) = (Service::start().await, Person::new());
    let defaults = service.get(PATH).by(&sara).send().await;
    assert_eq!(defaults.body(), json!({ "leadDays": 2, "hour": 17, "timeZone": "UTC", "email": true }));
    let first = put(&service, &sara, None, &settings(8)).await;
    assert_eq!((first.status.as_u16(), first.body(), first.header("etag")), (200, settings(8), "\"1\""));
    assert_eq!(
        put(&service, &sara, None, &settings(9)).await.problem(),
        (428, "precondition-required".to_owned())
    );
    let stale = put(&service, &sara, Some("\"7\""), &settings(9)).await;
    assert_eq!((stale.problem(), stale.body()["current"].clone()), ((412, "stale".to_owned()), settings(8)));
    assert_eq!(put(&service, &sara, Some("\"1\""), &settings(9)).await.header("etag"), "\"2\"");
    assert_eq!(service.get(PATH).by(&sara).send().await.body(), settings(9));
    assert_eq!(service.get(PATH).by(&Person::new()).send().await.header("etag"), "\"0\"");
}

#[tokio::test]
async fn settings_that_cannot_be_are_told_where() {
    let (service, sara) = (Service::start().await, Person::new());
    for (member, value) in [
        ("leadDays", json!(15)),
        ("leadDays", json!(-1)),
        ("hour", json!(24)),
        ("timeZone", json!("Europe/Atlantis")),
        ("timeZone", json!("+01:00")),
        ("email", json!("yes")),
        ("colour", json!("red")),
    ] {
        let mut body = settings(8);
        body[member] = value;
        let answer = put(&service, &sara, None, &body).await;
        assert_eq!(answer.fault(), (400, "invalid-request".to_owned(), vec![format!("/{member}")]), "{body}");
    }
}

#[tokio::test]
async fn the_same_settings_under_one_key_are_put_once() {
    let (service, sara) = (Service::start().await, Person::new());
    let once =
        || async { service.put(PATH).by(&sara).header("idempotency-key", "k").json(&settings(8)).await };
    assert_eq!((once().await.header("etag"), once().await.header("etag")), ("\"1\"", "\"1\""));
}
