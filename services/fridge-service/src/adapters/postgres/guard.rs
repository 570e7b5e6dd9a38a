//! What every command makes sure of first.

use std::io;

use messaging::{failure::outbox_error, outbox};
use service_kit::tombstones::{Subject, Tombstones};
use sqlx::PgConnection;

use crate::application::ports::{Actor, CommandError, StoreError};

/// Locks the person's streams, and refuses who was erased. The first statement of the transaction.
pub(super) async fn enter(
    conn: &mut PgConnection,
    tombstones: &Tombstones,
    actor: &Actor,
) -> Result<(), CommandError> {
    let streams = [actor.account.to_string(), actor.visitor.to_string()];
    outbox::lock_streams(conn, &streams.each_ref().map(String::as_str)).await.map_err(outbox_error)?;
    if tombstones.contains(&Subject::Account(actor.account)).map_err(unreadable)? {
        return Err(CommandError::NoAccount);
    }
    if tombstones.contains(&Subject::Visitor(actor.visitor)).map_err(unreadable)? {
        return Err(CommandError::NoVisitor);
    }
    Ok(())
}

fn unreadable(error: io::Error) -> StoreError {
    StoreError::Unavailable(error.into())
}
