//! A brand claims further GS1 company prefixes, and the operator says which are its own.

use std::sync::Arc;

use jiff::Timestamp;
use service_kit::{
    clock::Clock,
    idempotency::{Claim as Key, Done},
    ids::{BrandId, uuid_v7},
};

use super::ports::{Claims, ClaimsError, Ruling, StoreError};
use crate::domain::{
    brand::{Brand, BrandName, Prefix},
    claim::{BrandPrefix, Licence, Outcome, PrefixClaim, ShortName, Words},
};

/// Proves prefixes.
#[derive(Clone)]
pub struct ProvePrefixes {
    claims: Arc<dyn Claims>,
    clock: Arc<dyn Clock>,
}

impl ProvePrefixes {
    /// By these claims.
    pub fn new(claims: Arc<dyn Claims>, clock: Arc<dyn Clock>) -> Self {
        Self { claims, clock }
    }

    /// Each prefix of the brand and how it stands; `None` when there is no such brand.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_prefixes", skip_all)]
    pub async fn of_brand(&self, brand: BrandId) -> Result<Option<Vec<BrandPrefix>>, StoreError> {
        self.claims.of_brand(brand).await
    }

    /// The brand says that the prefix is its own.
    ///
    /// # Errors
    /// [`ClaimsError`] says why not.
    #[tracing::instrument(name = "claim_prefix", skip_all)]
    pub async fn claim(
        &self,
        brand: BrandId,
        prefix: Prefix,
        licence: Licence,
        key: Option<&Key>,
    ) -> Result<BrandPrefix, ClaimsError> {
        let claimed_at = self.now();
        let claim = PrefixClaim { id: uuid_v7(claimed_at), brand, prefix, licence, claimed_at };
        let (Done::Now(made) | Done::Before(made)) = self.claims.claim(&claim, key).await?;
        Ok(made)
    }

    /// The brand takes back what it said, as long as nobody has decided.
    ///
    /// # Errors
    /// [`ClaimsError`] says why not.
    #[tracing::instrument(name = "withdraw_prefix", skip_all)]
    pub async fn withdraw(
        &self,
        brand: BrandId,
        prefix: &Prefix,
        key: Option<&Key>,
    ) -> Result<(), ClaimsError> {
        self.claims.withdraw(brand, prefix, key, self.now()).await
    }

    /// What the operator has to look up, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn waiting(&self) -> Result<Vec<(PrefixClaim, BrandName)>, StoreError> {
        self.claims.waiting().await
    }

    /// The prefix is the brand's. Done twice, it is done once.
    ///
    /// # Errors
    /// [`ClaimsError`] says why not.
    pub async fn confirm(
        &self,
        brand: BrandId,
        prefix: Prefix,
        evidence: Words,
        by: ShortName,
    ) -> Result<Brand, ClaimsError> {
        let outcome = Outcome::Proven(evidence);
        self.claims.decide(&Ruling { brand, prefix, outcome, by, at: self.now() }).await
    }

    /// The prefix is not the brand's, or nobody can tell. Done twice, it is done once.
    ///
    /// # Errors
    /// [`ClaimsError`] says why not.
    pub async fn refuse(
        &self,
        brand: BrandId,
        prefix: Prefix,
        reason: Words,
        by: ShortName,
    ) -> Result<Brand, ClaimsError> {
        let outcome = Outcome::Refused(reason);
        self.claims.decide(&Ruling { brand, prefix, outcome, by, at: self.now() }).await
    }

    /// As the store keeps it: an answer under the same key says the same.
    fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}
