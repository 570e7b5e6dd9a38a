//! Products of the workspace as the API shows and takes them.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    application::workspace::{
        ports::{ProductSummary, publication},
        products::ProductView,
    },
    domain::workspace::{EarlierFact, Fault, Publication, StatedEco, StatedLabel, Statement},
};

/// A line of the brand's catalog.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BrandProductSummary)]
pub(in crate::adapters::http) struct SummaryBody<'a> {
    /// 14 digits.
    gtin: &'a str,
    name: Option<&'a str>,
    quantity: Option<&'a str>,
    image_url: Option<&'a str>,
    /// Whether shoppers read this version.
    status: Publication,
    /// The version that shoppers read; `null` = nothing was published yet.
    published_version: Option<i64>,
    /// Percent.
    #[schema(minimum = 0, maximum = 100)]
    completeness: u8,
    /// What is missing or wrong, errors first.
    faults: &'a [Fault],
    updated_at: Timestamp,
    version: i64,
    /// Reports of shoppers that are neither answered nor closed.
    open_reports: i64,
}

impl<'a> From<&'a ProductSummary> for SummaryBody<'a> {
    fn from(product: &'a ProductSummary) -> Self {
        Self {
            gtin: product.gtin.as_str(),
            name: product.name.as_deref(),
            quantity: product.quantity.as_deref(),
            image_url: product.image_url.as_deref(),
            status: publication(product.version, product.published_version),
            published_version: product.published_version,
            completeness: product.completeness,
            faults: &product.faults,
            updated_at: product.updated_at,
            version: product.version,
            open_reports: product.open_reports,
        }
    }
}

/// A product as its brand edits it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BrandProduct)]
pub(in crate::adapters::http) struct ProductBody<'a> {
    /// 14 digits.
    gtin: &'a str,
    name: Option<&'a str>,
    /// As printed: `400 g`.
    quantity: Option<&'a str>,
    /// At our own address.
    image_url: Option<&'a str>,
    /// Taxonomy ids, general to specific.
    categories: &'a [String],
    /// Stated parts only.
    label: &'a StatedLabel,
    /// Percent, for the Nutri-Score.
    fruits_vegetables_legumes: Option<f64>,
    /// What the eco score is computed from.
    eco: &'a StatedEco,
    /// `draft`: what shoppers read is `publishedVersion`, if anything.
    status: Publication,
    /// The version that shoppers read; `null` = nothing was published yet.
    published_version: Option<i64>,
    /// Percent.
    #[schema(minimum = 0, maximum = 100)]
    completeness: u8,
    /// What is missing or wrong, errors first.
    faults: &'a [Fault],
    updated_at: Timestamp,
    version: i64,
    /// Reports of shoppers that are neither answered nor closed.
    open_reports: i64,
    /// What other sources say, field by field: where the brand says something else, the brand's word is shown.
    sources: &'a [EarlierFact],
}

impl<'a> From<&'a ProductView> for ProductBody<'a> {
    fn from(ProductView { product, sources }: &'a ProductView) -> Self {
        let Statement { name, quantity, image_url, categories, label, fruits_vegetables_legumes, eco } =
            &product.statement;
        Self {
            gtin: product.gtin.as_str(),
            name: name.as_deref(),
            quantity: quantity.as_deref(),
            image_url: image_url.as_deref(),
            categories,
            label,
            fruits_vegetables_legumes: *fruits_vegetables_legumes,
            eco,
            status: product.publication(),
            published_version: product.published_version,
            completeness: product.completeness,
            faults: &product.faults,
            updated_at: product.updated_at,
            version: product.version,
            open_reports: product.open_reports,
            sources,
        }
    }
}
