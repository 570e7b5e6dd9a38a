//! One leader a schema. The lock belongs to the connection on which the cursor moves: who lost the lock cannot move it.

use std::time::{Duration, Instant};

use sqlx::postgres::PgConnection;
use sqlx::{ConnectOptions as _, Connection as _};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::batch::{Batch, Cursor};
use super::delivery::{Delivery, Outcome};
use super::wake::Waker;
use super::{Relay, RelayError, pause};

const MAINTENANCE: Duration = Duration::from_secs(3600);

pub(super) struct Leader<'a> {
    relay: &'a Relay,
    conn: PgConnection,
    waker: Waker,
    delivery: Delivery,
    cursor: Cursor,
    maintained: Option<Instant>,
}

impl<'a> Leader<'a> {
    /// Waits for the leadership; `None` when the stop came first.
    pub(super) async fn elected(
        relay: &'a Relay,
        stop: &CancellationToken,
    ) -> Result<Option<Self>, RelayError> {
        let mut conn = relay.pool.connect_options().connect().await?;
        crate::pool::limit(&mut conn).await?;
        while !sqlx::query_file_scalar!("queries/lead.sql").fetch_one(&mut conn).await? {
            pause(stop, relay.settings.pause).await;
            if stop.is_cancelled() {
                return Ok(None);
            }
        }
        relay.metrics.leader.set(1);
        Self::take_over(relay, conn).await.map(Some)
    }

    async fn take_over(relay: &'a Relay, mut conn: PgConnection) -> Result<Self, RelayError> {
        if sqlx::query_file_scalar!("queries/heal.sql").fetch_one(&mut conn).await? {
            warn!("the outbox comes from another server: its events are delivered again from the start");
        }
        let waker = Waker::listen(&relay.pool, relay.settings.poll).await?;
        let cursor = Cursor::read(&mut conn).await?;
        let delivery = Delivery::new(&relay.kafka, relay.settings.delivery_timeout)?;
        info!("leading the outbox relay");
        Ok(Self { relay, conn, waker, delivery, cursor, maintained: None })
    }

    pub(super) async fn relay(mut self, stop: &CancellationToken) -> Result<(), RelayError> {
        while !stop.is_cancelled() {
            self.maintain().await;
            let batch = Batch::after(&self.cursor, self.relay.settings.batch, &mut self.conn).await?;
            if batch.is_empty() {
                self.waker.wait(stop).await?;
            } else {
                self.forward(&batch, stop).await?;
            }
        }
        self.delivery.close().await;
        Ok(self.conn.close().await?)
    }

    /// Delivers, then moves the cursor past what was acknowledged without a gap.
    async fn forward(&mut self, batch: &Batch, stop: &CancellationToken) -> Result<(), RelayError> {
        let records = batch.records(&self.relay.kafka, self.relay.source);
        let outcome = self.delivery.deliver(records, stop, self.relay.settings.drain).await;
        if let Some(cursor) = batch.cursor_past(outcome.acknowledged) {
            cursor.store(&mut self.conn).await?;
            self.cursor = cursor;
        }
        self.relay.metrics.published.inc_by(outcome.acknowledged as u64);
        self.after(outcome, stop).await
    }

    /// A producer that failed one record is done with: what it still holds must not arrive before the record's next attempt.
    async fn after(&mut self, outcome: Outcome, stop: &CancellationToken) -> Result<(), RelayError> {
        let Some(reason) = outcome.failure else { return Ok(()) };
        self.relay.metrics.failures.inc();
        warn!(reason, "Kafka did not take an event; the outbox keeps it");
        let fresh = Delivery::new(&self.relay.kafka, self.relay.settings.delivery_timeout)?;
        std::mem::replace(&mut self.delivery, fresh).close().await;
        pause(stop, self.relay.settings.pause).await;
        Ok(())
    }

    /// Makes and drops partitions. A failure waits for the next time: there is a default partition.
    async fn maintain(&mut self) {
        if self.maintained.is_some_and(|at| at.elapsed() < MAINTENANCE) {
            return;
        }
        self.maintained = Some(Instant::now());
        let keep = self.relay.settings.keep_days;
        let done =
            sqlx::query_file_scalar!("queries/outbox_maintain.sql", keep).fetch_one(&mut self.conn).await;
        match done {
            Ok(dropped) => info!(dropped, "outbox partitions are in order"),
            Err(error) => {
                warn!(
                    error = &error as &dyn std::error::Error,
                    "outbox partitions could not be put in order"
                );
            }
        }
    }
}
