//! What visitors chose, on PostgreSQL.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, outbox_error, store_error};
use messaging::idempotency;
use service_kit::idempotency::Claim;
use service_kit::{
    identity::Region,
    ids::{AccountId, VisitorId},
};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use super::{
    events::{self, Consent},
    failure::command_error,
    objections,
};
use crate::{
    application::ports::{CommandError, StoreError, Visitors},
    domain::{
        consent::{Purpose, current},
        visitor::{Choices, Whose},
    },
};

/// The stored choices.
#[derive(Clone)]
pub struct PgVisitors(PgPool);

impl PgVisitors {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }

    /// A transaction that holds the locks of the visitor and of the account that it belongs to.
    async fn locked(&self, whose: Whose) -> Result<Transaction<'static, Postgres>, CommandError> {
        loop {
            let owner = owner(&mut *self.0.acquire().await.map_err(command_error)?, whose).await?;
            let mut tx = self.0.begin().await.map_err(command_error)?;
            let mut locks = vec![whose.visitor.to_string()];
            locks.extend(owner.map(|account| account.to_string()));
            events::lock(&mut tx, &locks).await.map_err(outbox_error)?;
            // A visitor is linked once in its life, so this ends.
            if self::owner(&mut tx, whose).await? == owner {
                return Ok(tx);
            }
        }
    }
}

/// Whose the visitor is, or whose it came with.
async fn owner(conn: &mut PgConnection, whose: Whose) -> Result<Option<AccountId>, StoreError> {
    let row = sqlx::query_file!("queries/visitor_choices.sql", whose.visitor.as_uuid());
    let row = row.fetch_optional(conn).await.map_err(store_error)?;
    Ok(row.and_then(|row| row.account_id).map(AccountId::from_uuid).or(whose.account))
}

async fn choices(conn: &mut PgConnection, whose: Whose) -> Result<Choices, StoreError> {
    let row = sqlx::query_file!("queries/visitor_choices.sql", whose.visitor.as_uuid());
    let row = row.fetch_optional(&mut *conn).await.map_err(store_error)?;
    let owner = row.as_ref().and_then(|row| row.account_id).map(AccountId::from_uuid).or(whose.account);
    let account_objected = match owner {
        Some(account) => objections::of_account(conn, account).await?.is_some(),
        None => false,
    };
    let region = row.as_ref().and_then(|row| row.region.as_deref());
    Ok(Choices {
        objected: row.as_ref().is_some_and(|row| row.measurement_objected),
        account_objected,
        region: region.map(str::parse).transpose().map_err(corrupt)?,
    })
}

/// Tells whether the browser may be measured from now on.
async fn tell(
    conn: &mut PgConnection,
    visitor: VisitorId,
    granted: bool,
    at: Timestamp,
) -> Result<(), StoreError> {
    let consent = Consent {
        account: None,
        purpose: Purpose::Measurement,
        granted,
        text_version: current(Purpose::Measurement).version,
        at,
    };
    events::consent_changed(conn, visitor, &consent, &[visitor]).await.map_err(outbox_error)
}

#[async_trait]
impl Visitors for PgVisitors {
    #[tracing::instrument(name = "visitors.choices", skip_all)]
    async fn choices(&self, whose: Whose) -> Result<Choices, StoreError> {
        choices(&mut *self.0.acquire().await.map_err(store_error)?, whose).await
    }

    #[tracing::instrument(name = "visitors.set_measurement", skip_all)]
    async fn set_measurement(
        &self,
        whose: Whose,
        allowed: bool,
        key: Option<&Claim>,
        at: Timestamp,
    ) -> Result<(), CommandError> {
        let visitor = whose.visitor;
        let mut tx = self.locked(whose).await?;
        if idempotency::before(&mut tx, visitor.as_uuid(), key, at).await?.is_some() {
            return Ok(());
        }
        let before = choices(&mut tx, whose).await?;
        let after = Choices { objected: !allowed, ..before.clone() };
        sqlx::query_file!("queries/set_visitor_objection.sql", visitor.as_uuid(), !allowed, at.to_sqlx())
            .execute(&mut *tx)
            .await
            .map_err(command_error)?;
        if after.measurement_allowed() != before.measurement_allowed() {
            tell(&mut tx, visitor, after.measurement_allowed(), at).await?;
        }
        idempotency::remember(&mut tx, visitor.as_uuid(), key, visitor.as_uuid(), at).await?;
        tx.commit().await.map_err(command_error)
    }

    #[tracing::instrument(name = "visitors.set_region", skip_all)]
    async fn set_region(
        &self,
        whose: Whose,
        region: Option<&Region>,
        key: Option<&Claim>,
        at: Timestamp,
    ) -> Result<(), CommandError> {
        let visitor = whose.visitor;
        let mut tx = self.locked(whose).await?;
        if idempotency::before(&mut tx, visitor.as_uuid(), key, at).await?.is_some() {
            return Ok(());
        }
        let region = region.map(Region::as_str);
        sqlx::query_file!("queries/set_visitor_region.sql", visitor.as_uuid(), region, at.to_sqlx())
            .execute(&mut *tx)
            .await
            .map_err(command_error)?;
        idempotency::remember(&mut tx, visitor.as_uuid(), key, visitor.as_uuid(), at).await?;
        tx.commit().await.map_err(command_error)
    }
}
