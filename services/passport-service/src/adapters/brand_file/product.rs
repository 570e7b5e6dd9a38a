//! Lines of `brand.jsonl`.

use gs1::Gtin;
use jiff::civil::Date;
use serde::Deserialize;

use super::{Fault, gtin};
use crate::{
    adapters::agribalyse::table,
    domain::{
        eco::CountryCode,
        product::BrandName,
        source_record::SourceRecord,
        workspace::{Publication, StatedEco, StatedLabel, Statement, picture_of},
    },
};

/// A product as its brand states it.
#[derive(Debug, Clone, PartialEq)]
pub struct BrandProduct {
    /// Which.
    pub gtin: Gtin,
    /// The statement as the catalog takes it; `image_source` names a file beside the product file.
    pub record: SourceRecord,
    /// The statement as the brand edits it.
    pub statement: Statement,
    /// Whether shoppers may see it.
    pub publication: Publication,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Line {
    gtin: String,
    name: String,
    brand: BrandName,
    quantity: Option<String>,
    image_url: Option<String>,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    label: StatedLabel,
    /// Percent, for the Nutri-Score.
    fruits_vegetables_legumes: Option<f64>,
    #[serde(default)]
    eco: StatedEco,
    status: Publication,
    as_of: Date,
}

impl Line {
    pub(super) fn product(self) -> Result<BrandProduct, Fault> {
        let gtin = gtin(&self.gtin)?;
        let sold_in = self.eco.country_of_sale.as_deref().map(str::parse::<CountryCode>).transpose();
        sold_in.map_err(|error| ("eco.countryOfSale", error.to_string()))?;
        let statement = Statement {
            name: Some(self.name),
            quantity: self.quantity,
            image_url: self.image_url.as_ref().map(|_| picture_of(&gtin)),
            categories: self.categories,
            label: self.label,
            fruits_vegetables_legumes: self.fruits_vegetables_legumes,
            eco: self.eco,
        };
        let record = statement.record(&gtin, self.brand, self.as_of, Vec::new(), table::shipped());
        let record = SourceRecord { image_source: self.image_url, ..record };
        Ok(BrandProduct { gtin, record, statement, publication: self.status })
    }
}
