//! The persons' keys.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use service_kit::ids::{AccountId, uuid_v7};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    adapters::vault::{KeyRing, PersonKey, Wrapped},
    application::ports::{KeyRotation, Rotated, StoreError},
};

/// The person's key, if they have one.
pub(super) async fn find(
    conn: &mut PgConnection,
    ring: &KeyRing,
    account: AccountId,
) -> Result<Option<PersonKey>, StoreError> {
    let row = sqlx::query_file!("queries/find_key.sql", account.as_uuid())
        .fetch_optional(conn)
        .await
        .map_err(store_error)?;
    let unwrap = |row: Row| ring.unwrap(account, row.key_id, &row.wrapped).map_err(corrupt);
    row.map(|row| unwrap(Row::new(row.key_id, row.wrapped, row.wrapped_by))).transpose()
}

/// The person's key, made if they have none.
pub(super) async fn find_or_draw(
    conn: &mut PgConnection,
    ring: &KeyRing,
    account: AccountId,
    at: Timestamp,
) -> Result<PersonKey, StoreError> {
    if let Some(key) = find(conn, ring, account).await? {
        return Ok(key);
    }
    let (key, wrapped) = ring.draw(account, uuid_v7(at)).map_err(corrupt)?;
    sqlx::query_file!(
        "queries/insert_key.sql",
        account.as_uuid(),
        key.id(),
        wrapped.bytes,
        wrapped.by,
        at.to_sqlx(),
    )
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(key)
}

/// A stored key.
pub(super) struct Row {
    pub(super) key_id: Uuid,
    pub(super) wrapped: Wrapped,
}

impl Row {
    pub(super) fn new(key_id: Uuid, bytes: Vec<u8>, by: String) -> Self {
        Self { key_id, wrapped: Wrapped { bytes, by } }
    }
}

/// Keys that wrap a person's key and are not configured.
///
/// # Errors
/// The database failed.
pub async fn unknown_wrapping_keys(pool: &PgPool, ring: &KeyRing) -> sqlx::Result<Vec<String>> {
    let names = sqlx::query_file_scalar!("queries/wrapping_keys.sql").fetch_all(pool).await?;
    Ok(names.into_iter().filter(|name| !ring.has(name)).collect())
}

/// All stored keys, to be wrapped anew.
#[derive(Clone)]
pub struct PgKeys {
    pool: PgPool,
    ring: KeyRing,
}

impl PgKeys {
    /// On this pool, with these configured keys.
    #[must_use]
    pub fn new(pool: PgPool, ring: KeyRing) -> Self {
        Self { pool, ring }
    }

    async fn replace(&self, account: AccountId, row: &Row, wrapped: &Wrapped) -> Result<(), StoreError> {
        sqlx::query_file!("queries/rewrap_key.sql", account.as_uuid(), row.key_id, wrapped.bytes, wrapped.by,)
            .execute(&self.pool)
            .await
            .map_err(store_error)
            .map(drop)
    }
}

#[async_trait]
impl KeyRotation for PgKeys {
    async fn rewrap(&self, after: AccountId, limit: i64) -> Result<Option<(AccountId, Rotated)>, StoreError> {
        let rows = sqlx::query_file!(
            "queries/keys_wrapped_otherwise.sql",
            self.ring.current(),
            after.as_uuid(),
            limit,
        )
        .fetch_all(&self.pool)
        .await
        .map_err(store_error)?;
        let Some(last) = rows.last().map(|row| AccountId::from_uuid(row.account_id)) else { return Ok(None) };
        let mut done = Rotated::default();
        for row in rows {
            let account = AccountId::from_uuid(row.account_id);
            let row = Row::new(row.key_id, row.wrapped, row.wrapped_by);
            match self.ring.rewrap(account, row.key_id, &row.wrapped) {
                Ok(wrapped) => {
                    self.replace(account, &row, &wrapped).await?;
                    done.rewrapped += 1;
                }
                Err(_) => done.failed += 1,
            }
        }
        Ok(Some((last, done)))
    }
}
