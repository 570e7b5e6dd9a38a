//! What a browser may choose for itself, with or without an account.

use service_kit::idempotency::Claim;
use std::sync::Arc;

use service_kit::{clock::Clock, identity::Region, ids::VisitorId};

use super::ports::{CommandError, Erased, StoreError, Visitors};
use crate::domain::visitor::{Choices, Whose};

/// A visitor's own rights.
#[derive(Clone)]
pub struct VisitorRights {
    visitors: Arc<dyn Visitors>,
    erased: Arc<dyn Erased>,
    clock: Arc<dyn Clock>,
}

impl VisitorRights {
    /// Of these visitors.
    pub fn new(visitors: Arc<dyn Visitors>, erased: Arc<dyn Erased>, clock: Arc<dyn Clock>) -> Self {
        Self { visitors, erased, clock }
    }

    /// What the visitor chose.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_visitor", skip_all)]
    pub async fn read(&self, whose: Whose) -> Result<Choices, StoreError> {
        self.visitors.choices(whose).await
    }

    /// Allows or forbids measurement of this browser.
    ///
    /// # Errors
    /// [`CommandError`] says why not.
    #[tracing::instrument(name = "set_measurement", skip_all)]
    pub async fn set_measurement(
        &self,
        whose: Whose,
        allowed: bool,
        key: Option<&Claim>,
    ) -> Result<(), CommandError> {
        self.refuse_erased(whose.visitor)?;
        self.visitors.set_measurement(whose, allowed, key, self.clock.now()).await
    }

    /// Remembers or forgets where the person says to be.
    ///
    /// # Errors
    /// [`CommandError`] says why not.
    #[tracing::instrument(name = "set_region", skip_all)]
    pub async fn set_region(
        &self,
        whose: Whose,
        region: Option<&Region>,
        key: Option<&Claim>,
    ) -> Result<(), CommandError> {
        self.refuse_erased(whose.visitor)?;
        self.visitors.set_region(whose, region, key, self.clock.now()).await
    }

    /// Nothing erased returns, not by an old cookie either.
    fn refuse_erased(&self, visitor: VisitorId) -> Result<(), CommandError> {
        if self.erased.visitor(visitor)? { Err(CommandError::NoVisitor) } else { Ok(()) }
    }
}
