//! What a brand states about one product: what the editor edits, drafts included.

use gs1::Gtin;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::StatedLabel;
use crate::domain::{
    eco::{self, CountryCode, EcoStatement, LcaTable, OriginStatement, PackagingStatement},
    fact::Source,
    journey::JourneyStep,
    nutri_score::{self, NutriInput, NutriKind},
    product::{BrandName, Product},
    source_record::SourceRecord,
};

/// Everything that a brand states about a product; absent or empty = not stated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// The product's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// As printed: `400 g`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// Its picture at our own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// Taxonomy ids, general to specific.
    #[serde(default)]
    pub categories: Vec<String>,
    /// The label.
    #[serde(default)]
    pub label: StatedLabel,
    /// Percent, for the Nutri-Score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fruits_vegetables_legumes: Option<f64>,
    /// What the eco score is computed from.
    #[serde(default)]
    pub eco: StatedEco,
}

/// What the eco score is computed from, beside the categories.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandEco)]
pub struct StatedEco {
    /// Label tags (`en:organic`).
    #[serde(default)]
    pub labels: Vec<String>,
    /// Where the ingredients come from.
    #[serde(default)]
    pub origins: Vec<StatedOrigin>,
    /// Parts of the packaging.
    #[serde(default)]
    pub packaging: Vec<StatedPart>,
    /// Whether there is palm oil in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub palm_oil: Option<bool>,
    /// Two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_of_sale: Option<String>,
}

/// A place and its share of the ingredients.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BrandOrigin)]
pub struct StatedOrigin {
    /// A tag of the origins taxonomy (`en:italy`).
    pub tag: String,
    /// 0–100.
    pub percent: f64,
}

/// A part of the packaging.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BrandPackagingPart)]
pub struct StatedPart {
    /// `en:bottle`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<String>,
    /// `en:glass`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<String>,
}

/// A text that cannot be kept: where, and why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct StatementFault {
    /// JSON pointer into the product.
    pub pointer: String,
    /// In plain words.
    pub detail: String,
}

const LONGEST_NAME: usize = 250;
const LONGEST_QUANTITY: usize = 60;
const LONGEST_TEXT: usize = 10_000;
const LONGEST_TAG: usize = 120;
const MOST_TAGS: usize = 60;

impl Statement {
    /// Refuses what no catalog keeps: texts without end, control characters, numbers that are none, foreign pictures.
    ///
    /// # Errors
    /// Every [`StatementFault`] that there is.
    pub fn keepable(mut self, gtin: &Gtin) -> Result<Self, Vec<StatementFault>> {
        self.name = filled(self.name);
        self.quantity = filled(self.quantity);
        self.image_url = filled(self.image_url);
        let mut limits = Limits(Vec::new());
        limits.text("/name", self.name.as_deref(), LONGEST_NAME);
        limits.text("/quantity", self.quantity.as_deref(), LONGEST_QUANTITY);
        let own = picture_of(gtin);
        if self.image_url.as_ref().is_some_and(|url| *url != own) {
            limits
                .refuse("/imageUrl", format!("is {own} or absent: pictures are served from our own address"));
        }
        limits.tags("/categories", &self.categories);
        if let Some(ingredients) = &self.label.ingredients {
            limits.printed("/label/ingredients/text", &ingredients.text);
            let language = ingredients.language.as_deref();
            if language
                .is_some_and(|code| code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_lowercase()))
            {
                limits.refuse("/label/ingredients/language", "is a language's two lower-case letters");
            }
            limits.count("/label/ingredients/items", ingredients.items.len(), 300);
        }
        self.eco.limits(&mut limits);
        if limits.0.is_empty() { Ok(self) } else { Err(limits.0) }
    }

    /// As a passport shows it.
    #[must_use]
    pub fn product(&self, brand: Option<BrandName>) -> Product {
        let label = self.label.label();
        let input = NutriInput {
            fruit_percent: self.fruits_vegetables_legumes,
            ..NutriInput::of(NutriKind::of(&self.categories), &label.nutrition)
        };
        Product {
            name: self.name.clone(),
            brand,
            quantity: self.quantity.clone(),
            image_url: self.image_url.clone(),
            categories: self.categories.clone(),
            label,
            nutri_score: nutri_score::compute(&input),
            facts: Vec::new(),
        }
    }

    /// As the merge of all sources takes it.
    #[must_use]
    pub fn record(
        &self,
        gtin: &Gtin,
        brand: BrandName,
        as_of: Date,
        journey: Vec<JourneyStep>,
        table: &LcaTable,
    ) -> SourceRecord {
        let product = self.product(Some(brand));
        let eco = eco::compute(&self.eco.statement(&self.categories).input(table)).into();
        SourceRecord {
            gtin: gtin.to_string(),
            source: Source::Brand,
            as_of: Some(as_of),
            product,
            image_source: None,
            journey,
            eco,
        }
    }
}

