//! What is held about a person, as it is held.

use async_trait::async_trait;
use jiff::Timestamp;
use messaging::failure::store_error;
use serde_json::value::RawValue;
use service_kit::ids::{AccountId, EventId};
use sqlx::{PgPool, types::Json};

use super::events::Row;
use crate::application::ports::{PastDigest, PastEvent, PersonalRecords, StoreError};

/// The stored records.
#[derive(Clone)]
pub struct PgPersonalRecords(PgPool);

impl PgPersonalRecords {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

#[async_trait]
impl PersonalRecords for PgPersonalRecords {
    async fn events(&self, account: AccountId, after: i64, limit: i64) -> Result<Vec<PastEvent>, StoreError> {
        let rows = sqlx::query_file_as!(Row, "queries/events_after.sql", account.as_uuid(), after, limit)
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        let past = rows.into_iter().map(|row| PastEvent {
            version: row.version,
            id: EventId::from_uuid(row.event_id),
            event_type: row.event_type,
            recorded_at: row.recorded_at.to_jiff(),
            data: row.data.0,
        });
        Ok(past.collect())
    }

    async fn digests(&self, account: AccountId) -> Result<Vec<PastDigest>, StoreError> {
        let rows = sqlx::query_file!("queries/digests_of_account.sql", account.as_uuid())
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        let past = rows.into_iter().map(|row| PastDigest {
            day: row.day.to_jiff(),
            state: row.state,
            at: row.claimed_at.to_jiff(),
        });
        Ok(past.collect())
    }

    async fn calendar(&self, account: AccountId) -> Result<Option<Timestamp>, StoreError> {
        let made = sqlx::query_file_scalar!("queries/calendar_of_account.sql", account.as_uuid())
            .fetch_optional(&self.0)
            .await
            .map_err(store_error)?;
        Ok(made.map(jiff_sqlx::Timestamp::to_jiff))
    }
}
