//! Tells a database that is away from one that failed.

use messaging::{outbox::OutboxError, pool::is_away};

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

/// A row that makes no sense.
pub(super) fn corrupt(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> StoreError {
    StoreError::Failed(error.into())
}
