//! The loop that brings a topic's events to a handler.
//!
//! Offsets are stored after the commit, so a kill repeats records and never loses one; the inbox makes the repetition harmless.

mod client;
mod metrics;
mod partition;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use contracts::Topic;
use futures_util::StreamExt as _;
use prometheus_client::registry::Registry;
use rdkafka::Message as _;
use rdkafka::consumer::{CommitMode, Consumer as _};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};

use crate::dlq::DeadLetters;
use crate::inbox::{self, Handler, Inbox, Outcome, Record};
use crate::kafka::KafkaArgs;
use client::Client;
use metrics::ConsumerMetrics;
use partition::Backlog;

/// Who reads what.
#[derive(Clone)]
pub struct Subscription {
    /// Name of the consumer: its group, and its rows in the inbox. Never changed.
    pub consumer: &'static str,
    /// The topics it reads.
    pub topics: Vec<Topic>,
    /// What it does with their events.
    pub handler: Arc<dyn Handler>,
}

/// How a consumer works; the defaults are meant for production.
#[derive(Debug, Clone)]
pub struct ConsumerSettings {
    /// Records taken at a time; those of one partition share a transaction.
    pub batch: usize,
    /// Partitions handled at the same time.
    pub parallel: usize,
    /// The first wait after a failure; it doubles up to `longest_pause`.
    pub pause: Duration,
    /// The longest wait between two tries.
    pub longest_pause: Duration,
    /// Tries of a permanent failure before the record is a dead letter.
    pub tries: u32,
    /// Days for which the inbox remembers event ids; positions are kept for ever.
    pub keep_days: i32,
}

impl Default for ConsumerSettings {
    fn default() -> Self {
        Self {
            batch: 200,
            parallel: 4,
            pause: Duration::from_millis(200),
            longest_pause: Duration::from_secs(30),
            tries: 5,
            keep_days: 14,
        }
    }
}

/// A consumer of one service.
pub struct Consumer {
    pool: PgPool,
    kafka: KafkaArgs,
    subscription: Subscription,
    settings: ConsumerSettings,
    metrics: ConsumerMetrics,
}

/// A partition: topic and number.
type Place = (Topic, i32);

const HOUSEKEEPING: Duration = Duration::from_secs(3600);

impl Consumer {
    /// A consumer that is not running yet.
    pub fn new(pool: PgPool, kafka: &KafkaArgs, subscription: Subscription, registry: &mut Registry) -> Self {
        let metrics = ConsumerMetrics::default();
        let label = ("consumer".into(), subscription.consumer.into());
        metrics.register(registry.sub_registry_with_prefix("inbox").sub_registry_with_label(label));
        Self { pool, kafka: kafka.clone(), subscription, settings: ConsumerSettings::default(), metrics }
    }

    /// With other settings than the defaults.
    #[must_use]
    pub fn with_settings(mut self, settings: ConsumerSettings) -> Self {
        self.settings = settings;
        self
    }

    /// Consumes until `stop`, then commits what was stored.
    ///
    /// # Errors
    /// When no Kafka client can be made of the settings.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let client = client::subscribe(&self.kafka, &self.subscription, self.metrics.clone())?;
        let letters = DeadLetters::new(&self.kafka)?;
        let mut run = Run { consumer: &self, client: &client, letters, backlogs: HashMap::new() };
        tokio::join!(run.until(&stop), self.keep_house(&stop));
        if let Err(error) = client.commit_consumer_state(CommitMode::Sync) {
            debug!(error = &error as &dyn std::error::Error, "nothing to commit");
        }
        Ok(())
    }

    fn inbox(&self) -> Inbox<'_> {
        Inbox { consumer: self.subscription.consumer, handler: &*self.subscription.handler }
    }

    async fn keep_house(&self, stop: &CancellationToken) {
        let mut maintained: Option<Instant> = None;
        while !stop.is_cancelled() {
            if maintained.is_none_or(|at| at.elapsed() > HOUSEKEEPING) {
                maintained = Some(Instant::now());
                if let Err(error) = inbox::maintain(&self.pool, self.settings.keep_days).await {
                    warn!(
                        error = &error as &dyn std::error::Error,
                        "inbox partitions could not be put in order"
                    );
                }
            }
            if let Ok((events, age)) = inbox::parked(self.subscription.consumer, &self.pool).await {
                self.metrics.parked_now(events, age);
            }
            let _ = tokio::time::timeout(Duration::from_secs(5), stop.cancelled()).await;
        }
    }
}

