//! One effect an event and consumer: inbox row, effect and position commit together.

pub(crate) mod failure;
mod handler;
mod record;

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;
use sqlx::{PgConnection, PgPool};

use crate::consumer::Subscription;
pub use failure::Failure;
pub use handler::{Event, Handler};
pub(crate) use record::{Headers, Record};

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It had its effect, and with it that many parked successors.
    Handled {
        /// Successors that had waited for it.
        released: usize,
    },
    /// It was had before.
    Skipped,
    /// It waits for its predecessor.
    Parked,
}

/// A record, itself or one that waited behind it, did not get its effect.
#[derive(Debug)]
pub(crate) struct Stumble {
    pub(crate) culprit: Record,
    pub(crate) failure: Failure,
}

/// What one consumer has had of the streams it reads.
pub(crate) struct Inbox<'a> {
    pub(crate) consumer: &'a str,
    pub(crate) handler: &'a dyn Handler,
}

enum Claim {
    Fresh,
    Seen,
    HadBefore,
    TooEarly,
}

impl Inbox<'_> {
    /// Handles the records in one transaction, all or none.
    pub(crate) async fn receive_all(
        &self,
        pool: &PgPool,
        records: &[Record],
    ) -> Result<Vec<Outcome>, Stumble> {
        let first = |failure| Stumble { culprit: records[0].clone(), failure };
        let mut tx = pool.begin().await.map_err(|error| first(error.into()))?;
        let mut outcomes = Vec::with_capacity(records.len());
        for record in records {
            outcomes.push(self.receive(&mut tx, record).await?);
        }
        tx.commit().await.map_err(|error| first(error.into()))?;
        Ok(outcomes)
    }

    async fn receive(&self, conn: &mut PgConnection, record: &Record) -> Result<Outcome, Stumble> {
        let stumble = |failure| Stumble { culprit: record.clone(), failure };
        let event = record.event().map_err(stumble)?;
        match self.claim(conn, &event).await.map_err(|error| stumble(error.into()))? {
            Claim::HadBefore => Ok(Outcome::Skipped),
            Claim::TooEarly => {
                self.park(conn, &event, record).await.map_err(|error| stumble(error.into()))?;
                Ok(Outcome::Parked)
            }
            Claim::Fresh => {
                self.effect(conn, &event).await.map_err(stumble)?;
                let released = self.advance_from(conn, record, &event).await?;
                self.handler.settled(conn, &event).await.map_err(stumble)?;
                Ok(Outcome::Handled { released })
            }
            Claim::Seen => {
                self.advance_from(conn, record, &event).await?;
                self.handler.settled(conn, &event).await.map_err(stumble)?;
                Ok(Outcome::Skipped)
            }
        }
    }

    async fn claim(&self, conn: &mut PgConnection, event: &Event) -> sqlx::Result<Claim> {
        let version = event.envelope.stream_version;
        let row = sqlx::query_file!(
            "queries/claim.sql",
            self.consumer,
            event.topic.name(),
            event.stream(),
            event.envelope.id,
            version,
            event.topic.is_compacted(),
        )
        .fetch_one(conn)
        .await?;
        Ok(match row.last {
            _ if row.fresh => Claim::Fresh,
            Some(last) if version <= last => Claim::HadBefore,
            Some(last) if version > last + 1 && !event.topic.is_compacted() => Claim::TooEarly,
            _ => Claim::Seen, // the id was had under a position that is gone
        })
    }

    /// A panic in a handler is that event's failure, not the consumer's end.
    async fn effect(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let handled = AssertUnwindSafe(self.handler.handle(conn, event)).catch_unwind().await;
        handled.unwrap_or_else(|_| Err(Failure::panicked()))
    }

    /// Moves the position, and handles whatever waited for just that.
    async fn advance_from(
        &self,
        conn: &mut PgConnection,
        first: &Record,
        event: &Event,
    ) -> Result<usize, Stumble> {
        let (mut culprit, mut released) = (first.clone(), 0);
        let mut version = event.envelope.stream_version;
        loop {
            let next = self.advance(conn, event, version).await;
            let Some(next) =
                next.map_err(|error| Stumble { culprit: culprit.clone(), failure: error.into() })?
            else {
                return Ok(released);
            };
            culprit = next;
            version += 1;
            released += 1;
            self.release(conn, &culprit).await?;
        }
    }

    async fn release(&self, conn: &mut PgConnection, parked: &Record) -> Result<(), Stumble> {
        let stumble = |failure| Stumble { culprit: parked.clone(), failure };
        let event = parked.event().map_err(stumble)?;
        match self.claim(conn, &event).await.map_err(|error| stumble(error.into()))? {
            Claim::Fresh => self.effect(conn, &event).await.map_err(stumble),
            Claim::Seen | Claim::HadBefore | Claim::TooEarly => Ok(()),
        }
    }

    async fn advance(
        &self,
        conn: &mut PgConnection,
        event: &Event,
        version: i64,
    ) -> sqlx::Result<Option<Record>> {
        let (topic, stream) = (event.topic, event.stream());
        let next = sqlx::query_file!("queries/advance.sql", self.consumer, topic.name(), stream, version)
            .fetch_optional(conn)
            .await?;
        Ok(next.map(|row| Record {
            topic,
            partition: row.record_partition,
            offset: row.record_offset,
            key: row.record_key,
            payload: Some(row.payload),
            headers: Headers::parked(row.traceparent, version + 1, &event.envelope.source),
        }))
    }

    async fn park(&self, conn: &mut PgConnection, event: &Event, record: &Record) -> sqlx::Result<()> {
        sqlx::query_file!(
            "queries/park.sql",
            self.consumer,
            event.topic.name(),
            event.stream(),
            event.envelope.stream_version,
            record.partition,
            record.offset,
            record.key.as_deref(),
            record.payload.as_deref().unwrap_or_default(),
            event.traceparent,
        )
        .execute(conn)
        .await
        .map(drop)
    }

    /// The record went to the dead letters: its stream waits before it, if it says which that is.
    pub(crate) async fn block(&self, pool: &PgPool, record: &Record) -> sqlx::Result<()> {
        let Some((stream, version)) = record.place() else { return Ok(()) };
        sqlx::query_file!("queries/block.sql", self.consumer, record.topic.name(), stream, version)
            .execute(pool)
            .await
            .map(drop)
    }
}

