//! The passport of a GTIN: from the catalog at once, its gaps filled from the sources meanwhile.

use std::{sync::Arc, time::Duration};

use gs1::Gtin;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::{
    changes::{Changes, Waited},
    lookups::Lookups,
    ports::{Catalog, Found, RegisteredLinks, StoreError, Stored},
};
use crate::domain::{
    catalog::CatalogEntry, from_brand::FromBrand, passport::Passport, resolver::Pack, scan::ScannedItem,
    source_record::SourceRecord,
};

/// How long a person waits at most for a product that the catalog lacks.
pub const PATIENCE: Duration = Duration::from_millis(1_600);

/// Reads passports.
#[derive(Clone)]
pub struct Passports {
    catalog: Arc<dyn Catalog>,
    lookups: Lookups,
    changes: Changes,
    links: Arc<dyn RegisteredLinks>,
}

impl Passports {
    /// Reads from this catalog; gaps are filled by these lookups.
    pub fn new(
        catalog: Arc<dyn Catalog>,
        lookups: Lookups,
        changes: Changes,
        links: Arc<dyn RegisteredLinks>,
    ) -> Self {
        Self { catalog, lookups, changes, links }
    }

    /// The pack's passport as it is now; whether it came from the catalog without asking anyone.
    ///
    /// # Errors
    /// The store failed.
    pub async fn now(&self, item: &ScannedItem) -> Result<(Passport, bool), StoreError> {
        let (stored, cached) = self.found(&item.gtin, item.lot.as_deref()).await?;
        Ok((self.of_pack(&stored, Some(item)).await?, cached))
    }

    /// The passport of a stored entry, with what the brand registered for the pack: for every pack when none is known. As for
    /// the resolver, that holds from the day on which there is a product.
    ///
    /// # Errors
    /// The store failed.
    pub async fn of_pack(&self, stored: &Stored, item: Option<&ScannedItem>) -> Result<Passport, StoreError> {
        let passport = stored.entry.passport(stored.lot_steps.clone());
        if !stored.entry.is_known() {
            return Ok(passport);
        }
        let links = self.links.registered(&stored.entry.gtin).await?;
        if links.is_empty() {
            return Ok(passport);
        }
        let variant = item.and_then(ScannedItem::variant);
        let pack = Pack {
            variant: variant.as_deref(),
            lot: item.and_then(|item| item.lot.as_deref()),
            serial: item.and_then(|item| item.serial.as_deref()),
        };
        Ok(passport.with(FromBrand::of(&links, pack)))
    }

    /// The entry as it is now; what it lacks is asked for meanwhile.
    ///
    /// # Errors
    /// The store failed.
    pub async fn entry(&self, gtin: &Gtin) -> Result<CatalogEntry, StoreError> {
        self.found(gtin, None).await.map(|(stored, _)| stored.entry)
    }

    async fn found(&self, gtin: &Gtin, lot: Option<&str>) -> Result<(Stored, bool), StoreError> {
        let found = self.catalog.find(gtin, lot).await?;
        let (entry, lot_steps) = found.map_or((None, Vec::new()), |s| (Some(s.entry), s.lot_steps));
        let cached = entry.as_ref().is_some_and(CatalogEntry::is_known);
        let entry = self.lookups.ensure(gtin, entry).await?;
        Ok((Stored { entry, lot_steps }, cached))
    }

    /// The entry once it is known whether there is such a product, or patience has ended.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "settle", skip_all)]
    pub async fn settled(
        &self,
        gtin: &Gtin,
        lot: Option<&str>,
        drain: &CancellationToken,
    ) -> Result<Stored, StoreError> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let mut listening = self.changes.listen(*gtin);
            let found = self.catalog.find(gtin, lot).await?;
            let (entry, lot_steps) = found.map_or((None, Vec::new()), |s| (Some(s.entry), s.lot_steps));
            let entry = self.lookups.ensure(gtin, entry).await?;
            if entry.product.is_terminal() || listening.wait(deadline, drain).await == Waited::Enough {
                return Ok(Stored { entry, lot_steps });
            }
        }
    }

    /// The entry of a known product, as quickly as can be told.
    ///
    /// # Errors
    /// The store failed.
    pub async fn glance(&self, gtin: &Gtin) -> Result<Option<CatalogEntry>, StoreError> {
        Ok(self.catalog.glance(gtin).await?.filter(CatalogEntry::is_known))
    }

    /// Products by name, brand or GTIN prefix, best first.
    ///
    /// # Errors
    /// The store failed.
    pub async fn search(&self, query: &str, limit: i64) -> Result<Vec<Found>, StoreError> {
        self.catalog.search(query, limit).await
    }

    /// What each source states, the overruled included.
    ///
    /// # Errors
    /// The store failed.
    pub async fn sources(&self, gtin: &Gtin) -> Result<Vec<SourceRecord>, StoreError> {
        self.catalog.sources(gtin).await
    }
}