/// A running consumer.
struct Run<'a> {
    consumer: &'a Consumer,
    client: &'a Client,
    letters: DeadLetters,
    /// Records that were read and have no effect yet, by partition; those that failed wait here with their partition paused.
    backlogs: HashMap<Place, Backlog>,
}

impl Run<'_> {
    async fn until(&mut self, stop: &CancellationToken) {
        info!(consumer = self.consumer.subscription.consumer, "consuming");
        let mut messages = self.client.stream().ready_chunks(self.consumer.settings.batch);
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => return,
                () = tokio::time::sleep_until(self.next_due().into()), if !self.backlogs.is_empty() => {}
                chunk = messages.next() => self.take(chunk.unwrap_or_default()),
            }
            self.work().await;
        }
    }

    fn next_due(&self) -> Instant {
        self.backlogs.values().map(Backlog::due).min().unwrap_or_else(Instant::now)
    }

    fn take(&mut self, chunk: Vec<rdkafka::error::KafkaResult<rdkafka::message::BorrowedMessage<'_>>>) {
        for message in chunk {
            match message {
                Ok(message) => {
                    let Some(topic) = self.consumer.kafka.topic(message.topic()) else { continue };
                    let record = Record::read(topic, &message);
                    self.backlogs.entry((topic, record.partition)).or_default().push(record);
                }
                Err(error) => warn!(error = &error as &dyn std::error::Error, "Kafka did not give a record"),
            }
        }
    }

    /// Works on every backlog that is due, some partitions at a time.
    async fn work(&mut self) {
        let now = Instant::now();
        let due: Vec<_> = self.backlogs.extract_if(|_, backlog| backlog.due() <= now).collect();
        let done: Vec<_> = futures_util::stream::iter(due)
            .map(|(place, backlog)| self.work_off(place, backlog))
            .buffer_unordered(self.consumer.settings.parallel)
            .collect()
            .await;
        self.backlogs.extend(done.into_iter().flatten());
    }

    /// What remains of the backlog, if something does.
    async fn work_off(&self, place: Place, mut backlog: Backlog) -> Option<(Place, Backlog)> {
        let was_paused = backlog.has_failed();
        while !backlog.is_empty() {
            if !self.step(place, &mut backlog).await {
                if !was_paused {
                    self.client.pause_partition(&self.consumer.kafka, place);
                }
                return Some((place, backlog));
            }
        }
        if was_paused {
            self.client.resume_partition(&self.consumer.kafka, place);
        }
        None
    }

    /// One transaction: everything at once, or after a failure one record at a time. `false`: wait before the next.
    async fn step(&self, place: Place, backlog: &mut Backlog) -> bool {
        let inbox = self.consumer.inbox();
        let records = backlog.next();
        match inbox.receive_all(&self.consumer.pool, records).await {
            Ok(outcomes) => {
                self.count(place.0, &outcomes);
                let offset = backlog.done(outcomes.len());
                self.client.store(&self.consumer.kafka, place, offset);
                true
            }
            Err(_) if records.len() > 1 => {
                backlog.one_by_one();
                true
            }
            Err(stumble) => self.stumbled(&inbox, backlog, stumble).await,
        }
    }

    async fn stumbled(&self, inbox: &Inbox<'_>, backlog: &mut Backlog, stumble: inbox::Stumble) -> bool {
        let settings = &self.consumer.settings;
        let tries = backlog.failed(settings);
        self.consumer.metrics.retried(stumble.culprit.topic);
        if !partition::is_hopeless(&stumble.failure, tries, settings) {
            if tries == 1 {
                warn!(topic = %stumble.culprit.topic, partition = stumble.culprit.partition, offset = stumble.culprit.offset,
                    reason = %stumble.failure, "an event had no effect and is tried again");
            }
            return false;
        }
        let buried = self.letters.bury(&self.consumer.pool, inbox, &stumble, tries).await;
        if buried.is_ok() {
            self.consumer.metrics.died(stumble.culprit.topic);
            backlog.forgive(&stumble.culprit);
        }
        buried.is_ok()
    }

    fn count(&self, topic: Topic, outcomes: &[Outcome]) {
        outcomes.iter().for_each(|outcome| self.consumer.metrics.received(topic, *outcome));
    }
}
