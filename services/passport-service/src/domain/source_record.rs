//! What one source says about one GTIN, already normalised: the unit that is stored, merged and refreshed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{eco::Eco, fact::Source, journey::JourneyStep, product::Product, section::Section};

/// One source's statement about one product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// 14 digits.
    pub gtin: String,
    /// Who states it.
    pub source: Source,
    /// The day of the statement (Open Food Facts: `last_modified_t`).
    pub as_of: Option<Date>,
    /// Identity, label, provenance.
    pub product: Product,
    /// Picture at the source, for our own proxy; never shown to the browser.
    pub image_source: Option<String>,
    /// Journey steps stated by this source; empty = none stated.
    pub journey: Vec<JourneyStep>,
    /// Eco score from what this source states.
    pub eco: Section<Eco>,
}
