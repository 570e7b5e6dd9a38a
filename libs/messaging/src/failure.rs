//! Tells a database that is away from one that failed, in the words of the use cases.

use service_kit::store::StoreError;

use crate::{outbox::OutboxError, pool::is_away};

/// The store's failure: away for now, or broken.
#[must_use]
pub fn store_error(error: sqlx::Error) -> StoreError {
    if is_away(&error) { StoreError::Unavailable(error.into()) } else { StoreError::Failed(error.into()) }
}

/// The same of an event that was to be noted.
#[must_use]
pub fn outbox_error(error: OutboxError) -> StoreError {
    match error {
        OutboxError::Database(error) => store_error(error),
        // Another command was faster: the next try will do.
        OutboxError::LockedTooLate => StoreError::Unavailable(error.into()),
        OutboxError::TooLarge(_) | OutboxError::Unserialisable(_) => StoreError::Failed(error.into()),
    }
}

/// A row that makes no sense.
#[must_use]
pub fn corrupt(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> StoreError {
    StoreError::Failed(error.into())
}