/// The address under which a product's picture is served.
#[must_use]
pub fn picture_of(gtin: &Gtin) -> String {
    format!("/images/products/{gtin}")
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

impl StatedEco {
    /// As the method takes it.
    #[must_use]
    pub fn statement(&self, categories: &[String]) -> EcoStatement {
        let origin =
            |stated: &StatedOrigin| OriginStatement { tag: stated.tag.clone(), percent: stated.percent };
        let part = |stated: &StatedPart| PackagingStatement {
            material: stated.material.clone(),
            shape: stated.shape.clone(),
        };
        EcoStatement {
            categories: categories.to_vec(),
            labels: self.labels.clone(),
            origins: self.origins.iter().map(origin).collect(),
            palm_oil: self.palm_oil,
            packaging: self.packaging.iter().map(part).collect(),
            sold_in: self.country_of_sale.as_deref().and_then(|code| code.parse().ok()),
            quoted: None,
        }
    }

    fn limits(&self, limits: &mut Limits) {
        limits.tags("/eco/labels", &self.labels);
        limits.count("/eco/origins", self.origins.len(), MOST_TAGS);
        limits.count("/eco/packaging", self.packaging.len(), MOST_TAGS);
        for (at, origin) in self.origins.iter().enumerate() {
            limits.text(&format!("/eco/origins/{at}/tag"), Some(&origin.tag), LONGEST_TAG);
            if !(0.0..=100.0).contains(&origin.percent) {
                limits.refuse(format!("/eco/origins/{at}/percent"), "is 0 to 100");
            }
        }
        for (at, part) in self.packaging.iter().enumerate() {
            limits.text(&format!("/eco/packaging/{at}/shape"), part.shape.as_deref(), LONGEST_TAG);
            limits.text(&format!("/eco/packaging/{at}/material"), part.material.as_deref(), LONGEST_TAG);
        }
        if let Some(Err(fault)) = self.country_of_sale.as_deref().map(str::parse::<CountryCode>) {
            limits.refuse("/eco/countryOfSale", fault.to_string());
        }
    }
}

/// Gathers what cannot be kept.
struct Limits(Vec<StatementFault>);

impl Limits {
    fn refuse(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        self.0.push(StatementFault { pointer: pointer.into(), detail: detail.into() });
    }

    /// One line.
    fn text(&mut self, pointer: &str, text: Option<&str>, longest: usize) {
        let Some(text) = text else { return };
        if text.chars().count() > longest || text.chars().any(char::is_control) {
            self.refuse(pointer, format!("is one line of at most {longest} characters"));
        }
    }

    /// Several lines.
    fn printed(&mut self, pointer: &str, text: &str) {
        let strange = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
        if text.chars().count() > LONGEST_TEXT || text.chars().any(strange) {
            self.refuse(pointer, format!("has at most {LONGEST_TEXT} characters"));
        }
    }

    fn tags(&mut self, pointer: &str, tags: &[String]) {
        self.count(pointer, tags.len(), MOST_TAGS);
        for (at, tag) in tags.iter().enumerate() {
            self.text(&format!("{pointer}/{at}"), Some(tag), LONGEST_TAG);
        }
    }

    fn count(&mut self, pointer: &str, count: usize, most: usize) {
        if count > most {
            self.refuse(pointer, format!("has at most {most} entries"));
        }
    }
}
