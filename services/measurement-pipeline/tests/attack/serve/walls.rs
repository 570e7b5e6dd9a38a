//! What the service's own database holds it to, and what it refuses.

use jiff::SignedDuration;
use messaging::{Event, inbox::deliver};
use service_kit::clock::Clock as _;

use super::{at, pipeline::Shared, stream};
use crate::world::{DAY, FIRST_DAY, World, visitor_id};

/// The first day of a world, closed.
async fn told() -> (Shared, super::Instance) {
    let world = World::new(100);
    let shared = Shared::new(at(FIRST_DAY * DAY)).await;
    let instance = shared.instance();
    for event in stream::events(&world).iter().filter(|event| stream::day(event) <= FIRST_DAY) {
        shared.set_clock(event.envelope.time);
        instance.hear(event).await;
    }
    (shared, instance)
}

#[tokio::test]
async fn what_was_told_cannot_be_changed_or_told_twice_by_the_services_own_role() {
    let (shared, instance) = told().await;
    shared.set_clock(at((FIRST_DAY + 3) * DAY));
    instance.close().await;
    assert!(instance.count("releases").await > 0 && instance.count("windows").await > 0);
    for change in [
        "UPDATE releases SET visitors = visitors + 1",
        "DELETE FROM releases",
        "UPDATE windows SET rows = 0",
        "DELETE FROM windows",
    ] {
        let refusal = sqlx::query(change).execute(&instance.pool).await.unwrap_err();
        assert!(refusal.to_string().contains("permission denied"), "{change}: {refusal}");
    }
    let again = "INSERT INTO releases SELECT * FROM releases LIMIT 1";
    let refusal = sqlx::query(again).execute(&instance.pool).await.unwrap_err();
    assert!(refusal.to_string().contains("duplicate key"), "{refusal}");
    let small = "INSERT INTO releases SELECT day, brand_id, gtin, 'XX', metric, 4, policy, k, sigma, event_id, version
        FROM releases LIMIT 1";
    let refusal = sqlx::query(small).execute(&instance.pool).await.unwrap_err();
    assert!(refusal.to_string().contains("check constraint"), "{refusal}");
}

#[tokio::test]
async fn what_is_published_says_nothing_of_who_caused_it() {
    let (shared, instance) = told().await;
    shared.set_clock(at((FIRST_DAY + 3) * DAY));
    instance.close().await;
    let traced: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM outbox WHERE topic = 'packytrace.insights.v1' AND traceparent IS NOT NULL",
    )
    .fetch_one(&instance.pool)
    .await
    .unwrap();
    assert_eq!(traced, 0);
}

#[tokio::test]
async fn facts_of_open_days_name_nobody() {
    let (shared, instance) = told().await;
    assert!(instance.count("facts").await > 50);
    let operator = shared.operator();
    for table in ["facts", "registrations", "links", "undone", "decisions", "marks"] {
        for visitor in 0..60 {
            let id = visitor_id(visitor);
            let sought = format!("SELECT count(*) FROM {table} AS r WHERE r::text ILIKE ANY ($1)");
            let patterns = [format!("%{id}%"), format!("%{}%", id.simple())];
            let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sought))
                .bind(&patterns[..])
                .fetch_one(&operator)
                .await
                .unwrap();
            assert_eq!(found, 0, "{table} names {id}");
        }
    }
}

fn scan(shared: &Shared, ahead: SignedDuration, number: u128) -> Event {
    let world = World::new(100);
    let mut event = stream::events(&world)
        .into_iter()
        .find(|event| event.envelope.event_type.contains("product_scanned"))
        .unwrap();
    event.envelope.id = uuid::Uuid::from_u128(number);
    event.envelope.subject = visitor_id(9_000 + usize::try_from(number).unwrap()).to_string();
    event.envelope.stream_version = 1;
    event.envelope.data["visitorId"] = event.envelope.subject.clone().into();
    event.envelope.data.as_object_mut().unwrap().remove("measurement");
    event.envelope.data["scannedAt"] = (shared.clock.now() + ahead).to_string().into();
    event
}

#[tokio::test]
async fn a_fact_of_the_future_waits_among_the_dead_letters_until_its_time() {
    let shared = Shared::new(at(FIRST_DAY * DAY + 3600)).await;
    let instance = shared.instance();
    instance.hear(&scan(&shared, SignedDuration::from_mins(5), 1)).await;
    let ahead = scan(&shared, SignedDuration::from_mins(6), 2);
    let refusal = deliver(&instance.pool, &instance.subscription, &ahead).await.unwrap_err();
    assert!(refusal.to_string().contains("more than five minutes from now"), "{refusal}");
    assert_eq!(instance.count("facts").await, 1);
    shared.clock.advance(SignedDuration::from_mins(2));
    instance.hear(&ahead).await;
    assert_eq!(instance.count("facts").await, 2);
}

#[tokio::test]
async fn a_clock_that_goes_back_opens_no_day_again() {
    let shared = Shared::new(at(FIRST_DAY * DAY + 3600)).await;
    let instance = shared.instance();
    instance.hear(&scan(&shared, SignedDuration::ZERO, 1)).await;
    shared.set_clock(at((FIRST_DAY + 3) * DAY));
    assert_eq!(instance.close().await.len(), 1);
    shared.set_clock(at((FIRST_DAY + 3) * DAY - 120));
    let other = shared.instance();
    for (number, by) in [(2, &instance), (3, &other)] {
        let mut late = scan(&shared, SignedDuration::ZERO, number);
        late.envelope.data["scannedAt"] = at(FIRST_DAY * DAY + 7200).to_string().into();
        by.hear(&late).await;
    }
    assert_eq!(instance.count("facts").await, 0);
    assert_eq!(instance.close().await, []);
}

#[tokio::test]
async fn facts_taken_under_another_key_are_never_counted_with_these() {
    let shared = Shared::new(at(FIRST_DAY * DAY + 3600)).await;
    shared.instance().hear(&scan(&shared, SignedDuration::ZERO, 1)).await;
    std::fs::remove_dir_all(shared.folder.path().join("keys")).unwrap();
    let instance = shared.instance();
    let refusal = deliver(&instance.pool, &instance.subscription, &scan(&shared, SignedDuration::ZERO, 2))
        .await
        .unwrap_err();
    assert!(refusal.to_string().contains("not the one under which"), "{refusal}");
    shared.set_clock(at((FIRST_DAY + 3) * DAY));
    assert!(instance.closer.run().await.is_err());
    assert_eq!(instance.told().await.len(), 0);
}
