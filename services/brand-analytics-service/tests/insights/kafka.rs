//! The consumer on a real broker: what was released is shown, what was not is a dead letter, and nothing else is read.

use std::time::Duration;

use brand_analytics_service::adapters::{kafka, metrics::Meters};
use contracts::Topic;
use messaging::{Consumer, Event, KafkaArgs, consumer::ConsumerSettings, dlq};
use prometheus_client::registry::Registry;
use rdkafka::{
    ClientConfig,
    admin::{AdminClient, AdminOptions, NewTopic, TopicReplication},
    client::DefaultClientContext,
    message::{Header, OwnedHeaders},
    producer::{FutureProducer, FutureRecord},
};
use serde_json::Value;
use service_kit::ids::BrandId;
use tokio::{task::JoinHandle, time::MissedTickBehavior};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::world::{PASTA, World, brand, november, with_sums};

const CELLS: [crate::world::Cell; 2] =
    [(PASTA, "IT-25", "scanning_visitors", 12), (PASTA, "other", "scanning_visitors", 6)];
const WITHIN: Duration = Duration::from_secs(30);

/// The insights and their dead letters, under a prefix of this test's own.
struct Broker {
    args: KafkaArgs,
    producer: FutureProducer,
    admin: AdminClient<DefaultClientContext>,
}

impl Broker {
    async fn new() -> Self {
        let brokers = std::env::var("PACKYTRACE_TEST_KAFKA")
            .expect("PACKYTRACE_TEST_KAFKA must name a Kafka broker (`make test` sets it)");
        let args = KafkaArgs::at(&brokers, format!("t{}-", Uuid::new_v4().simple()));
        let config: ClientConfig = args.client_settings().into_iter().collect();
        let broker = Self {
            args,
            producer: config.create().expect("a producer"),
            admin: config.create().expect("an administrator"),
        };
        let names = broker.names();
        let new: Vec<_> =
            names.iter().map(|name| NewTopic::new(name, 3, TopicReplication::Fixed(1))).collect();
        for made in broker.admin.create_topics(&new, &AdminOptions::new()).await.expect("made") {
            made.expect("made");
        }
        broker
    }

    fn names(&self) -> [String; 2] {
        [self.args.topic_name(Topic::Insights), self.args.dead_letters_name(Topic::Insights)]
    }

    /// As the pipeline's relay does.
    async fn put(&self, event: &Event) {
        let (topic, version) =
            (self.args.topic_name(Topic::Insights), event.envelope.stream_version.to_string());
        let headers = OwnedHeaders::new()
            .insert(Header { key: "ce_source", value: Some(&event.envelope.source) })
            .insert(Header { key: "ce_streamversion", value: Some(&version) });
        let value = serde_json::to_vec(&event.envelope).expect("JSON");
        let record = FutureRecord::to(&topic).key(&event.envelope.subject).payload(&value).headers(headers);
        self.producer.send(record, WITHIN).await.expect("taken");
    }

    async fn put_all(&self, events: &[Event]) {
        for event in events {
            self.put(event).await;
        }
    }

    async fn clean_up(self) {
        let names = self.names();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        self.admin.delete_topics(&names, &AdminOptions::new()).await.expect("deleted");
    }
}

struct Running {
    stop: CancellationToken,
    task: JoinHandle<anyhow::Result<()>>,
}

fn consume(world: &World, broker: &Broker) -> Running {
    let settings = ConsumerSettings { pause: Duration::from_millis(20), ..ConsumerSettings::default() };
    let subscription = kafka::insights(Meters::default());
    let consumer =
        Consumer::new(world.service.db.clone(), &broker.args, subscription, &mut Registry::default());
    let stop = CancellationToken::new();
    Running { task: tokio::spawn(consumer.with_settings(settings).run(stop.clone())), stop }
}

impl Running {
    async fn stop(self) {
        self.stop.cancel();
        self.task.await.expect("joined").expect("stopped");
    }
}

/// Waits until the brand is told of this day as its last.
async fn through(world: &World, brand: BrandId, day: &str) -> Value {
    let looking = async {
        let mut looks = tokio::time::interval(Duration::from_millis(50));
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            looks.tick().await;
            let table = world.service.table("/api/v1/brand/insights/summary", brand).await;
            if table["releasedThrough"] == day {
                return table;
            }
        }
    };
    tokio::time::timeout(WITHIN, looking).await.unwrap_or_else(|_| panic!("{day} is not shown"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_released_is_shown_once_whoever_is_killed() {
    let (world, broker, one, two) = (World::new().await, Broker::new().await, brand(), brand());
    let first = world.day(one, november(18), &with_sums(&CELLS));
    broker.put_all(&first).await;
    broker.put_all(&world.day(two, november(18), &[])).await;
    let consumer = consume(&world, &broker);
    through(&world, one, "2026-11-18").await;
    through(&world, two, "2026-11-18").await;
    consumer.task.abort(); // killed: what was not stored comes again
    let _ = consumer.task.await;
    broker.put_all(&first).await; // and a relay that was killed repeats itself
    broker.put_all(&world.day(one, november(19), &with_sums(&CELLS))).await;
    let consumer = consume(&world, &broker);
    let table = through(&world, one, "2026-11-19").await;
    assert_eq!((&table["items"][0]["visitors"], &table["items"][0]["daysReleased"]), (&36.into(), &2.into()));
    consumer.stop().await;
    broker.clean_up().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_not_what_was_released_is_a_dead_letter_and_what_follows_waits() {
    let (world, broker, one, two) = (World::new().await, Broker::new().await, brand(), brand());
    broker.put_all(&world.day(one, november(17), &with_sums(&CELLS))).await;
    let mut corrupt = world.day(one, november(18), &with_sums(&CELLS));
    for row in [0, 2] {
        let visitors = corrupt[row].envelope.data["visitors"].as_i64().expect("a number");
        corrupt[row].envelope.data["visitors"] = (visitors + 1).into();
    }
    broker.put_all(&corrupt).await;
    broker.put_all(&world.day(one, november(19), &with_sums(&CELLS))).await;
    broker.put_all(&world.day(two, november(19), &with_sums(&CELLS))).await;
    let consumer = consume(&world, &broker);
    through(&world, two, "2026-11-19").await;
    let letters = until_a_letter(&world, &broker).await;
    assert_eq!(letters.lines().count(), 1, "{letters}");
    assert!(letters.contains("hash is not that of its rows"), "{letters}");
    let table = through(&world, one, "2026-11-17").await;
    let told = (&table["items"][0]["visitors"], &table["items"][0]["daysReleased"]);
    assert_eq!(told, (&18.into(), &1.into()), "nothing of the refused day, nor of what hangs on it");
    consumer.stop().await;
    broker.clean_up().await;
}

async fn until_a_letter(world: &World, broker: &Broker) -> String {
    let subscriptions = [kafka::insights(Meters::default())];
    let looking = async {
        loop {
            let mut told = String::new();
            let list =
                dlq::Command::List.run(&world.service.db, &broker.args, &subscriptions, &mut told).await;
            list.expect("listed");
            if !told.is_empty() {
                return told;
            }
        }
    };
    tokio::time::timeout(WITHIN, looking).await.expect("a dead letter")
}
