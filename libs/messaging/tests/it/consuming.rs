//! One effect an event, in the order of its stream.

use std::sync::Arc;

use contracts::Topic;
use rdkafka::admin::AdminOptions;

use crate::database::Database;
use crate::kafka::Kafka;
use crate::world::{CONSUMER, Effects, Instead, by_stream, consumer, event, eventually, subscription};

struct World {
    db: Database,
    kafka: Kafka,
    effects: Arc<Effects>,
    topic: Topic,
}

impl World {
    async fn of(topic: Topic) -> Self {
        let (db, kafka) = (Database::new().await, Kafka::with(&[topic]).await);
        Self { db, kafka, effects: Arc::default(), topic }
    }

    fn consumer(&self) -> crate::world::Running {
        consumer(&self.db.pool, &self.kafka.args, subscription(&self.effects, &[self.topic]))
    }

    async fn put(&self, stream: &str, versions: &[i64]) {
        for version in versions {
            self.kafka.put(self.topic, &event(stream, *version)).await;
        }
    }

    /// Waits for so many effects and gives those of each stream.
    async fn effects(&self, count: usize) -> std::collections::HashMap<String, Vec<i64>> {
        eventually(&format!("{count} effects"), async || self.db.effects().await.len() >= count).await;
        by_stream(self.db.effects().await.iter().map(|(stream, version)| (stream, *version)))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_that_comes_three_times_has_one_effect() {
    let world = World::of(Topic::Scans).await;
    let twice = event("a", 1);
    for _ in 0..3 {
        world.kafka.put(world.topic, &twice).await;
    }
    world.put("a", &[2]).await;
    let consumer = world.consumer();
    assert_eq!(world.effects(2).await["a"], [1, 2]);
    assert_eq!(
        consumer.metric("inbox_events_total{outcome=\"skipped\""),
        0.0,
        "labels come in another order"
    );
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_had_under_a_lost_position_has_no_second_effect() {
    let world = World::of(Topic::Scans).await;
    let once = event("a", 1);
    world.kafka.put(world.topic, &once).await;
    let consumer = world.consumer();
    world.effects(1).await;
    world.db.run("DELETE FROM inbox_positions").await;
    world.kafka.put(world.topic, &once).await;
    world.put("a", &[2]).await;
    assert_eq!(world.effects(2).await["a"], [1, 2]);
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_whose_id_is_forgotten_is_known_by_its_version() {
    let world = World::of(Topic::Scans).await;
    let once = event("a", 1);
    world.kafka.put(world.topic, &once).await;
    let consumer = world.consumer();
    world.effects(1).await;
    world.db.run("TRUNCATE inbox").await;
    world.kafka.put(world.topic, &once).await;
    world.put("a", &[2]).await;
    assert_eq!(world.effects(2).await["a"], [1, 2]);
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_had_no_effect_before_a_stop_has_it_after() {
    let world = World::of(Topic::Scans).await;
    world.effects.tell("a", 2, Instead::Retry, u32::MAX);
    world.put("a", &[1, 2, 3]).await;
    let first = world.consumer();
    eventually("it was tried", async || first.metric("inbox_failures_total") >= 2.0).await;
    first.stop().await;
    world.effects.heal();
    let second = world.consumer();
    assert_eq!(world.effects(3).await["a"], [1, 2, 3]);
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_topic_read_again_from_the_start_changes_nothing() {
    let world = World::of(Topic::Scans).await;
    world.put("a", &[1, 2, 3]).await;
    world.put("b", &[1, 2]).await;
    let first = world.consumer();
    world.effects(5).await;
    first.stop().await;
    let group = world.kafka.args.group_name(CONSUMER);
    for deleted in world.kafka.admin().delete_groups(&[&group], &AdminOptions::new()).await.unwrap() {
        deleted.unwrap();
    }
    let second = world.consumer();
    eventually("all were read again", async || second.metric("inbox_events_total") == 5.0).await;
    let effects = world.effects(5).await;
    assert_eq!((effects["a"].as_slice(), effects["b"].as_slice()), ([1, 2, 3].as_slice(), [1, 2].as_slice()));
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_before_its_turn_waits_for_its_predecessor() {
    let world = World::of(Topic::Scans).await;
    world.put("a", &[1, 4, 3]).await;
    world.put("b", &[1]).await;
    let consumer = world.consumer();
    eventually("two are parked", async || world.db.number("SELECT count(*) FROM inbox_parked").await == 2)
        .await;
    assert_eq!(world.effects(2).await["a"], [1], "only what has its turn");
    world.put("a", &[2]).await;
    assert_eq!(world.effects(5).await["a"], [1, 2, 3, 4]);
    assert_eq!(world.db.number("SELECT count(*) FROM inbox_parked").await, 0);
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_version_seen_is_the_baseline() {
    let world = World::of(Topic::Scans).await;
    world.put("a", &[7, 8, 3]).await;
    world.put("b", &[1]).await;
    let consumer = world.consumer();
    eventually("all were read", async || consumer.metric("inbox_events_total") == 4.0).await;
    assert_eq!(world.effects(3).await["a"], [7, 8]);
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_compacted_topic_versions_may_jump_but_not_go_back() {
    let world = World::of(Topic::Catalog).await;
    world.put("08001505005707", &[1, 5, 4, 9]).await;
    let consumer = world.consumer();
    eventually("all were read", async || consumer.metric("inbox_events_total") == 4.0).await;
    assert_eq!(world.effects(3).await["08001505005707"], [1, 5, 9]);
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_away_is_waited_for_and_only_its_partition_waits() {
    let world = World::of(Topic::Scans).await;
    world.effects.tell("a", 2, Instead::Retry, 10);
    world.effects.tell("a", 3, Instead::FailAfterwards, 1);
    world.put("a", &[1, 2, 3]).await;
    for stream in 0..10 {
        world.put(&format!("other-{stream}"), &[1]).await;
    }
    let consumer = world.consumer();
    let effects = world.effects(13).await;
    assert_eq!(effects["a"], [1, 2, 3], "in order, once, however often it failed");
    assert_eq!(effects.len(), 11);
    assert!(consumer.metric("inbox_failures_total") >= 10.0);
    assert_eq!(consumer.metric("inbox_dead_letters_total"), 0.0, "what passes is no dead letter");
    let order: Vec<_> = world.db.effects().await.into_iter().map(|(stream, _)| stream).collect();
    assert_ne!(order.last().map(String::as_str), Some("other-0"), "others did not wait for the last");
    consumer.stop().await;
}
