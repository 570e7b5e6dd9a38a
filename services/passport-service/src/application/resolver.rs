//! Finds what the resolver has to know about a product.

use std::sync::Arc;

use gs1::Gtin;
use tokio_util::sync::CancellationToken;

use super::{
    passports::Passports,
    ports::{RegisteredLinks, StoreError},
};
use crate::domain::workspace::Link;

/// Finds products with their links.
#[derive(Clone)]
pub struct Resolver {
    passports: Passports,
    links: Arc<dyn RegisteredLinks>,
    stem: Arc<str>,
}

/// What is known about a GTIN.
#[derive(Debug, Clone)]
pub enum Found {
    /// There is such a product.
    Known(Known),
    /// No source knows it so far.
    Unknown {
        /// That is their last word.
        settled: bool,
    },
}

/// A known product.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its name.
    pub name: Option<String>,
    /// The links that its brand registered.
    pub links: Arc<[Link]>,
    /// It was in the catalog already.
    pub cached: bool,
}

impl Resolver {
    /// `stem` is where phones reach the resolver: `https://id.example`.
    pub fn new(passports: Passports, links: Arc<dyn RegisteredLinks>, stem: &str) -> Self {
        Self { passports, links, stem: stem.trim_end_matches('/').into() }
    }

    /// Where links begin, without a slash at the end.
    #[must_use]
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// The product; one that the catalog lacks is looked up. Links hold from the day on which there is a product.
    ///
    /// # Errors
    /// The store failed.
    pub async fn find(&self, gtin: &Gtin, drain: &CancellationToken) -> Result<Found, StoreError> {
        let glanced = self.passports.glance(gtin).await?;
        let cached = glanced.is_some();
        let entry = match glanced {
            Some(entry) => entry,
            None => self.passports.settled(gtin, None, drain).await?.entry,
        };
        let Some(product) = entry.known() else {
            return Ok(Found::Unknown { settled: entry.is_complete() });
        };
        let links = self.links.registered(gtin).await?;
        Ok(Found::Known(Known { name: product.name.clone(), links, cached }))
    }
}
