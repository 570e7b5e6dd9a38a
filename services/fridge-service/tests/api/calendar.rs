//! The calendar that a person may subscribe to.

use axum::http::Method;
use icalendar::{Calendar, Component as _};
use serde_json::json;

use crate::service::{Answer, Person, Service};

const PATH: &str = "/api/v1/fridge/calendar";

async fn subscribe(service: &Service, person: &Person) -> String {
    let answer = service.post(PATH).by(person).send().await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text);
    let url = answer.body()["url"].as_str().expect("an address").to_owned();
    url.strip_prefix("http://localhost:8080").expect("our own address").to_owned()
}

/// As a calendar program asks: nobody.
async fn read(service: &Service, path: &str) -> Answer {
    service.get(path).send_as_nobody().await
}

#[tokio::test]
async fn whoever_knows_the_address_reads_one_event_a_pack_with_a_last_day() {
    let (service, sara) = (Service::start().await, Person::new());
    let milk = json!({ "name": "Latte, fresco", "expiry": "2026-11-25", "expiryKind": "use_by" });
    let milk = service.adds(&sara, &milk).await;
    service.adds(&sara, &json!({ "name": "no date" })).await;
    service.adds(&Person::new(), &json!({ "name": "somebody else's", "expiry": "2026-11-25" })).await;
    let italian = service.put("/api/v1/fridge/reminders").by(&sara).header("accept-language", "it");
    italian.json(&json!({ "leadDays": 2, "hour": 8, "timeZone": "Europe/Rome", "email": false })).await;
    let path = subscribe(&service, &sara).await;
    assert!(path.ends_with(".ics"), "{path}");
    let answer = read(&service, &path).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("content-type")),
        (200, "text/calendar; charset=utf-8")
    );
    assert_eq!(answer.header("cache-control"), "private, max-age=900");
    let calendar: Calendar = answer.text.parse().expect("an iCalendar");
    let events: Vec<_> = calendar.events().collect();
    assert_eq!(events.len(), 1, "{}", answer.text);
    let uid = format!("{}@fridge.packytrace", milk["itemId"].as_str().expect("an id"));
    assert_eq!(events[0].get_uid(), Some(uid.as_str()));
    assert_eq!(events[0].property_value("DTSTART"), Some("20261125"));
    assert!(events[0].get_summary().expect("a summary").contains("da consumare entro il 25 novembre"));

    service.does(&sara, &milk, &json!({ "action": "use" })).await;
    let calendar: Calendar = read(&service, &path).await.text.parse().expect("an iCalendar");
    assert_eq!(calendar.events().count(), 0);
}

#[tokio::test]
async fn a_new_address_ends_the_one_before_and_a_revoked_one_is_none() {
    let (service, sara) = (Service::start().await, Person::new());
    let first = subscribe(&service, &sara).await;
    let second = subscribe(&service, &sara).await;
    let gone = (404, "unknown-calendar".to_owned());
    assert_eq!(read(&service, &first).await.problem(), gone);
    assert_eq!(read(&service, &second).await.status.as_u16(), 200);
    for path in ["/calendar/x.ics", "/calendar/.ics", second.trim_end_matches(".ics"), &second.to_lowercase()]
    {
        assert_eq!(read(&service, path).await.status.as_u16(), 404, "{path}");
    }
    assert_eq!(service.ask(Method::DELETE, PATH).by(&Person::new()).send().await.status.as_u16(), 204);
    assert_eq!(read(&service, &second).await.status.as_u16(), 200, "somebody else's was revoked");
    assert_eq!(service.ask(Method::DELETE, PATH).by(&sara).send().await.status.as_u16(), 204);
    assert_eq!(read(&service, &second).await.problem(), gone);
}

#[tokio::test]
async fn the_address_is_kept_as_a_hash_alone() {
    let (service, sara) = (Service::start().await, Person::new());
    let path = subscribe(&service, &sara).await;
    let token = path.trim_start_matches("/calendar/").trim_end_matches(".ics").to_owned();
    let row: String = sqlx::query_scalar("SELECT calendars::text FROM calendars")
        .fetch_one(&service.db)
        .await
        .expect("a row");
    assert!(!row.contains(&token), "{row}");
}

#[tokio::test]
async fn the_same_key_gives_the_same_address_and_brings_no_ended_one_back() {
    let (service, sara, marco) = (Service::start().await, Person::new(), Person::new());
    let asked = |person: Person| {
        let service = &service;
        async move {
            let answer = service.post(PATH).by(&person).header("idempotency-key", "once").send().await;
            answer.body()["url"]
                .as_str()
                .expect("an address")
                .trim_start_matches("http://localhost:8080")
                .to_owned()
        }
    };
    let first = asked(sara).await;
    assert_eq!(asked(sara).await, first);
    assert_ne!(asked(marco).await, first);
    service.ask(Method::DELETE, PATH).by(&sara).send().await;
    assert_eq!(asked(sara).await, first, "what was answered then");
    assert_eq!(read(&service, &first).await.status.as_u16(), 404, "and is none any more");
}
