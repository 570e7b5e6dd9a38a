//! The live API, for a GTIN that the catalog lacks or that has grown old. Bulk imports come first.

use gs1::Gtin;
use reqwest::Url;

use super::document::{self, Refusal};
use crate::{
    adapters::{
        metrics::SourceMeter,
        outside::{Limits, Outside, OutsideFault, SourceFault, within_depth},
    },
    domain::stated_product::StatedProduct,
};

/// The source's terms allow this many product reads a minute, from all of us together.
pub const READS_A_MINUTE: u16 = 15;
const DEEPEST: usize = 64;

/// The live Open Food Facts.
pub struct OpenFoodFacts(Outside);

impl OpenFoodFacts {
    /// A client of `base` that introduces itself with `contact`, as the source asks.
    ///
    /// # Errors
    /// The address has no host.
    pub fn new(base: Url, contact: &str) -> Result<Self, OutsideFault> {
        Ok(Self(Outside::new(base, contact, Limits::STANDARD)?))
    }

    /// The same, counted.
    #[must_use]
    pub fn metered(self, meter: SourceMeter) -> Self {
        Self(self.0.metered(meter))
    }

    /// What the source states about the GTIN; `None` when it answers that it knows no such product.
    ///
    /// # Errors
    /// [`SourceFault`] says how the source gave no answer.
    #[tracing::instrument(name = "ask_open_food_facts", skip_all)]
    pub async fn fetch(&self, gtin: &Gtin) -> Result<Option<StatedProduct>, SourceFault> {
        let answer = self.0.get(&format!("/api/v2/product/{}", barcode(gtin))).await?;
        match read(&answer.body)? {
            Some(stated) if stated.gtin == gtin.as_str() => Ok(Some(stated)),
            Some(_) => Err(SourceFault::BadData("it answered about another product".into())),
            // 404 and `status: 0` are answers; a 404 without a document is the fault of something in between.
            None => Ok(None),
        }
    }
}

fn read(body: &[u8]) -> Result<Option<StatedProduct>, SourceFault> {
    if !within_depth(body, DEEPEST) {
        return Err(SourceFault::BadData("the document is nested too deep".into()));
    }
    match document::read_bytes(body) {
        Ok(stated) => Ok(Some(stated)),
        Err(Refusal::NotFound) => Ok(None),
        Err(refusal) => Err(SourceFault::BadData(refusal.code().into())),
    }
}

/// As the source files it: 8 digits when they suffice, else 13, else all 14.
fn barcode(gtin: &Gtin) -> &str {
    let digits = gtin.as_str();
    digits.strip_prefix("000000").or_else(|| digits.strip_prefix('0')).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_barcode_is_asked_as_the_source_files_it() {
        for (gtin, filed) in [
            ("03017620422003", "3017620422003"),
            ("00000096385074", "96385074"),
            ("10614141000415", "10614141000415"),
        ] {
            let (gtin, _) = Gtin::parse(gtin).expect("a GTIN");
            assert_eq!(barcode(&gtin), filed);
        }
    }

    #[test]
    fn both_ways_of_saying_no_are_answers() {
        for body in [
            r#"{"code":"3017620422003","status":0,"status_verbose":"product not found"}"#,
            r#"{"code":"3017620422003","status":"failure","result":{"id":"product_not_found"},"errors":[],"product":{}}"#,
        ] {
            assert_eq!(read(body.as_bytes()), Ok(None), "{body}");
        }
    }

    #[test]
    fn nonsense_is_bad_data() {
        for body in
            ["", "<html>", "[]", &"[".repeat(10_000), r#"{"product":{"code":"not digits"},"status":1}"#]
        {
            assert!(matches!(read(body.as_bytes()), Err(SourceFault::BadData(_))), "{body:.40}");
        }
    }
}
