//! The operator replaces the configured key: every person's key is wrapped by the new one.

use std::sync::Arc;

use service_kit::ids::AccountId;
use uuid::Uuid;

use super::ports::{KeyRotation, Rotated, StoreError};

const PAGE: i64 = 500;

/// Wraps keys anew.
#[derive(Clone)]
pub struct RotateKeys(Arc<dyn KeyRotation>);

impl RotateKeys {
    /// In this store.
    pub fn new(keys: Arc<dyn KeyRotation>) -> Self {
        Self(keys)
    }

    /// All of them. May be repeated, and go on beside a service that serves with both keys.
    ///
    /// # Errors
    /// The store failed; what was done stays done.
    pub async fn run(&self) -> Result<Rotated, StoreError> {
        let (mut after, mut all) = (AccountId::from_uuid(Uuid::nil()), Rotated::default());
        while let Some((last, done)) = self.0.rewrap(after, PAGE).await? {
            after = last;
            all.rewrapped += done.rewrapped;
            all.failed += done.failed;
        }
        Ok(all)
    }
}
