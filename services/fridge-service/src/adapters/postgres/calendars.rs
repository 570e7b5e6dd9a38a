//! Addresses of calendars, hashed.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::{failure::store_error, idempotency};
use service_kit::{idempotency::Claim, ids::AccountId, tombstones::Tombstones};
use sqlx::PgPool;

use super::{failure::command_error, guard};
use crate::application::ports::{Actor, Calendars, CommandError, StoreError, TokenHash};

/// The kept addresses.
#[derive(Clone)]
pub struct PgCalendars {
    pool: PgPool,
    tombstones: Tombstones,
}

impl PgCalendars {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool, tombstones: Tombstones) -> Self {
        Self { pool, tombstones }
    }
}

#[async_trait]
impl Calendars for PgCalendars {
    async fn replace(
        &self,
        actor: &Actor,
        token: TokenHash,
        key: Option<Claim>,
        at: Timestamp,
    ) -> Result<(), CommandError> {
        let (account, key) = (actor.account.as_uuid(), key.as_ref());
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        guard::enter(&mut tx, &self.tombstones, actor).await?;
        if idempotency::before(&mut tx, account, key, at).await?.is_some() {
            return Ok(());
        }
        idempotency::remember(&mut tx, account, key, account, at).await?;
        sqlx::query_file!("queries/put_calendar.sql", account, token.0.as_slice(), at.to_sqlx())
            .execute(&mut *tx)
            .await
            .map_err(command_error)?;
        tx.commit().await.map_err(command_error)
    }

    async fn revoke(&self, actor: &Actor) -> Result<(), CommandError> {
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        guard::enter(&mut tx, &self.tombstones, actor).await?;
        sqlx::query_file!("queries/delete_calendar.sql", actor.account.as_uuid())
            .execute(&mut *tx)
            .await
            .map_err(command_error)?;
        tx.commit().await.map_err(command_error)
    }

    async fn owner(&self, token: TokenHash) -> Result<Option<AccountId>, StoreError> {
        let id = sqlx::query_file_scalar!("queries/calendar_owner.sql", token.0.as_slice())
            .fetch_optional(&self.pool)
            .await
            .map_err(store_error)?;
        Ok(id.map(AccountId::from_uuid))
    }
}
