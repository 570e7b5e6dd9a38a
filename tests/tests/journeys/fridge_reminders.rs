//! Being told in time: by a calendar, and by one mail a day.

use std::sync::Arc;

use icalendar::{Calendar, Component as _};
use jiff::{Timestamp, tz::TimeZone};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::{
    browser::links,
    fridge::{day, path, somebody},
    person::Person,
    visitor::{Visitor, eventually},
    world::World,
};

const REMINDERS: &str = "/api/v1/fridge/reminders";

pub(crate) async fn the_calendar_is_read_by_calendars_and_ends_with_its_address(world: Arc<World>) {
    let visitor = somebody(&world).await;
    let expiry = day(&visitor, 5).await;
    let milk = json!({ "name": "Milk; fresh, 1 l", "expiry": expiry, "expiryKind": "use_by" });
    let milk = visitor.puts_in(&milk).await;
    visitor.puts_in(&json!({ "name": "Soup" })).await;
    let url = address(&visitor).await;
    let phone = world.visitor();
    let (status, feed) = read(&phone, &url).await;
    let calendar: Calendar = feed.parse().unwrap_or_else(|fault| panic!("{fault}: {feed}"));
    let events: Vec<_> = calendar.events().collect();
    assert_eq!((status, events.len()), (StatusCode::OK, 1), "{feed}");
    assert!(events[0].get_uid().unwrap().starts_with(milk["itemId"].as_str().unwrap()), "{feed}");
    assert!(events[0].get_summary().unwrap().contains("Milk"), "{feed}");
    assert!(feed.contains(&format!("DTSTART;VALUE=DATE:{}", expiry.strftime("%Y%m%d"))), "{feed}");
    assert_eq!(phone.cookie(), None, "nobody becomes a visitor by reading a calendar");

    visitor.does(&milk, &json!({ "action": "use" })).await;
    let (_, feed) = read(&phone, &url).await;
    assert_eq!(feed.parse::<Calendar>().unwrap().events().count(), 0, "{feed}");
    let next = address(&visitor).await;
    assert_eq!(read(&phone, &url).await.0, StatusCode::NOT_FOUND, "a new address ends the old one");
    assert_eq!(visitor.delete("/api/v1/fridge/calendar").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(read(&phone, &next).await.0, StatusCode::NOT_FOUND);
}

async fn address(visitor: &Visitor) -> String {
    let made = visitor.send(visitor.command(Method::POST, "/api/v1/fridge/calendar")).await;
    assert_eq!(made.status(), StatusCode::CREATED);
    let made: Value = made.json().await.unwrap();
    let url: reqwest::Url = made["url"].as_str().unwrap().parse().unwrap();
    url.path().to_owned()
}

async fn read(phone: &Visitor, path: &str) -> (StatusCode, String) {
    let answer = phone.get(path).await;
    (answer.status(), answer.text().await.unwrap())
}

/// Follows the link that confirms the person's address.
async fn confirmed(world: &World, person: &Person) {
    let reader = world.visitor();
    let mail = world.mail(&person.email, "Confirm your address").await;
    let page = reader.visit(mail.link().as_str()).await;
    let mut onwards = links(&page.html, &page.url).into_iter();
    let next = onwards.rfind(|link| link.path().contains("/login-actions/")).expect("a way on");
    reader.visit(next.as_str()).await;
}

/// Somebody with food for today, who wants a mail in this very hour of theirs.
async fn wants_mail(world: &World) -> (Visitor, Person, Value) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    confirmed(world, &person).await;
    let (zone, hour) = hour_with_time_left();
    let wish = json!({ "leadDays": 2, "hour": hour, "timeZone": zone, "email": true });
    let request = visitor.command(Method::PUT, REMINDERS).header(header::ACCEPT_LANGUAGE, "en");
    let answer = visitor.send(request.json(&wish)).await;
    assert_eq!(answer.status(), StatusCode::OK, "{}", answer.text().await.unwrap());
    let ham = json!({ "name": "Ham of today", "expiry": day(&visitor, 0).await, "expiryKind": "use_by" });
    let ham = visitor.puts_in(&ham).await;
    (visitor, person, ham)
}

/// A zone in which the present hour does not end at once.
fn hour_with_time_left() -> (&'static str, i8) {
    let now = Timestamp::now();
    let zones = ["UTC", "Asia/Kolkata"].map(|name| (name, TimeZone::get(name).unwrap().to_datetime(now)));
    let (name, time) = zones.into_iter().find(|(_, time)| time.minute() < 50).unwrap();
    (name, time.hour())
}

async fn agrees(visitor: &Visitor) {
    let consent = visitor.consent("reminders").await;
    let version = consent["current"]["version"].as_str().unwrap();
    assert_eq!(visitor.decide("reminders", true, version).await.status(), StatusCode::OK);
}

const SUBJECT: &str = "Your fridge today: 1 item";

pub(crate) async fn who_agrees_is_mailed_once_a_day_and_who_does_not_never(world: Arc<World>) {
    let (silent, unasked, _) = wants_mail(&world).await;
    let (visitor, person, ham) = wants_mail(&world).await;
    agrees(&visitor).await;
    let mail = world.mail(&person.email, SUBJECT).await;
    assert!(mail.text.contains("Ham of today"), "{}", mail.text);
    assert!(!mail.text.contains(&path(&ham)) && !mail.text.contains(person.name()), "{}", mail.text);

    world.fleet.process("fridge-service").unwrap().kill().unwrap();
    world.fleet.process("fridge-service").unwrap().start().await.unwrap();
    eventually("the fridge is back", || async {
        (visitor.get("/api/v1/fridge").await.status() == StatusCode::OK).then_some(())
    })
    .await;
    visitor.puts_in(&json!({ "name": "More for today", "expiry": day(&visitor, 0).await })).await;
    // Whoever is mailed after all this shows that everybody was looked at again.
    let (last, witness, _) = wants_mail(&world).await;
    agrees(&last).await;
    world.mail(&witness.email, SUBJECT).await;
    assert_eq!(world.mails(&person.email, "Your fridge").await, 1);
    assert_eq!(world.mails(&unasked.email, "Your fridge").await, 0, "nobody is mailed without having agreed");
    drop(silent);
}