/// Gives one event to the subscription as if it came from its topic: for tests, and for tools that have an event in hand.
///
/// # Errors
/// When the event had no effect; nothing of it happened.
pub async fn deliver(pool: &PgPool, subscription: &Subscription, event: &Event) -> anyhow::Result<Outcome> {
    let inbox = Inbox { consumer: subscription.consumer, handler: &*subscription.handler };
    let record = Record::of(event)?;
    let outcomes = inbox.receive_all(pool, &[record]).await;
    match outcomes.map_err(|stumble| anyhow::anyhow!("{}", stumble.failure))?.as_slice() {
        [outcome] => Ok(*outcome),
        _ => anyhow::bail!("one event has one outcome"),
    }
}

/// Whether `consumer` has had the record's event. What cannot be read never was.
pub(crate) async fn settled(consumer: &str, pool: &PgPool, record: &Record) -> sqlx::Result<bool> {
    let Ok(event) = record.event() else { return Ok(false) };
    let (stream, Event { envelope, topic, .. }) = (event.stream(), event);
    let version = envelope.stream_version;
    sqlx::query_file_scalar!("queries/settled.sql", consumer, envelope.id, topic.name(), stream, version)
        .fetch_one(pool)
        .await
}

/// How many events `consumer` has parked, and for how many seconds the oldest.
pub(crate) async fn parked(consumer: &str, pool: &PgPool) -> sqlx::Result<(i64, f64)> {
    let row = sqlx::query_file!("queries/parked.sql", consumer).fetch_one(pool).await?;
    Ok((row.events, row.oldest_seconds))
}

/// Makes and drops the inbox's partitions.
pub(crate) async fn maintain(pool: &PgPool, keep_days: i32) -> sqlx::Result<i32> {
    sqlx::query_file_scalar!("queries/inbox_maintain.sql", keep_days).fetch_one(pool).await
}
