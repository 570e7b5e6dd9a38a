//! The reads that all instances together may make at a source within a minute.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgPool;
use tracing::warn;

use crate::{
    adapters::outside::AFTER_FAILURE,
    application::ports::{SourceFailure, Urgency},
    domain::section::FailureReason,
};

const MINUTE: SignedDuration = SignedDuration::from_secs(60);

/// A sliding window of reads, shared by every instance.
#[derive(Clone)]
pub struct ReadBudget {
    pool: PgPool,
    source: &'static str,
    reads: i32,
}

impl ReadBudget {
    /// So many reads a minute at this source.
    #[must_use]
    pub fn new(pool: PgPool, source: &'static str, reads_per_minute: u16) -> Self {
        Self { pool, source, reads: i32::from(reads_per_minute) }
    }

    /// Takes one read. A budget that cannot be asked grants none: the source's terms come first.
    ///
    /// # Errors
    /// No read is left: when there will be one.
    pub async fn spend(&self, urgency: Urgency, now: Timestamp) -> Result<(), SourceFailure> {
        let free_at = match self.take(urgency, now).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(free_at)) => free_at,
            Err(error) => {
                warn!(error = &error as &dyn std::error::Error, "the budget of reads cannot be asked");
                now.saturating_add(AFTER_FAILURE).unwrap_or(now)
            }
        };
        Err(SourceFailure { reason: FailureReason::SourceUnavailable, retry_at: free_at, queue: true })
    }

    /// Takes one read, if there is one left: a third is kept for persons. Else says when to come again.
    async fn take(&self, urgency: Urgency, now: Timestamp) -> Result<Result<(), Timestamp>, sqlx::Error> {
        if self.try_take(urgency, now).await? {
            return Ok(Ok(()));
        }
        sqlx::query_file!("queries/make_source_slots.sql", self.source, self.reads)
            .execute(&self.pool)
            .await?;
        if self.try_take(urgency, now).await? {
            return Ok(Ok(()));
        }
        let oldest = sqlx::query_file_scalar!("queries/next_source_slot.sql", self.source, self.reads)
            .fetch_one(&self.pool)
            .await?;
        let oldest = oldest.map_or(now, jiff_sqlx::Timestamp::to_jiff);
        let free = oldest.saturating_add(MINUTE).unwrap_or(now).max(now);
        Ok(Err(free.saturating_add(SignedDuration::from_secs(1)).unwrap_or(free)))
    }

    async fn try_take(&self, urgency: Urgency, now: Timestamp) -> Result<bool, sqlx::Error> {
        let kept = match urgency {
            Urgency::Person => 0,
            Urgency::Background => self.reads / 3,
        };
        let since = now.saturating_sub(MINUTE).unwrap_or(Timestamp::MIN);
        let taken = sqlx::query_file!(
            "queries/take_source_read.sql",
            self.source,
            now.to_sqlx(),
            since.to_sqlx(),
            kept,
            self.reads,
        )
        .execute(&self.pool)
        .await?;
        Ok(taken.rows_affected() == 1)
    }
}
