//! Remembers the results of commands under their idempotency keys, in the command's transaction.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use service_kit::idempotency::{Claim, KEPT};
use sqlx::PgConnection;
use uuid::Uuid;

use super::failure::command_error;
use crate::application::ports::CommandError;

/// The id of the result that the same command had before. The caller's stream is locked, so that two of the same
/// commands cannot both be the first.
pub(super) async fn before(
    conn: &mut PgConnection,
    caller: Uuid,
    key: Option<&Claim>,
    now: Timestamp,
) -> Result<Option<Uuid>, CommandError> {
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
    .map_err(command_error)?;
    match row {
        Some(row) if row.body_hmac != key.body_hmac => Err(CommandError::KeyReused),
        other => Ok(other.map(|row| row.result_id)),
    }
}

/// Remembers the result for the next one with this key.
pub(super) async fn remember(
    conn: &mut PgConnection,
    caller: Uuid,
    key: Option<&Claim>,
    result: Uuid,
    now: Timestamp,
) -> Result<(), CommandError> {
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
    .map_err(command_error)?;
    Ok(())
}
