//! What every command about a person makes sure of first.

use messaging::failure::{outbox_error, store_error};
use std::io;

use service_kit::{
    ids::{AccountId, VisitorId},
    tombstones::{Subject, Tombstones},
};
use sqlx::PgConnection;

use super::events;
use crate::application::ports::{CommandError, Grant, StoreError};

/// Locks the person's streams, and refuses who was erased. The first statement of the transaction.
pub(super) async fn enter(
    conn: &mut PgConnection,
    tombstones: &Tombstones,
    account: AccountId,
    visitor: Option<VisitorId>,
) -> Result<(), CommandError> {
    let streams = [Some(account.to_string()), visitor.map(|visitor| visitor.to_string())];
    let streams: Vec<_> = streams.iter().flatten().map(String::as_str).collect();
    events::lock(conn, &streams).await.map_err(outbox_error)?;
    if tombstones.contains(&Subject::Account(account)).map_err(unreadable)? {
        return Err(CommandError::NoAccount);
    }
    let Some(visitor) = visitor else { return Ok(()) };
    if tombstones.contains(&Subject::Visitor(visitor)).map_err(unreadable)? {
        return Err(CommandError::NoVisitor);
    }
    Ok(())
}

/// Refuses a consent that was withdrawn since it was asked for: the person's lock is held, so that none is withdrawn now.
pub(super) async fn still_granted(
    conn: &mut PgConnection,
    account: AccountId,
    grant: Grant,
) -> Result<(), CommandError> {
    use jiff_sqlx::ToSqlx as _;
    let withdrawn =
        sqlx::query_file_scalar!("queries/withdrawn_since.sql", account.as_uuid(), grant.since.to_sqlx())
            .fetch_one(conn)
            .await
            .map_err(store_error)?;
    if withdrawn { Err(CommandError::Withdrawn) } else { Ok(()) }
}

fn unreadable(error: io::Error) -> StoreError {
    StoreError::Unavailable(error.into())
}
