//! One mail a day: with consent, when there is something to tell, never twice, at the person's hour.

use fridge_service::application::digests::Outcome;
use jiff::SignedDuration;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::{
    post_office::Mood,
    service::{Person, Service, days, instant, minutes},
    world::World,
};

/// Somebody in Rome who wants to be told at ten, which it is, and has milk that ends tomorrow.
async fn somebody(service: &Service) -> Person {
    let sara = Person::new();
    service.neighbours.decides(sara.account, true);
    service.neighbours.writes_to(sara.account, "sara@example.org");
    service
        .adds(&sara, &json!({ "name": "Latte <fresco>", "expiry": "2026-11-24", "expiryKind": "use_by" }))
        .await;
    service.chooses(&sara, 10, "Europe/Rome").await;
    sara
}

#[tokio::test]
async fn a_digest_tells_what_to_use_and_how_to_stop_it() {
    let service = Service::start().await;
    let sara = somebody(&service).await;
    service.adds(&sara, &json!({ "name": "Old yogurt", "expiry": "2026-11-20" })).await;
    service.adds(&sara, &json!({ "name": "Rice", "expiry": "2027-11-20" })).await;
    assert_eq!(service.looks().await, [Outcome::Sent]);
    let mails = service.post_office.taken();
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!(mail.to, "sara@example.org");
    assert_eq!(mail.header("Subject"), "Your fridge today: 2 items");
    assert_eq!(mail.header("List-Unsubscribe"), "<http://localhost:8080/profile>");
    let text = mail.text.replace("=\n", "");
    for words in [
        "Use soon",
        "Latte <fresco>, use by 24 November",
        "Past best before: look, smell, taste",
        "http://localhost:8080/fridge",
        "Latte &lt;fresco&gt;",
    ] {
        assert!(text.contains(words), "no {words} in {text}");
    }
    assert!(!text.contains("Rice") && !text.contains(&sara.account.to_string()));
}

