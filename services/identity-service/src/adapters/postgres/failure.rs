//! Tells a database that is away from one that failed.

use messaging::outbox::OutboxError;

use crate::application::ports::{CommandError, StoreError};

/// The store's failure: away for now, or broken.
#[must_use]
pub fn store_error(error: sqlx::Error) -> StoreError {
    if is_away(&error) { StoreError::Unavailable(error.into()) } else { StoreError::Failed(error.into()) }
}

pub(super) fn command_error(error: sqlx::Error) -> CommandError {
    store_error(error).into()
}

pub(super) fn outbox_error(error: OutboxError) -> StoreError {
    match error {
        OutboxError::Database(error) => store_error(error),
        // Another command was faster: the next try will do.
        OutboxError::LockedTooLate => StoreError::Unavailable(error.into()),
        OutboxError::TooLarge(_) | OutboxError::Unserialisable(_) => StoreError::Failed(error.into()),
    }
}

/// Connection trouble, no resources, a shutdown, a time-out: SQLSTATE classes 08, 53, 57, 25P0x, 40, 55P03.
fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Tls(_) => {
            true
        }
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            ["08", "53", "57", "25P0", "40", "55P03"].iter().any(|class| code.starts_with(class))
        }),
        _ => false,
    }
}

/// A row that makes no sense.
pub(super) fn corrupt(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> StoreError {
    StoreError::Failed(error.into())
}
