//! What a source states about a product: typed, but neither judged nor merged.
//!
//! Adapters make it from documents of any shape; label, scores and journey are computed from it.

use jiff::civil::Date;

use super::label::{Per, Warning};

/// Everything that we use of one source's statements about one product. Empty or absent = not stated.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StatedProduct {
    /// 14 digits, check digit verified.
    pub gtin: String,
    /// Language of the texts, two letters.
    pub language: Option<String>,
    /// The day of the last change at the source.
    pub last_modified: Option<Date>,
    /// The product's name.
    pub name: Option<String>,
    /// The first brand.
    pub brand: Option<String>,
    /// As printed: `400 g`.
    pub quantity: Option<String>,
    /// Address of the front picture at the source.
    pub image_url: Option<String>,
    /// Category tags, general to specific, as stated (`en:breads`, `fr:pates-a-tartiner`).
    pub categories: Vec<String>,
    /// Label tags as stated (`en:organic`).
    pub labels: Vec<String>,
    /// Origin tags as stated (`en:france`, or plain `france`).
    pub origins: Vec<String>,
    /// Places of making, as printed.
    pub manufacturing_places: Vec<String>,
    /// Marks of the plant that packed it, as printed (`FR 22.225.001 EC`).
    pub packer_codes: Vec<String>,
    /// Tags of the countries of sale, as stated.
    pub countries: Vec<String>,
    /// Allergen tags or names as stated, `xx:` language tags included.
    pub allergens: Vec<String>,
    /// Trace tags or names as stated.
    pub traces: Vec<String>,
    /// Tags of the source's own ingredient analysis (`en:non-vegan`).
    pub ingredients_analysis: Vec<String>,
    /// The ingredient list as printed.
    pub ingredients_text: Option<String>,
    /// The ingredient list as the source has read it.
    pub ingredients: Vec<StatedIngredient>,
    /// Packaging components.
    pub packagings: Vec<StatedPackaging>,
    /// Packaging tags of older documents (`en:plastic`, `fr:bouteille-en-verre`).
    pub packaging_tags: Vec<String>,
    /// NOVA group 1–4.
    pub nova_group: Option<u8>,
    /// Nutrients.
    pub nutrition: StatedNutrition,
    /// What the source states about the product's kind for Nutri-Score 2023.
    pub nutri_score: Option<StatedNutriScore>,
    /// The life-cycle row that the source has chosen.
    pub agribalyse: Option<StatedAgribalyse>,
    /// What could not be read.
    pub warnings: Vec<Warning>,
}

/// One ingredient as the source has read it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StatedIngredient {
    /// Taxonomy id at the source (`en:palm-oil`).
    pub id: Option<String>,
    /// As printed.
    pub text: Option<String>,
    /// Stated share of the product, 0–100.
    pub percent: Option<f64>,
    /// The source's estimate of the share, 0–100.
    pub percent_estimate: Option<f64>,
    /// Origin tags of this ingredient.
    pub origins: Vec<String>,
    /// Label tags of this ingredient (`en:sustainable-palm-oil`).
    pub labels: Vec<String>,
    /// What it is made of.
    pub ingredients: Vec<Self>,
}

/// One component of the packaging, by taxonomy tags.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StatedPackaging {
    /// `en:bottle`.
    pub shape: Option<String>,
    /// `en:glass`.
    pub material: Option<String>,
    /// `en:recycle-in-glass-bin`.
    pub recycling: Option<String>,
    /// How many of them.
    pub number_of_units: Option<f64>,
}

/// Nutrients as stated, per 100 g or ml and per serving.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StatedNutrition {
    /// Whether "per 100" means ml; `None` when the source does not say.
    pub per: Option<Per>,
    /// Per 100 g or 100 ml as sold.
    pub per_100: Amounts,
    /// Per serving as sold.
    pub per_serving: Amounts,
    /// The serving, in g or ml.
    pub serving: Option<f64>,
    /// The source says that the pack has no nutrition table.
    pub no_data: bool,
}

/// Amounts of nutrients: grams, kJ, kcal, percent.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(missing_docs, reason = "the names of EU 1169/2011, Annex XV say it all")]
pub struct Amounts {
    pub energy_kj: Option<f64>,
    pub energy_kcal: Option<f64>,
    pub fat: Option<f64>,
    pub saturated_fat: Option<f64>,
    pub carbohydrates: Option<f64>,
    pub sugars: Option<f64>,
    pub fibre: Option<f64>,
    pub protein: Option<f64>,
    pub salt: Option<f64>,
    pub sodium: Option<f64>,
    /// Percent, as stated on the pack or estimated by the source.
    pub fruits_vegetables_legumes: Option<f64>,
}

/// The product's kind for Nutri-Score 2023, from `nutriscore.2023.data`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(missing_docs, reason = "the flags of the method")]
pub struct StatedNutriScore {
    pub is_beverage: bool,
    pub is_water: bool,
    pub is_cheese: bool,
    pub is_fat_oil_nuts_seeds: bool,
    pub is_red_meat: bool,
    /// The source says whether the method covers this kind of product.
    pub applicable: Option<bool>,
    /// Percent that the source has used.
    pub fruits_vegetables_legumes: Option<f64>,
    /// Whether there are non-nutritive sweeteners; `None` when not stated.
    pub non_nutritive_sweeteners: Option<bool>,
}

/// The life-cycle row quoted in a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StatedAgribalyse {
    /// Its code in the table.
    pub code: Option<String>,
    /// The code of the category's own row.
    pub food_code: Option<String>,
    /// The code of a row that stands in for the category.
    pub proxy_food_code: Option<String>,
    /// The row's name in English.
    pub name_en: Option<String>,
    /// The row's name in French.
    pub name_fr: Option<String>,
    /// The table's version: `3.1.1`.
    pub version: Option<String>,
    /// Single score, mPt/kg.
    pub ef_total: Option<f64>,
    /// The source counts it as a beverage.
    pub is_beverage: Option<bool>,
}
