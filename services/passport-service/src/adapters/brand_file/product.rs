//! Lines of `brand.jsonl`.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Fault, gtin};
use crate::{
    adapters::agribalyse::table,
    domain::{
        eco::{self, CountryCode, EcoStatement, OriginStatement, PackagingStatement},
        fact::Source,
        label::{Allergens, Diets, Ingredient, Ingredients, Label, Nutrition, StatedLabel as ReadLabel},
        nutri_score::{self, NutriInput, NutriKind},
        product::{BrandName, Product},
        source_record::SourceRecord,
        stated_product::StatedProduct,
    },
};

/// A product as its brand states it.
#[derive(Debug, Clone, PartialEq)]
pub struct BrandProduct {
    /// The statement; `image_source` names a file beside the product file.
    pub record: SourceRecord,
    /// Whether shoppers may see it.
    pub publication: Publication,
}

/// Whether a product is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publication {
    /// To the brand alone.
    Draft,
    /// To everyone.
    Published,
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

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StatedLabel {
    ingredients: Option<StatedIngredients>,
    #[serde(default)]
    allergens: Allergens,
    #[serde(default)]
    nutrition: Nutrition,
    #[serde(default)]
    diets: Diets,
}

/// As in the API, but the list as read may be left out: it is read from the text.
#[derive(Deserialize)]
#[serde(tag = "status", rename_all = "snake_case", deny_unknown_fields)]
enum StatedIngredients {
    Unknown,
    Known {
        language: Option<String>,
        text: String,
        #[serde(default)]
        items: Vec<Ingredient>,
    },
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StatedEco {
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    origins: Vec<StatedOrigin>,
    #[serde(default)]
    packaging: Vec<StatedPart>,
    palm_oil: Option<bool>,
    country_of_sale: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedOrigin {
    tag: String,
    percent: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedPart {
    shape: Option<String>,
    material: Option<String>,
}

impl Line {
    pub(super) fn product(self) -> Result<BrandProduct, Fault> {
        let gtin = gtin(&self.gtin)?;
        let eco = self.eco.statement(&self.categories)?;
        let label = Label::from(self.label);
        let input = NutriInput {
            fruit_percent: self.fruits_vegetables_legumes,
            ..NutriInput::of(NutriKind::of(&self.categories), &label.nutrition)
        };
        let product = Product {
            name: Some(self.name),
            brand: Some(self.brand),
            quantity: self.quantity,
            categories: self.categories,
            label,
            nutri_score: nutri_score::compute(&input),
            ..Product::default()
        };
        let record = SourceRecord {
            gtin,
            source: Source::Brand,
            as_of: Some(self.as_of),
            product,
            image_source: self.image_url,
            journey: Vec::new(),
            eco: eco::compute(&eco.input(table::shipped())).into(),
        };
        Ok(BrandProduct { record, publication: self.status })
    }
}

impl From<StatedLabel> for Label {
    fn from(stated: StatedLabel) -> Self {
        let StatedLabel { ingredients, allergens, nutrition, diets } = stated;
        let ingredients = ingredients.map_or(Ingredients::Unknown, Ingredients::from);
        Self { ingredients, allergens, nutrition, diets, warnings: Vec::new() }
    }
}

impl From<StatedIngredients> for Ingredients {
    fn from(stated: StatedIngredients) -> Self {
        match stated {
            StatedIngredients::Unknown => Self::Unknown,
            StatedIngredients::Known { language, text, items } if items.is_empty() => read(language, text),
            StatedIngredients::Known { language, text, items } => Self::Known { language, text, items },
        }
    }
}

/// The list that the text makes, as the text of any other source.
fn read(language: Option<String>, text: String) -> Ingredients {
    let stated = StatedProduct { language, ingredients_text: Some(text), ..StatedProduct::default() };
    ReadLabel::of(&stated).label.ingredients
}

impl StatedEco {
    fn statement(self, categories: &[String]) -> Result<EcoStatement, Fault> {
        let sold_in = self.country_of_sale.as_deref().map(str::parse::<CountryCode>).transpose();
        Ok(EcoStatement {
            categories: categories.to_vec(),
            labels: self.labels,
            origins: self.origins.into_iter().map(OriginStatement::from).collect(),
            palm_oil: self.palm_oil,
            packaging: self.packaging.into_iter().map(PackagingStatement::from).collect(),
            sold_in: sold_in.map_err(|error| ("eco.countryOfSale", error.to_string()))?,
            quoted: None,
        })
    }
}

impl From<StatedOrigin> for OriginStatement {
    fn from(StatedOrigin { tag, percent }: StatedOrigin) -> Self {
        Self { tag, percent }
    }
}

impl From<StatedPart> for PackagingStatement {
    fn from(StatedPart { shape, material }: StatedPart) -> Self {
        Self { material, shape }
    }
}
