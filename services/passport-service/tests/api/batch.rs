use jiff::{Timestamp, civil::date};
use passport_service::{adapters::postgres::BatchOutcome, domain::fact::Source};

use crate::{
    service::Service,
    source_double::{OATS, PASTA, SourceDouble, stated, stated_by_brand},
};

const COMMUNITY: Source = Source::OpenFoodFacts;

#[tokio::test]
async fn what_is_unchanged_is_skipped_and_what_changed_is_told_once() {
    let service = Service::start(SourceDouble::default()).await;
    let store = async |records| {
        service.catalog.store_batch(COMMUNITY, records, Timestamp::now()).await.expect("stored")
    };
    let first = store(vec![stated(PASTA, "Fusilli"), stated(OATS, "Oats")]).await;
    assert_eq!(first, BatchOutcome { created: 2, changed: 0, unchanged: 0 });
    let again = store(vec![stated(PASTA, "Fusilli"), stated(OATS, "Porridge")]).await;
    assert_eq!(again, BatchOutcome { created: 0, changed: 1, unchanged: 1 });

    let events: Vec<(String, i64)> = sqlx::query_as(
        "SELECT stream, stream_version FROM outbox WHERE topic = 'packytrace.catalog.v1' ORDER BY stream, stream_version",
    )
    .fetch_all(&service.db)
    .await
    .expect("events");
    let expected = [(PASTA, 1), (OATS, 1), (OATS, 2)].map(|(gtin, version)| (gtin.to_owned(), version));
    assert_eq!(events, expected);
}

#[tokio::test]
async fn what_is_told_later_changed_when_it_was_stated() {
    let service = Service::start(SourceDouble::default()).await;
    let (since, now) = ("2026-09-01T00:00:00Z".parse().expect("an instant"), Timestamp::now());
    let record = stated(PASTA, "Fusilli");
    service.catalog.store_since(COMMUNITY, vec![record], since, now).await.expect("stored");
    let told = "SELECT count(*) FROM outbox WHERE data ->> 'changedAt' = '2026-09-01T00:00:00Z' \
                AND occurred_at > now() - interval '1 day'";
    assert_eq!(service.count(told).await, 1, "the event is told now, of what changed then");
    let fresh = "SELECT count(*) FROM catalog_entries WHERE checked_at > now() - interval '1 day'";
    assert_eq!(service.count(fresh).await, 1, "no source is asked anew");
}

#[tokio::test]
async fn an_older_statement_never_replaces_a_newer_one() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "New")).await;
    let mut old = stated(PASTA, "Old");
    old.as_of = Some(date(2019, 6, 14));
    let outcome = service.catalog.store_batch(COMMUNITY, vec![old], Timestamp::now()).await.expect("stored");
    assert_eq!(outcome.unchanged, 1);
    let name: String =
        sqlx::query_scalar("SELECT name FROM catalog_entries").fetch_one(&service.db).await.expect("a name");
    assert_eq!(name, "New");
}

#[tokio::test]
async fn the_events_of_a_batch_fit_their_contract() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated_by_brand(PASTA, "Fusilli", Vec::new())).await;
    let data: serde_json::Value =
        sqlx::query_scalar("SELECT data FROM outbox").fetch_one(&service.db).await.expect("an event");
    let schema = <contracts::events::CatalogEntryChanged as contracts::EventData>::SCHEMA;
    let schema = serde_json::from_str(schema).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a validator");
    assert!(validator.is_valid(&data), "{data}");
    assert_eq!(data["changes"], serde_json::json!(["created"]));
}

#[tokio::test]
async fn two_imports_at_once_lose_nothing() {
    let service = Service::start(SourceDouble::default()).await;
    let records = |name: &str| vec![stated(PASTA, name), stated(OATS, name)];
    let store = |records| service.catalog.store_batch(COMMUNITY, records, Timestamp::now());
    let (one, two) = tokio::join!(store(records("A")), store(records("B")));
    let (one, two) = (one.expect("stored"), two.expect("stored"));
    assert_eq!(one.created + two.created, 2);
    assert_eq!(service.count("SELECT count(*) FROM outbox").await, 4);
}
