//! The relay loses nothing, changes no order, and never runs twice.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use contracts::{ENVELOPE_SCHEMA, EventData as _, Topic, events::ProductScanned};
use jiff::Timestamp;
use messaging::outbox::{self, Outgoing};
use messaging::relay::RelaySettings;
use sqlx::PgPool;
use uuid::Uuid;

use crate::database::Database;
use crate::kafka::Kafka;
use crate::world::{
    Effects, Instead, by_stream, command, consumer, eventually, outgoing, relay, relay_settings, relay_with,
    scan, subscription,
};

const WRITERS: usize = 12;
const COMMANDS: usize = 25;

/// A command that takes its time before it commits: the delay is what is tested, nobody waits for anything.
async fn slow_command(pool: &PgPool, stream: &str, delay: u64) {
    let mut tx = pool.begin().await.unwrap();
    outbox::lock_stream(&mut tx, stream).await.unwrap();
    outbox::append(&mut tx, &outgoing(stream)).await.unwrap();
    outbox::append(&mut tx, &outgoing(stream)).await.unwrap();
    tokio::time::sleep(Duration::from_millis(delay)).await;
    tx.commit().await.unwrap();
}

async fn write(pool: PgPool, writer: usize) {
    for n in 0..COMMANDS {
        let stream = format!("stream-{}", (writer * 5 + n * 3) % 7);
        let delay = (writer * 7 + n * 11) % 16;
        slow_command(&pool, &stream, delay as u64).await;
    }
}

