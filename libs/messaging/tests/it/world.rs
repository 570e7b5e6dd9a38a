//! Events, relays, consumers and handlers of the tests.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use contracts::events::{ProductScanned, ProductScannedEntry};
use contracts::{Envelope, EventData, SpecVersion};
use jiff::Timestamp;
use messaging::consumer::{Consumer, ConsumerSettings, Subscription};
use messaging::outbox::{self, OutboxError};
use messaging::relay::{Relay, RelaySettings};
use messaging::{Event, Failure, Handler, KafkaArgs, Outgoing};
use prometheus_client::registry::Registry;
use sqlx::{PgConnection, PgPool};
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub(crate) fn scan() -> ProductScanned {
    ProductScanned {
        scan_id: Uuid::now_v7(),
        visitor_id: Uuid::now_v7(),
        account_id: None,
        gtin: "08001505005707".into(),
        brand_id: None,
        region: None,
        entry: ProductScannedEntry::Typed,
        new_visitor: false,
        measurement: None,
        scanned_at: "2026-11-22T09:41:07.123456Z".parse().unwrap(),
    }
}

pub(crate) fn outgoing(stream: &str) -> Outgoing {
    Outgoing::new(stream, Timestamp::UNIX_EPOCH, Uuid::now_v7(), &scan())
}

/// An event as the relay would put it on Kafka.
pub(crate) fn event(stream: &str, version: i64) -> Envelope {
    Envelope {
        specversion: SpecVersion::V1,
        id: Uuid::now_v7(),
        event_type: ProductScanned::TYPE.into(),
        source: "passport-service".into(),
        time: Timestamp::UNIX_EPOCH,
        subject: stream.into(),
        stream_version: version,
        data_schema: ProductScanned::SCHEMA_ID.into(),
        data: serde_json::to_value(scan()).unwrap(),
    }
}

/// A command: lock, append, commit.
pub(crate) async fn command(pool: &PgPool, stream: &str) -> Result<i64, OutboxError> {
    let mut tx = pool.begin().await?;
    outbox::lock_stream(&mut tx, stream).await?;
    let version = outbox::append(&mut tx, &outgoing(stream)).await?;
    tx.commit().await?;
    Ok(version)
}

/// Something that runs until it is stopped.
pub(crate) struct Running {
    stop: CancellationToken,
    task: JoinHandle<anyhow::Result<()>>,
    metrics: Registry,
}

impl Running {
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        tokio::time::timeout(Duration::from_secs(10), self.task)
            .await
            .expect("stops in 10 s")
            .unwrap()
            .unwrap();
    }

    /// The value of a metric without labels, or the sum of its values.
    pub(crate) fn metric(&self, name: &str) -> f64 {
        let mut text = String::new();
        prometheus_client::encoding::text::encode(&mut text, &self.metrics).unwrap();
        let values = text.lines().filter(|line| line.starts_with(name) && !line.starts_with('#'));
        values.map(|line| line.rsplit(' ').next().unwrap().parse::<f64>().unwrap()).sum()
    }
}

pub(crate) fn relay_settings() -> RelaySettings {
    RelaySettings {
        pause: Duration::from_millis(100),
        poll: Duration::from_millis(20),
        ..RelaySettings::default()
    }
}

pub(crate) fn relay(pool: &PgPool, kafka: &KafkaArgs) -> Running {
    relay_with(pool, kafka, relay_settings())
}

pub(crate) fn relay_with(pool: &PgPool, kafka: &KafkaArgs, settings: RelaySettings) -> Running {
    let (mut metrics, stop) = (Registry::default(), CancellationToken::new());
    let relay = Relay::new(pool.clone(), kafka, "passport-service", &mut metrics).with_settings(settings);
    Running { task: tokio::spawn(relay.run(stop.clone())), stop, metrics }
}

/// What a handler does with one event, instead of its effect.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Instead {
    Fail,
    Retry,
    Panic,
    /// Has its effect, then fails: the transaction must take it back.
    FailAfterwards,
}

/// Writes each event into `effects`, unless told otherwise.
#[derive(Default)]
pub(crate) struct Effects(Mutex<HashMap<(String, i64), (Instead, u32)>>);

impl Effects {
    /// The next `times` times that the event comes.
    pub(crate) fn tell(&self, stream: &str, version: i64, instead: Instead, times: u32) {
        self.0.lock().unwrap().insert((stream.to_owned(), version), (instead, times));
    }

    pub(crate) fn heal(&self) {
        self.0.lock().unwrap().clear();
    }

    fn told(&self, envelope: &Envelope) -> Option<Instead> {
        let mut told = self.0.lock().unwrap();
        let (instead, times) = told.get_mut(&(envelope.subject.clone(), envelope.stream_version))?;
        *times = times.checked_sub(1)?;
        Some(*instead)
    }
}

#[async_trait]
impl Handler for Effects {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let told = self.told(&event.envelope);
        match told {
            Some(Instead::Fail) => return Err(Failure::dead_letter(anyhow::anyhow!("it was told to fail"))),
            Some(Instead::Retry) => return Err(Failure::retry(anyhow::anyhow!("something is away"))),
            Some(Instead::Panic) => panic!("it was told to panic"),
            Some(Instead::FailAfterwards) | None => {}
        }
        sqlx::query("INSERT INTO effects (stream, version) VALUES ($1, $2)")
            .bind(&event.envelope.subject)
            .bind(event.envelope.stream_version)
            .execute(conn)
            .await?;
        match told {
            Some(_) => Err(Failure::retry(anyhow::anyhow!("something is away"))),
            None => Ok(()),
        }
    }
}

pub(crate) const CONSUMER: &str = "tests";

pub(crate) fn subscription(handler: &Arc<Effects>, topics: &[contracts::Topic]) -> Subscription {
    Subscription { consumer: CONSUMER, topics: topics.to_vec(), handler: handler.clone() }
}

pub(crate) fn consumer(pool: &PgPool, kafka: &KafkaArgs, subscription: Subscription) -> Running {
    let settings = ConsumerSettings { pause: Duration::from_millis(20), ..ConsumerSettings::default() };
    let (mut metrics, stop) = (Registry::default(), CancellationToken::new());
    let consumer = Consumer::new(pool.clone(), kafka, subscription, &mut metrics).with_settings(settings);
    Running { task: tokio::spawn(consumer.run(stop.clone())), stop, metrics }
}

const WITHIN: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Looks until there is what one waits for. The deadline ends a look that hangs, too.
pub(crate) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        let mut looks = tokio::time::interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            looks.tick().await;
            if let Some(seen) = look().await {
                return seen;
            }
        }
    };
    tokio::time::timeout(WITHIN, looking).await.unwrap_or_else(|_| panic!("not in {WITHIN:?}: {what}"))
}

/// Waits for a condition, with a deadline.
pub(crate) async fn eventually(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    until(what, async || condition().await.then_some(())).await;
}

/// Versions of each stream, as they came.
pub(crate) fn by_stream<'a>(
    events: impl IntoIterator<Item = (&'a String, i64)>,
) -> HashMap<String, Vec<i64>> {
    let mut streams: HashMap<String, Vec<i64>> = HashMap::new();
    for (stream, version) in events {
        streams.entry(stream.clone()).or_default().push(version);
    }
    streams
}