#[tokio::test]
async fn nobody_is_told_twice_on_one_day_and_everybody_again_on_the_next() {
    let service = Service::start().await;
    let sara = somebody(&service).await;
    assert_eq!(service.looks().await, [Outcome::Sent]);
    assert_eq!(service.looks().await, []);
    service.chooses(&sara, 10, "Europe/Rome").await;
    assert_eq!(service.looks().await, [Outcome::Over], "a new choice of the same day");
    service.passes(days(1) - minutes(1));
    assert_eq!(service.looks().await, []);
    service.passes(minutes(1));
    assert_eq!(service.looks().await, [Outcome::Sent]);
    let ids: Vec<_> = service.post_office.taken().iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn two_workers_at_once_send_one_mail_each_to_many() {
    let service = Service::start().await;
    for _ in 0..12 {
        somebody(&service).await;
    }
    let (one, two) = (service.digester(), service.digester());
    let stop = CancellationToken::new();
    let (first, second) = tokio::join!(one.all_due(&stop), two.all_due(&stop));
    first.and(second).expect("looked");
    assert_eq!(service.post_office.taken().len(), 12);
    assert_eq!(service.count("SELECT count(*) FROM digests WHERE state = 'sent' AND tries = 1").await, 12);
}

#[tokio::test]
async fn who_has_not_agreed_or_has_no_address_or_nothing_due_gets_none() {
    let service = Service::start().await;
    let (silent, _told, empty) = (somebody(&service).await, somebody(&service).await, Person::new());
    service.neighbours.decides(silent.account, false);
    let nobody = Person::new();
    service.adds(&nobody, &json!({ "name": "Milk", "expiry": "2026-11-24" })).await;
    service.neighbours.decides(nobody.account, true);
    service.chooses(&nobody, 10, "Europe/Rome").await;
    service.neighbours.decides(empty.account, true);
    service.chooses(&empty, 10, "Europe/Rome").await;
    let mut outcomes = service.looks().await;
    outcomes.sort_by_key(|outcome| format!("{outcome:?}"));
    assert_eq!(outcomes, [Outcome::NotWanted, Outcome::NotWanted, Outcome::Nothing, Outcome::Sent]);
    assert_eq!(service.post_office.taken().len(), 1);
}

#[tokio::test]
async fn who_wants_no_mail_is_never_looked_at() {
    let service = Service::start().await;
    let sara = somebody(&service).await;
    let body = json!({ "leadDays": 2, "hour": 10, "timeZone": "Europe/Rome", "email": false });
    service.put("/api/v1/fridge/reminders").by(&sara).header("if-match", "\"1\"").json(&body).await;
    assert_eq!(service.looks().await, []);
}

#[tokio::test]
async fn what_comes_in_or_is_agreed_to_within_the_hour_is_told_still() {
    let world = World::new().await;
    let (service, sara) = (&world.service, Person::new());
    service.neighbours.writes_to(sara.account, "sara@example.org");
    service.chooses(&sara, 10, "Europe/Rome").await;
    assert_eq!(service.looks().await, [Outcome::Nothing]);
    service.passes(minutes(5));
    service.adds(&sara, &json!({ "name": "Milk", "expiry": "2026-11-24" })).await;
    assert_eq!(service.looks().await, [Outcome::NotWanted]);
    service.neighbours.decides(sara.account, true);
    world.consent_changed(sara.account, "reminders", true).await;
    assert_eq!(service.looks().await, [Outcome::Sent]);
    service.passes(minutes(60));
    service.adds(&sara, &json!({ "name": "Cream", "expiry": "2026-11-24" })).await;
    assert_eq!(service.looks().await, []);
}

#[tokio::test]
async fn a_mail_that_was_refused_is_tried_again_that_day() {
    let service = Service::start().await;
    somebody(&service).await;
    service.post_office.is_in(Mood::Refuses);
    assert_eq!(service.looks().await, [Outcome::Refused]);
    assert_eq!(service.looks().await, [], "not at once");
    service.passes(minutes(1));
    assert_eq!(service.looks().await, [Outcome::Refused]);
    service.passes(minutes(1));
    assert_eq!(service.looks().await, [], "longer after every failure");
    service.post_office.is_in(Mood::Takes);
    service.passes(minutes(1));
    assert_eq!(service.looks().await, [Outcome::Sent]);
    assert_eq!((service.post_office.taken().len(), service.post_office.seen()), (1, 3));
}

#[tokio::test]
async fn a_refused_mail_ends_with_its_day() {
    let service = Service::start().await;
    somebody(&service).await;
    service.post_office.is_in(Mood::Refuses);
    assert_eq!(service.looks().await, [Outcome::Refused]);
    service.passes(SignedDuration::from_hours(14));
    service.post_office.is_in(Mood::Takes);
    // Midnight in Rome: that day's is over, the next one waits for ten o'clock.
    assert_eq!(service.looks().await, [Outcome::Over]);
    service.passes(SignedDuration::from_hours(10));
    assert_eq!(service.looks().await, [Outcome::Sent]);
}

#[tokio::test]
async fn a_mail_of_which_nobody_knows_is_never_sent_again() {
    let service = Service::start().await;
    somebody(&service).await;
    service.post_office.is_in(Mood::HangsUp);
    assert_eq!(service.looks().await, [Outcome::Unknown]);
    service.post_office.is_in(Mood::Takes);
    for _ in 0..6 {
        service.passes(minutes(30));
        assert_eq!(service.looks().await, []);
    }
    assert_eq!((service.post_office.taken().len(), service.post_office.seen()), (0, 1));
    service.passes(days(1));
    assert_eq!(service.looks().await, [Outcome::Sent]);
}

#[tokio::test]
async fn a_worker_that_dies_while_sending_leaves_no_second_mail() {
    let service = Service::start().await;
    somebody(&service).await;
    // Its claim stands, and nobody knows how far it came.
    let claim = "INSERT INTO digests SELECT account_id, '2026-11-23', 'sending', 1, now() FROM reminders";
    sqlx::query(claim).execute(&service.db).await.expect("a claim");
    assert_eq!(service.looks().await, [Outcome::Over]);
    assert!(service.post_office.taken().is_empty());
}

#[tokio::test]
async fn without_mail_server_or_identity_service_it_is_tried_again() {
    let service = Service::start().await;
    somebody(&service).await;
    service.neighbours.identity_goes(true);
    assert_eq!(service.looks().await, [Outcome::Unanswered]);
    service.neighbours.identity_goes(false);
    service.passes(minutes(1));
    let closed = "smtp://127.0.0.1:1".parse().expect("a URL");
    let mut digester = service.digester();
    let from = "PackyTrace <reminders@packytrace.example>".parse().expect("a mailbox");
    digester.mailer = std::sync::Arc::new(
        fridge_service::adapters::smtp::SmtpMailer::new(&closed, from).expect("a mailer"),
    );
    digester.all_due(&CancellationToken::new()).await.expect("looked");
    assert_eq!(service.outcomes.lock().expect("nobody panicked").last(), Some(&Outcome::Refused));
    service.passes(minutes(1));
    assert_eq!(service.looks().await, [Outcome::Sent]);
}

#[tokio::test]
async fn the_persons_hour_is_kept_across_the_changes_of_clocks() {
    let service = Service::start().await;
    let sara = somebody(&service).await;
    service.adds(&sara, &json!({ "name": "Old", "expiry": "2026-11-01" })).await;
    let to = |text: &str| instant(text).duration_since(service_kit::clock::Clock::now(&service.clock));
    // Clocks go forward from two to three on 28 March 2027, and back on 31 October.
    service.passes(to("2027-03-27T12:00:00Z"));
    service.looks().await;
    service.chooses(&sara, 2, "Europe/Rome").await;
    for (before, at) in
        [("2027-03-28T00:59:59Z", "2027-03-28T01:00:00Z"), ("2027-03-28T23:59:59Z", "2027-03-29T00:00:00Z")]
    {
        service.passes(to(before));
        assert_eq!(service.looks().await, [], "{before}");
        service.passes(to(at));
        assert_eq!(service.looks().await, [Outcome::Sent], "{at}");
    }
    service.passes(to("2027-10-30T12:00:00Z"));
    service.looks().await;
    service.passes(to("2027-10-31T00:00:00Z"));
    assert_eq!(service.looks().await, [Outcome::Sent], "the first of two");
    service.passes(to("2027-10-31T01:30:00Z"));
    assert_eq!(service.looks().await, [], "not the second of two");
}