/// The reader that looks right: everything above the last id seen.
async fn naive_poll(pool: PgPool) -> HashSet<i64> {
    let (mut seen, mut last) = (HashSet::new(), 0_i64);
    loop {
        let ids: Vec<i64> = sqlx::query_scalar("SELECT id FROM outbox WHERE id > $1 ORDER BY id")
            .bind(last)
            .fetch_all(&pool)
            .await
            .unwrap();
        last = ids.last().copied().unwrap_or(last);
        seen.extend(ids);
        let done: bool = sqlx::query_scalar("SELECT count(*) = $1 FROM outbox")
            .bind((2 * WRITERS * COMMANDS) as i64)
            .fetch_one(&pool)
            .await
            .unwrap();
        if done {
            return seen;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_12_writers_with_delayed_commits_nothing_is_lost_or_out_of_order() {
    let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
    let relay = relay(&db.pool, &kafka.args);
    let naive = tokio::spawn(naive_poll(db.pool.clone()));
    let writers: Vec<_> = (0..WRITERS).map(|writer| tokio::spawn(write(db.pool.clone(), writer))).collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let all = 2 * WRITERS * COMMANDS;
    let events = kafka.events(Topic::Scans, all).await;
    assert_eq!(events.len(), all, "each once");
    for (stream, versions) in by_stream(events.iter().map(|event| (&event.subject, event.stream_version))) {
        assert_eq!(versions, (1..=versions.len() as i64).collect::<Vec<_>>(), "{stream} in order");
    }
    // The checker's check: under the same writers, `id > last` loses events.
    assert!(naive.await.unwrap().len() < all, "a naive poll would have done, so this test proves nothing");
    relay.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_waits_for_an_older_transaction_that_is_still_open() {
    let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
    let relay = relay(&db.pool, &kafka.args);
    let mut open = db.pool.begin().await.unwrap();
    outbox::lock_stream(&mut open, "slow").await.unwrap();
    outbox::append(&mut open, &outgoing("slow")).await.unwrap();
    command(&db.pool, "quick").await.unwrap();
    eventually("the event is seen to be held back", async || relay.metric("outbox_held_back_events") == 1.0)
        .await;
    assert_eq!(relay.metric("outbox_published_total"), 0.0, "behind the horizon nothing leaves");
    open.commit().await.unwrap();
    kafka.events(Topic::Scans, 2).await;
    relay.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_wakes_the_relay() {
    let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
    let never_polls = RelaySettings { poll: Duration::from_secs(3600), ..relay_settings() };
    let relay = relay_with(&db.pool, &kafka.args, never_polls);
    // More than one round: others on this server may hold the horizon just when the call comes.
    for _ in 0..5 {
        let before = relay.metric("outbox_published_total");
        eventually("a commit's call is heard", async || {
            command(&db.pool, "a").await.unwrap();
            relay.metric("outbox_published_total") > before
        })
        .await;
    }
    relay.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_is_a_valid_cloud_event_under_its_streams_key() {
    let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
    let (id, visitor, trace) =
        (Uuid::now_v7(), Uuid::now_v7(), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    let sent = ProductScanned { visitor_id: visitor, ..scan() };
    let event = Outgoing::new(visitor, sent.scanned_at, id, &sent).caused_by(Some(trace.into()));
    let mut tx = db.pool.begin().await.unwrap();
    outbox::lock_stream(&mut tx, &visitor.to_string()).await.unwrap();
    outbox::append(&mut tx, &event).await.unwrap();
    tx.commit().await.unwrap();
    let relay = relay(&db.pool, &kafka.args);
    kafka.events(Topic::Scans, 1).await;
    relay.stop().await;

    let record = kafka.all(Topic::Scans.name()).await.remove(0);
    assert_eq!(record.key, visitor.to_string());
    for (name, value) in [
        ("content-type", "application/cloudevents+json; charset=UTF-8"),
        ("ce_id", &id.to_string()),
        ("ce_type", "packytrace.product_scanned.v1"),
        ("ce_streamversion", "1"),
        ("traceparent", trace),
    ] {
        assert_eq!(record.header(name), Some(value), "{name}");
    }
    let value = serde_json::from_slice(&record.value).unwrap();
    jsonschema::validate(&serde_json::from_str(ENVELOPE_SCHEMA).unwrap(), &value).unwrap();
    jsonschema::validate(&serde_json::from_str(ProductScanned::SCHEMA).unwrap(), &value["data"]).unwrap();
    assert_eq!(record.envelope().data::<ProductScanned>().unwrap().unwrap(), sent);
    assert_eq!(
        (record.envelope().time, record.envelope().source.as_str()),
        (sent.scanned_at, "passport-service")
    );
    assert_ne!(record.envelope().time, Timestamp::UNIX_EPOCH);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_relays_one_leads_until_it_stops() {
    let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
    let first = relay(&db.pool, &kafka.args);
    eventually("the first leads", async || first.metric("outbox_leader") == 1.0).await;
    let second = relay(&db.pool, &kafka.args);
    for _ in 0..50 {
        command(&db.pool, "a").await.unwrap();
    }
    assert_eq!(kafka.events(Topic::Scans, 50).await.len(), 50, "each once");
    assert_eq!((second.metric("outbox_leader"), second.metric("outbox_published_total")), (0.0, 0.0));
    first.stop().await;
    eventually("the second leads", async || second.metric("outbox_leader") == 1.0).await;
    command(&db.pool, "a").await.unwrap();
    assert_eq!(kafka.events(Topic::Scans, 51).await.len(), 51, "each once");
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_schema_has_a_leader_of_its_own() {
    let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
    let other = db.other_schema("fridge").await;
    let (ours, theirs) = (relay(&db.pool, &kafka.args), relay(&other, &kafka.args));
    command(&db.pool, "a").await.unwrap();
    command(&other, "b").await.unwrap();
    kafka.events(Topic::Scans, 2).await;
    assert_eq!((ours.metric("outbox_published_total"), theirs.metric("outbox_published_total")), (1.0, 1.0));
    ours.stop().await;
    theirs.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_restore_on_a_younger_server_old_and_new_events_leave() {
    let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
    for _ in 0..3 {
        command(&db.pool, "a").await.unwrap();
    }
    // As if they came from a server that had seen many more transactions.
    db.run("UPDATE outbox SET xid = (xid::text::bigint + 9000000000)::text::xid8").await;
    db.run("UPDATE outbox_streams SET xid = (xid::text::bigint + 9000000000)::text::xid8").await;
    db.run("UPDATE outbox_cursor SET xid = '9000000000', server = 1").await;
    assert!(
        command(&db.pool, "a").await.is_err(),
        "nothing is appended behind a horizon that it would never pass"
    );
    let relay = relay(&db.pool, &kafka.args);
    kafka.events(Topic::Scans, 3).await;
    for version in 4..=6 {
        assert_eq!(command(&db.pool, "a").await.unwrap(), version);
        assert_eq!(command(&db.pool, "new").await.unwrap(), version - 3);
    }
    let events = kafka.events(Topic::Scans, 9).await;
    let streams = by_stream(events.iter().map(|event| (&event.subject, event.stream_version)));
    assert_eq!(
        (streams["a"].as_slice(), streams["new"].as_slice()),
        ([1, 2, 3, 4, 5, 6].as_slice(), [1, 2, 3].as_slice())
    );
    relay.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_role_without_ddl_can_append_relay_and_consume_and_nothing_more() {
    let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
    let service = db.as_service_role().await;
    let (relay, effects) = (relay(&service, &kafka.args), Arc::new(Effects::default()));
    effects.tell("a", 2, Instead::Fail, u32::MAX);
    let consumer = consumer(&service, &kafka.args, subscription(&effects, &[Topic::Scans]));
    for _ in 0..3 {
        command(&service, "a").await.unwrap();
    }
    eventually("one is dead and one waits", async || {
        sqlx::query_scalar("SELECT count(*) = 1 FROM inbox_parked").fetch_one(&service).await.unwrap()
    })
    .await;
    relay.stop().await;
    consumer.stop().await;
    for forbidden in
        ["DELETE FROM outbox", "UPDATE outbox SET data = '{}'", "DELETE FROM inbox", "DROP TABLE outbox"]
    {
        assert!(sqlx::query(forbidden).execute(&service).await.is_err(), "{forbidden}");
    }
}
