//! The book of digests.

use async_trait::async_trait;
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use service_kit::ids::AccountId;
use sqlx::PgPool;

use super::reminders::Row;
use crate::application::ports::{Digests, Due, Next, Settled, StoreError};

/// The book on PostgreSQL.
#[derive(Clone)]
pub struct PgDigests(PgPool);

impl PgDigests {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

#[async_trait]
impl Digests for PgDigests {
    async fn due(&self, now: Timestamp, until: Timestamp) -> Result<Option<Due>, StoreError> {
        let row = sqlx::query_file!("queries/claim_due.sql", now.to_sqlx(), until.to_sqlx())
            .fetch_optional(&self.0)
            .await
            .map_err(store_error)?;
        let Some(row) = row else { return Ok(None) };
        let settings = Row {
            version: row.version,
            lead_days: row.lead_days,
            hour: row.hour,
            time_zone: row.time_zone,
            email: row.email,
            language: row.language,
        };
        Ok(Some(Due {
            account: AccountId::from_uuid(row.account_id),
            reminders: settings.read()?,
            since: row.since.to_jiff(),
            lease: row.lease.to_jiff(),
        }))
    }

    async fn is_done(&self, account: AccountId, day: Date) -> Result<bool, StoreError> {
        sqlx::query_file_scalar!("queries/digest_is_done.sql", account.as_uuid(), day.to_sqlx())
            .fetch_one(&self.0)
            .await
            .map_err(store_error)
    }

    async fn claim(&self, account: AccountId, day: Date, at: Timestamp) -> Result<Option<i32>, StoreError> {
        sqlx::query_file_scalar!("queries/claim_digest.sql", account.as_uuid(), day.to_sqlx(), at.to_sqlx())
            .fetch_optional(&self.0)
            .await
            .map_err(store_error)
    }

    async fn settle(&self, account: AccountId, day: Date, settled: Settled) -> Result<(), StoreError> {
        let state = match settled {
            Settled::Sent => "sent",
            Settled::Refused => "refused",
            Settled::Unknown => "unknown",
        };
        sqlx::query_file!("queries/settle_digest.sql", account.as_uuid(), day.to_sqlx(), state)
            .execute(&self.0)
            .await
            .map_err(store_error)
            .map(drop)
    }

    async fn look_again(&self, due: &Due, next: Next) -> Result<(), StoreError> {
        sqlx::query_file!(
            "queries/look_again.sql",
            due.account.as_uuid(),
            due.lease.to_sqlx(),
            next.at.to_sqlx(),
            next.open_until.map(jiff_sqlx::ToSqlx::to_sqlx),
        )
        .execute(&self.0)
        .await
        .map_err(store_error)
        .map(drop)
    }
}
