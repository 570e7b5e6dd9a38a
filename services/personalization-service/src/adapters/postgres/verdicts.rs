//! Verdicts on PostgreSQL: their level openly, their reasons sealed.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, outbox_error, store_error};
use messaging::idempotency;
use serde_json::Value;
use service_kit::{idempotency::Claim, ids::AccountId, tombstones::Tombstones};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::{audit, content, events, failure::command_error, guard, keys};
use crate::{
    adapters::vault::{KeyRing, PersonKey, Place},
    application::ports::{
        Asker, BatchId, CommandError, Done, Grant, NewVerdict, ProfileTag, Purpose, StoreError,
        StoredVerdict, VerdictHead, VerdictId, Verdicts,
    },
    domain::verdict::Level,
};

/// The stored verdicts.
#[derive(Clone)]
pub struct PgVerdicts {
    pool: PgPool,
    ring: KeyRing,
    tombstones: Tombstones,
}

struct Row {
    verdict_id: Uuid,
    gtin: String,
    level: String,
    policy_version: String,
    label_version: i64,
    profile_version: i64,
    label_as_of: Option<jiff_sqlx::Timestamp>,
    sealed: Vec<u8>,
    computed_at: jiff_sqlx::Timestamp,
}

impl Row {
    fn open(self, account: AccountId, key: &PersonKey) -> Result<StoredVerdict, StoreError> {
        let plain = key.open(Place::Verdict(account, self.verdict_id), &self.sealed).map_err(corrupt)?;
        let head = VerdictHead {
            id: VerdictId(self.verdict_id),
            gtin: self.gtin.parse().map_err(corrupt)?,
            level: serde_json::from_value(Value::String(self.level)).map_err(corrupt)?,
            policy: self.policy_version.parse().map_err(corrupt)?,
            label_version: self.label_version,
            profile_version: self.profile_version,
            label_as_of: self.label_as_of.map(jiff_sqlx::Timestamp::to_jiff),
            at: self.computed_at.to_jiff(),
        };
        Ok(StoredVerdict { head, content: content::read(&plain)? })
    }
}

impl PgVerdicts {
    /// On this pool, with these configured keys.
    #[must_use]
    pub fn new(pool: PgPool, ring: KeyRing, tombstones: Tombstones) -> Self {
        Self { pool, ring, tombstones }
    }

    /// Opens what was found, and notes it.
    async fn open(
        &self,
        conn: &mut PgConnection,
        account: AccountId,
        rows: Vec<Row>,
        purpose: Purpose,
        at: Timestamp,
    ) -> Result<Vec<StoredVerdict>, StoreError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        // Destroyed since the rows were read: there is nothing any more.
        let Some(key) = keys::find(conn, &self.ring, account).await? else { return Ok(Vec::new()) };
        audit::note(conn, account, purpose, rows.len(), at).await?;
        rows.into_iter().map(|row| row.open(account, &key)).collect()
    }
}

/// As it is published.
const fn level(level: Level) -> &'static str {
    match level {
        Level::GoodForYou => "good_for_you",
        Level::BeCareful => "be_careful",
        Level::Avoid => "avoid",
    }
}

async fn insert(
    conn: &mut PgConnection,
    account: AccountId,
    key: &PersonKey,
    batch: Option<BatchId>,
    verdict: &StoredVerdict,
) -> Result<(), StoreError> {
    let head = &verdict.head;
    let plain = content::write(&verdict.content)?;
    let sealed = key.seal(Place::Verdict(account, head.id.0), &plain).map_err(corrupt)?;
    sqlx::query_file!(
        "queries/insert_verdict.sql",
        head.id.0,
        account.as_uuid(),
        head.gtin.as_str(),
        level(head.level),
        head.policy.as_str(),
        head.label_version,
        head.profile_version,
        head.label_as_of.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        batch.map(|batch| batch.0),
        sealed,
        head.at.to_sqlx(),
    )
    .execute(conn)
    .await
    .map_err(store_error)
    .map(drop)
}

#[async_trait]
impl Verdicts for PgVerdicts {
    #[tracing::instrument(name = "verdicts.store", skip_all)]
    async fn store(
        &self,
        asker: &Asker,
        grant: Grant,
        profile: ProfileTag,
        batch: Option<BatchId>,
        verdicts: &[NewVerdict],
    ) -> Result<(), CommandError> {
        let account = asker.account;
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        guard::enter(&mut tx, &self.tombstones, account, Some(asker.visitor)).await?;
        guard::still_granted(&mut tx, account, grant).await?;
        let key = keys::find(&mut tx, &self.ring, account).await?;
        let key = key.filter(|key| key.id() == profile.key).ok_or(CommandError::Withdrawn)?;
        for new in verdicts {
            insert(&mut tx, account, &key, batch, &new.verdict).await?;
            events::computed(&mut tx, asker, new).await.map_err(outbox_error)?;
        }
        tx.commit().await.map_err(command_error)
    }

    async fn batch(
        &self,
        asker: &Asker,
        batch: BatchId,
        key: &Claim,
        at: Timestamp,
    ) -> Result<Done<BatchId>, CommandError> {
        let (caller, key) = (asker.account.as_uuid(), Some(key));
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        guard::enter(&mut tx, &self.tombstones, asker.account, Some(asker.visitor)).await?;
        if let Some(before) = idempotency::before(&mut tx, caller, key, at).await? {
            return Ok(Done::Before(BatchId(before)));
        }
        idempotency::remember(&mut tx, caller, key, batch.0, at).await?;
        tx.commit().await.map_err(command_error)?;
        Ok(Done::Now(batch))
    }

    async fn of_batch(
        &self,
        account: AccountId,
        batch: BatchId,
        at: Timestamp,
    ) -> Result<Vec<StoredVerdict>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        let rows = sqlx::query_file_as!(Row, "queries/verdicts_of_batch.sql", account.as_uuid(), batch.0)
            .fetch_all(&mut *tx)
            .await
            .map_err(store_error)?;
        let found = self.open(&mut tx, account, rows, Purpose::ShowVerdicts, at).await?;
        tx.commit().await.map_err(store_error)?;
        Ok(found)
    }

    #[tracing::instrument(name = "verdicts.list", skip_all)]
    async fn list(
        &self,
        account: AccountId,
        before: Option<VerdictId>,
        limit: i64,
        purpose: Purpose,
        at: Timestamp,
    ) -> Result<Vec<StoredVerdict>, StoreError> {
        let before = before.map_or(Uuid::max(), |id| id.0);
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        let rows = sqlx::query_file_as!(Row, "queries/list_verdicts.sql", account.as_uuid(), before, limit)
            .fetch_all(&mut *tx)
            .await
            .map_err(store_error)?;
        let found = self.open(&mut tx, account, rows, purpose, at).await?;
        tx.commit().await.map_err(store_error)?;
        Ok(found)
    }

    #[tracing::instrument(name = "verdicts.find", skip_all)]
    async fn find(
        &self,
        account: AccountId,
        id: VerdictId,
        at: Timestamp,
    ) -> Result<Option<StoredVerdict>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        let rows = sqlx::query_file_as!(Row, "queries/find_verdict.sql", account.as_uuid(), id.0)
            .fetch_all(&mut *tx)
            .await
            .map_err(store_error)?;
        let found = self.open(&mut tx, account, rows, Purpose::ShowVerdicts, at).await?;
        tx.commit().await.map_err(store_error)?;
        Ok(found.into_iter().next())
    }
}
