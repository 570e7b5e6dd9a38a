//! Remembers the results of commands under their idempotency keys, in the command's transaction. The service's own schema has
//! the table `idempotency_keys` (`caller`, `route`, `key_hmac`, `body_hmac`, `result_id`, `created_at`).

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use service_kit::{
    idempotency::{Claim, KEPT},
    store::StoreError,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::failure::store_error;

/// Why a key does not let a command through.
#[derive(Debug, thiserror::Error)]
pub enum ClaimFault {
    /// It was used for another body.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The id of the result that the same command had before. The caller's stream is locked, so that two of the same
/// commands cannot both be the first.
///
/// # Errors
/// [`ClaimFault::KeyReused`], or the store's.
pub async fn before(
    conn: &mut PgConnection,
    caller: Uuid,
    key: Option<&Claim>,
    now: Timestamp,
) -> Result<Option<Uuid>, ClaimFault> {
    let Some(key) = key else { return Ok(None) };
    let since = now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN);
    let row = sqlx::query_file!(
        "queries/find_idempotency_key.sql",
        caller,
        key.route,
        key.key_hmac.as_slice(),
        since.to_sqlx(),
    )
    .fetch_optional(conn)
    .await
    .map_err(store_error)?;
    match row {
        Some(row) if row.body_hmac != key.body_hmac => Err(ClaimFault::KeyReused),
        other => Ok(other.map(|row| row.result_id)),
    }
}

/// Remembers the result for the next one with this key.
///
/// # Errors
/// The store's.
pub async fn remember(
    conn: &mut PgConnection,
    caller: Uuid,
    key: Option<&Claim>,
    result: Uuid,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(key) = key else { return Ok(()) };
    sqlx::query_file!(
        "queries/remember_idempotency_key.sql",
        caller,
        key.route,
        key.key_hmac.as_slice(),
        key.body_hmac.as_slice(),
        result,
        now.to_sqlx(),
    )
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}
