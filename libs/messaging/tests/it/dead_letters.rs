//! What cannot be digested goes aside with its reason, its stream waits, and a replay brings both back.

use std::sync::Arc;

use clap::Parser as _;
use contracts::Topic;
use messaging::dlq::{self, CommandError};

use crate::database::Database;
use crate::kafka::{Kafka, Seen};
use crate::world::{Effects, Instead, Running, by_stream, consumer, event, eventually, subscription};

#[derive(clap::Parser)]
struct Cli {
    #[command(subcommand)]
    command: dlq::Command,
}

struct World {
    db: Database,
    kafka: Kafka,
    effects: Arc<Effects>,
}

impl World {
    async fn new() -> Self {
        let (db, kafka) = (Database::new().await, Kafka::with(&[Topic::Scans]).await);
        Self { db, kafka, effects: Arc::default() }
    }

    fn consumer(&self) -> Running {
        consumer(&self.db.pool, &self.kafka.args, subscription(&self.effects, &[Topic::Scans]))
    }

    async fn put(&self, stream: &str, versions: &[i64]) {
        for version in versions {
            self.kafka.put(Topic::Scans, &event(stream, *version)).await;
        }
    }

    async fn dead_letters(&self) -> Vec<Seen> {
        self.kafka.all(&Topic::Scans.dead_letters()).await
    }

    async fn parked(&self) -> i64 {
        self.db.number("SELECT count(*) FROM inbox_parked").await
    }

    async fn command(&self, words: &[&str]) -> (Result<(), CommandError>, String) {
        let command = Cli::parse_from(["service"].iter().chain(words)).command;
        let mut out = String::new();
        let subscriptions = [subscription(&self.effects, &[Topic::Scans])];
        let result = command.run(&self.db.pool, &self.kafka.args, &subscriptions, &mut out).await;
        (result, out)
    }

    async fn versions(&self, stream: &str) -> Vec<i64> {
        let effects = self.db.effects().await;
        by_stream(effects.iter().map(|(stream, version)| (stream, *version)))
            .remove(stream)
            .unwrap_or_default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn poison_goes_aside_its_stream_waits_and_a_replay_brings_both_back_in_order() {
    let world = World::new().await;
    world.effects.tell("a", 2, Instead::Fail, u32::MAX);
    world.put("a", &[1, 2, 3, 4]).await;
    world.put("b", &[1]).await;
    let consumer = world.consumer();
    eventually("two wait behind the dead one", async || world.parked().await == 2).await;
    eventually("others go on", async || world.versions("b").await == [1]).await;
    assert_eq!(world.versions("a").await, [1]);

    let letter = world.dead_letters().await.remove(0);
    assert_eq!((letter.key.as_str(), letter.envelope().stream_version), ("a", 2), "the record as it came");
    assert_eq!(letter.header("dlq_topic"), Some("packytrace.scans.v1"));
    assert_eq!(letter.header("dlq_reason"), Some("it was told to fail"));
    assert_eq!(letter.header("dlq_tries"), Some("5"));
    assert_eq!(letter.header("ce_streamversion"), Some("2"));

    let (listed, out) = world.command(&["list"]).await;
    listed.unwrap();
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.contains("it was told to fail") && out.contains("packytrace.scans.v1/"), "{out}");
    let (early, out) = world.command(&["replay"]).await;
    assert!(matches!(early, Err(CommandError::StillDead(1))) && out.contains("failed again"), "{out}");

    world.effects.heal();
    let (replayed, out) = world.command(&["replay"]).await;
    replayed.unwrap();
    assert!(out.contains("replayed, and 2 behind it"), "{out}");
    assert_eq!(world.versions("a").await, [1, 2, 3, 4]);
    world.put("a", &[5]).await;
    eventually("the stream goes on", async || world.versions("a").await == [1, 2, 3, 4, 5]).await;
    assert_eq!(world.command(&["list"]).await.1, "", "nothing is left to replay");
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_event_of_a_stream_can_be_the_dead_one() {
    let world = World::new().await;
    world.effects.tell("a", 1, Instead::Fail, u32::MAX);
    world.put("a", &[1, 2]).await;
    let consumer = world.consumer();
    eventually("the second waits", async || world.parked().await == 1).await;
    assert_eq!(world.versions("a").await, [0_i64; 0]);
    world.effects.heal();
    world.command(&["replay"]).await.0.unwrap();
    assert_eq!(world.versions("a").await, [1, 2]);
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_value_that_is_no_event_goes_aside_at_once_and_holds_its_stream() {
    let world = World::new().await;
    world.put("a", &[1]).await;
    world.kafka.put_value(Topic::Scans, &event("a", 2), b"{\"half\":").await;
    world.put("a", &[3]).await;
    world.put("b", &[1]).await;
    let consumer = world.consumer();
    eventually("the third waits", async || world.parked().await == 1).await;
    let letter = world.dead_letters().await.remove(0);
    assert_eq!((letter.value.as_slice(), letter.header("dlq_tries")), (b"{\"half\":".as_slice(), Some("1")));
    assert!(letter.header("dlq_reason").unwrap().starts_with("the value is no envelope"));
    eventually("others go on", async || world.versions("b").await == [1]).await;
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handler_that_panics_costs_its_event_and_not_the_consumer() {
    let world = World::new().await;
    world.effects.tell("a", 2, Instead::Panic, u32::MAX);
    world.put("a", &[1, 2]).await;
    world.put("b", &[1]).await;
    let consumer = world.consumer();
    eventually("it is a dead letter", async || world.dead_letters().await.len() == 1).await;
    assert_eq!(world.dead_letters().await[0].header("dlq_reason"), Some("the handler panicked"));
    eventually("others go on", async || world.versions("b").await == [1]).await;
    consumer.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_that_waited_can_be_poison_too() {
    let world = World::new().await;
    world.effects.tell("a", 3, Instead::Fail, u32::MAX);
    world.put("a", &[1, 3, 4, 2]).await;
    let consumer = world.consumer();
    eventually("the third is a dead letter", async || world.dead_letters().await.len() == 1).await;
    eventually("the second had its effect", async || world.versions("a").await == [1, 2]).await;
    assert_eq!(world.parked().await, 1, "the fourth waits");
    world.effects.heal();
    world.command(&["replay"]).await.0.unwrap();
    assert_eq!(world.versions("a").await, [1, 2, 3, 4]);
    consumer.stop().await;
}
