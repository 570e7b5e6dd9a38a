//! The list: what to use first, by the person's own day.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::service::{Person, Service, days};

fn names(fridge: &Value) -> Vec<&str> {
    fridge["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["name"].as_str().expect("a name"))
        .collect()
}

fn alerts(fridge: &Value) -> Vec<&str> {
    fridge["alerts"]
        .as_array()
        .expect("alerts")
        .iter()
        .map(|alert| alert["kind"].as_str().expect("a kind"))
        .collect()
}

#[tokio::test]
async fn what_to_use_first_stands_first_and_what_nobody_knows_stands_last() {
    let (service, sara) = (Service::start().await, Person::new());
    for (name, expiry, kind) in [
        ("late", Some("2026-12-24"), "best_before"),
        ("unknown", None, ""),
        ("soon", Some("2026-11-25"), "use_by"),
        ("today", Some("2026-11-23"), "use_by"),
        ("spoiled", Some("2026-11-22"), "use_by"),
        ("past", Some("2026-11-21"), "best_before"),
    ] {
        let mut body = json!({ "name": name });
        if let Some(expiry) = expiry {
            body["expiry"] = expiry.into();
            body["expiryKind"] = kind.into();
        }
        service.adds(&sara, &body).await;
    }
    let fridge = service.fridge(&sara).await;
    assert_eq!(names(&fridge), ["past", "spoiled", "today", "soon", "late", "unknown"]);
    assert_eq!(alerts(&fridge), ["past_best_before", "expired", "last_day", "use_soon"]);
    assert_eq!(
        (&fridge["today"], &fridge["timeZone"], &fridge["leadDays"]),
        (&json!("2026-11-23"), &json!("UTC"), &json!(2))
    );
    assert!(service.fridge(&Person::new()).await["items"].as_array().expect("items").is_empty());
}

#[tokio::test]
async fn the_calendar_alone_makes_things_old_by_the_persons_own_midnight() {
    let (service, sara) = (Service::start().await, Person::new());
    service.chooses(&sara, 9, "Pacific/Auckland").await;
    service.adds(&sara, &json!({ "name": "milk", "expiry": "2026-11-24", "expiryKind": "use_by" })).await;
    // 22:00 in Auckland.
    assert_eq!(alerts(&service.fridge(&sara).await), ["use_soon"]);
    service.passes(SignedDuration::from_hours(2));
    let fridge = service.fridge(&sara).await;
    assert_eq!((alerts(&fridge), &fridge["today"]), (vec!["last_day"], &json!("2026-11-24")));
    assert_eq!(fridge["alerts"][0]["since"], "2026-11-23T11:00:00Z");
    service.passes(days(1));
    assert_eq!(alerts(&service.fridge(&sara).await), ["expired"]);
}
