//! The consent ledger on PostgreSQL.

use async_trait::async_trait;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{outbox_error, store_error};
use messaging::idempotency;
use service_kit::idempotency::Claim;
use service_kit::ids::{AccountId, VisitorId};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::{
    events::{self, Consent},
    failure::command_error,
    rows::{self, EntryRow},
};
use crate::{
    application::ports::{CommandError, ConsentLedger, Done, LedgerPage, StoreError},
    domain::consent::{Decision, Entry, Head, Purpose, says_something_new},
};

/// Entries read at a time when all are read.
const PAGE: usize = 5_000;

/// The stored ledger.
#[derive(Clone)]
pub struct PgLedger(PgPool);

impl PgLedger {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

async fn exists(conn: &mut PgConnection, account: AccountId) -> Result<bool, StoreError> {
    sqlx::query_file_scalar!("queries/account_exists.sql", account.as_uuid())
        .fetch_one(conn)
        .await
        .map_err(store_error)
}

async fn find(conn: &mut PgConnection, account: AccountId, id: Uuid) -> Result<Entry, StoreError> {
    sqlx::query_file_as!(EntryRow, "queries/find_consent.sql", account.as_uuid(), id)
        .fetch_one(conn)
        .await
        .map_err(store_error)?
        .try_into()
}

async fn last_of(
    conn: &mut PgConnection,
    account: AccountId,
    purpose: Purpose,
) -> Result<Option<Entry>, StoreError> {
    sqlx::query_file_as!(EntryRow, "queries/latest_consent.sql", account.as_uuid(), purpose.as_str())
        .fetch_optional(conn)
        .await
        .map_err(store_error)?
        .map(Entry::try_from)
        .transpose()
}

async fn head(conn: &mut PgConnection, account: AccountId) -> Result<Head, StoreError> {
    let row = sqlx::query_file!("queries/consent_head.sql", account.as_uuid())
        .fetch_optional(conn)
        .await
        .map_err(store_error)?;
    row.map_or(Ok(Head::START), |row| rows::head(row.position, &row.hash))
}

async fn append(conn: &mut PgConnection, entry: &Entry) -> Result<(), StoreError> {
    let Decision { purpose, granted, text_version, text_hash, locale, channel, at } = &entry.decision;
    let (account, hash) = (entry.account.as_uuid(), entry.hash.as_bytes().as_slice());
    sqlx::query_file!(
        "queries/insert_consent.sql",
        account,
        entry.position,
        entry.id,
        purpose.as_str(),
        granted,
        text_version,
        text_hash.as_bytes().as_slice(),
        locale.as_str(),
        channel.as_str(),
        at.to_sqlx(),
        entry.previous_hash.as_bytes().as_slice(),
        hash,
    )
    .execute(&mut *conn)
    .await
    .map_err(store_error)?;
    sqlx::query_file!("queries/move_consent_head.sql", account, entry.position, hash)
        .execute(conn)
        .await
        .map_err(store_error)
        .map(drop)
}

/// Tells the decision, with the visitors for which it changes something: a browser that objected to measurement for
/// itself stays unmeasured.
async fn tell(conn: &mut PgConnection, entry: &Entry) -> Result<(), StoreError> {
    let Decision { purpose, granted, ref text_version, at, .. } = entry.decision;
    let rows = sqlx::query_file!("queries/linked_visitors.sql", entry.account.as_uuid())
        .fetch_all(&mut *conn)
        .await
        .map_err(store_error)?;
    let stays_off = |objected| purpose == Purpose::Measurement && granted && objected;
    let visitors: Vec<_> = rows
        .into_iter()
        .filter(|row| !stays_off(row.measurement_objected))
        .map(|row| VisitorId::from_uuid(row.visitor_id))
        .collect();
    let consent = Consent { account: Some(entry.account), purpose, granted, text_version, at };
    events::consent_changed(conn, entry.account, &consent, &visitors).await.map_err(outbox_error)
}

#[async_trait]
impl ConsentLedger for PgLedger {
    #[tracing::instrument(name = "ledger.latest", skip_all)]
    async fn latest(&self, account: AccountId) -> Result<Option<Vec<Entry>>, StoreError> {
        let rows = sqlx::query_file_as!(EntryRow, "queries/latest_consents.sql", account.as_uuid())
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        if rows.is_empty() && !exists(&mut *self.0.acquire().await.map_err(store_error)?, account).await? {
            return Ok(None);
        }
        rows.into_iter().map(Entry::try_from).collect::<Result<_, _>>().map(Some)
    }

    #[tracing::instrument(name = "ledger.record", skip_all)]
    async fn record(
        &self,
        account: AccountId,
        id: Uuid,
        decision: &Decision,
        key: Option<&Claim>,
    ) -> Result<Done<Entry>, CommandError> {
        let (caller, at) = (account.as_uuid(), decision.at);
        let mut tx = self.0.begin().await.map_err(command_error)?;
        events::lock(&mut tx, &[account.to_string()]).await.map_err(outbox_error)?;
        if !exists(&mut tx, account).await? {
            return Err(CommandError::NoAccount);
        }
        if let Some(before) = idempotency::before(&mut tx, caller, key, at).await? {
            return Ok(Done::Before(find(&mut tx, account, before).await?));
        }
        let last = last_of(&mut tx, account, decision.purpose).await?;
        let entry = match last {
            Some(last) if !says_something_new(decision, Some(&last)) => last,
            _ => {
                let entry = Entry::after(&head(&mut tx, account).await?, account, id, decision.clone());
                append(&mut tx, &entry).await?;
                tell(&mut tx, &entry).await?;
                entry
            }
        };
        idempotency::remember(&mut tx, caller, key, entry.id, at).await?;
        tx.commit().await.map_err(command_error)?;
        Ok(Done::Now(entry))
    }

    #[tracing::instrument(name = "ledger.history", skip_all)]
    async fn history(&self, account: AccountId, after: i64, limit: i64) -> Result<Vec<Entry>, StoreError> {
        let rows =
            sqlx::query_file_as!(EntryRow, "queries/consent_history.sql", account.as_uuid(), after, limit)
                .fetch_all(&self.0)
                .await
                .map_err(store_error)?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    async fn all(&self, (account, position): (AccountId, i64)) -> Result<LedgerPage, StoreError> {
        let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
        let rows = sqlx::query_file!("queries/all_consents.sql", account.as_uuid(), position, limit)
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        let more = rows.len() == PAGE;
        let entries = rows.into_iter().map(|row| {
            let noted = row.head_position.zip(row.head_hash.as_deref());
            let noted = noted.map(|(position, hash)| rows::head(position, hash)).transpose()?;
            let entry = EntryRow {
                account_id: row.account_id,
                position: row.position,
                entry_id: row.entry_id,
                purpose: row.purpose,
                granted: row.granted,
                text_version: row.text_version,
                text_hash: row.text_hash,
                locale: row.locale,
                channel: row.channel,
                decided_at: row.decided_at,
                previous_hash: row.previous_hash,
                hash: row.hash,
            };
            Ok((entry.try_into()?, noted))
        });
        Ok(LedgerPage { entries: entries.collect::<Result<_, StoreError>>()?, more })
    }

    async fn emptied(&self) -> Result<Vec<AccountId>, StoreError> {
        let ids = sqlx::query_file_scalar!("queries/emptied_chains.sql").fetch_all(&self.0).await;
        Ok(ids.map_err(store_error)?.into_iter().map(AccountId::from_uuid).collect())
    }
}
