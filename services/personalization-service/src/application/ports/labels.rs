//! Labels: who tells them, and where the last ones are kept.

use async_trait::async_trait;
use gs1::Gtin;
use jiff::Timestamp;
use serde::Deserialize as _;
use serde_json::Value;
use uuid::Uuid;

use super::StoreError;
use crate::domain::label::LabelledProduct;

/// A label as passport-service tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelDocument(Value);

/// The parts of a document that are used.
#[derive(Debug, Clone)]
pub struct Readable {
    /// The catalog entry's version.
    pub version: i64,
    /// Grows with every change of the label.
    pub label_version: i64,
    /// The tenant whose product it is.
    pub brand: Option<Uuid>,
    /// Label and provenance.
    pub product: LabelledProduct,
}

impl LabelDocument {
    /// The document of this JSON.
    #[must_use]
    pub fn new(json: Value) -> Self {
        Self(json)
    }

    /// As it came.
    #[must_use]
    pub fn json(&self) -> &Value {
        &self.0
    }

    /// What it says; `None` when it is no label.
    #[must_use]
    pub fn read(&self) -> Option<Readable> {
        let number = |name: &str| self.0.get(name).and_then(Value::as_i64);
        let brand = self.0.pointer("/brand/brandId").and_then(Value::as_str);
        Some(Readable {
            version: number("version")?,
            label_version: number("labelVersion")?,
            brand: brand.and_then(|id| id.parse().ok()),
            product: LabelledProduct::deserialize(&self.0).ok()?,
        })
    }
}

/// A label that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptLabel {
    /// The label.
    pub document: LabelDocument,
    /// When it was told.
    pub fetched_at: Timestamp,
    /// The catalog told of a later one since.
    pub outdated: bool,
}

/// Why a label was not told.
#[derive(Debug, thiserror::Error)]
pub enum LabelFault {
    /// There is no such product.
    #[error("nobody knows this product")]
    Unknown,
    /// It did not come within its budget.
    #[error("the label cannot be asked for")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Tells labels, within a budget of time.
#[async_trait]
pub trait LabelSource: Send + Sync {
    /// The product's label as of now.
    async fn label(&self, gtin: &Gtin) -> Result<LabelDocument, LabelFault>;
}

/// Keeps the last label of each product.
#[async_trait]
pub trait LabelStore: Send + Sync {
    /// The last one.
    async fn last(&self, gtin: &Gtin) -> Result<Option<KeptLabel>, StoreError>;

    /// Keeps it, unless a later one is kept already.
    async fn keep(
        &self,
        gtin: &Gtin,
        version: i64,
        document: &LabelDocument,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// There is no such product any more.
    async fn forget(&self, gtin: &Gtin) -> Result<(), StoreError>;
}
