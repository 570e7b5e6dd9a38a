//! Faults between outbox, relay, Kafka and consumer.

use std::sync::Arc;
use std::time::Duration;

use contracts::Topic;
use messaging::KafkaArgs;
use messaging::relay::RelaySettings;
use rdkafka::mocking::MockCluster;
use rdkafka::types::{RDKafkaApiKey, RDKafkaRespErr};

use crate::database::Database;
use crate::kafka::{Kafka, read};
use crate::world::{Effects, command, consumer, eventually, relay, relay_settings, relay_with, subscription};

const EVENTS: usize = 20;
const CURSOR: &str = "SELECT xid::text::bigint FROM outbox_cursor";
const STUCK_AT_THE_CURSOR: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'UPDATE outbox_cursor%' AND wait_event_type = 'Lock'";
const QUIET_LEADER: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
     AND query LIKE '-- Behind the cursor%' AND state_change < clock_timestamp() - interval '400 ms'";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_relay_killed_between_delivery_and_cursor_delivers_again_and_the_effect_stays_one() {
    let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
    let effects = Arc::new(Effects::default());
    let consumer = consumer(&db.pool, &kafka.args, subscription(&effects, &[Topic::Scans]));
    for _ in 0..EVENTS {
        command(&db.pool, "a").await.unwrap();
    }
    let mut holder = db.pool.begin().await.unwrap();
    sqlx::query("SELECT FROM outbox_cursor FOR UPDATE").execute(&mut *holder).await.unwrap();
    let relay = relay(&db.pool, &kafka.args);
    eventually("delivered, cursor not moved", async || db.number(STUCK_AT_THE_CURSOR).await == 1).await;
    assert_eq!(kafka.all(Topic::Scans.name()).await.len(), EVENTS);
    db.run(&STUCK_AT_THE_CURSOR.replace("count(*)", "pg_terminate_backend(pid)")).await;
    holder.rollback().await.unwrap();

    eventually("the cursor moved", async || db.number(CURSOR).await > 0).await;
    assert_eq!(kafka.all(Topic::Scans.name()).await.len(), 2 * EVENTS, "delivered again");
    eventually("consumed", async || {
        consumer.metric("inbox_events_total") >= 2.0 * EVENTS as f64 && db.effects().await.len() >= EVENTS
    })
    .await;
    let versions: Vec<_> = db.effects().await.into_iter().map(|(_, version)| version).collect();
    assert_eq!(versions, (1..=EVENTS as i64).collect::<Vec<_>>(), "one effect each, in order");
    relay.stop().await;
    consumer.stop().await;
}

fn mock() -> (MockCluster<'static, rdkafka::producer::DefaultProducerContext>, KafkaArgs) {
    let cluster = MockCluster::new(1).unwrap();
    cluster.create_topic(Topic::Scans.name(), 1, 1).unwrap();
    let args = KafkaArgs::at(&cluster.bootstrap_servers(), "");
    (cluster, args)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_kafka_refuses_stays_behind_the_cursor_and_leaves_in_order_later() {
    let (db, (cluster, args)) = (Database::new().await, mock());
    let refusals = [RDKafkaRespErr::RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED; 3];
    cluster.request_errors(RDKafkaApiKey::Produce, &refusals);
    for _ in 0..EVENTS {
        command(&db.pool, "a").await.unwrap();
    }
    let relay = relay(&db.pool, &args);
    eventually("it was refused", async || relay.metric("outbox_delivery_failures_total") >= 1.0).await;
    eventually("the cursor moved", async || db.number(CURSOR).await > 0).await;
    assert!(relay.metric("outbox_delivery_failures_total") >= 3.0, "the cursor did not move over a refusal");
    relay.stop().await;
    let seen = read(args, Topic::Scans.to_string()).await;
    let mut versions: Vec<_> = seen.iter().map(|record| record.envelope().stream_version).collect();
    versions.dedup();
    assert_eq!(versions, (1..=EVENTS as i64).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_kafka_is_away_commands_go_on_and_the_backlog_shows() {
    let (db, (cluster, args)) = (Database::new().await, mock());
    cluster.broker_down(1).unwrap();
    let impatient = RelaySettings { delivery_timeout: Duration::from_millis(300), ..relay_settings() };
    let relay = relay_with(&db.pool, &args, impatient);
    for version in 1..=EVENTS as i64 {
        assert_eq!(command(&db.pool, "a").await.unwrap(), version);
    }
    eventually("a delivery failed", async || relay.metric("outbox_delivery_failures_total") >= 1.0).await;
    eventually("the backlog shows", async || relay.metric("outbox_backlog_events") == EVENTS as f64).await;
    assert_eq!(db.number(CURSOR).await, 0, "the cursor waits");
    cluster.broker_up(1).unwrap();
    eventually("all have left", async || relay.metric("outbox_published_total") == EVENTS as f64).await;
    relay.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_waits_for_what_is_on_its_way() {
    let (db, (cluster, args)) = (Database::new().await, mock());
    let relay = relay(&db.pool, &args);
    command(&db.pool, "warm").await.unwrap();
    eventually("it leads", async || relay.metric("outbox_published_total") == 1.0).await;
    let before = db.number(CURSOR).await;
    cluster.broker_round_trip_time(1, Duration::from_secs(2)).unwrap();
    command(&db.pool, "a").await.unwrap();
    eventually("the leader reads no more: it waits for Kafka's answer", async || {
        db.number(QUIET_LEADER).await == 1
    })
    .await;
    relay.stop().await;
    assert!(db.number(CURSOR).await > before, "delivered, reported, moved");
}
