//! From what a source states to its record: label, scores and journey worked out, provenance noted.

use taxonomy::Taxonomies;

use super::{
    eco::{self, CountryCode, EcoStatement, LcaTable},
    fact::{Fact, Source, Verification},
    journey,
    label::{Allergens, Diets, Ingredients, Label, Nutrition, StatedLabel},
    nutri_score::{self, NutriInput, NutriScore},
    product::{BrandName, Product},
    section::Section,
    source_record::SourceRecord,
    stated_product::StatedProduct,
};

/// What a source states about a product, worked out but for the eco score, which needs a life-cycle table.
#[derive(Debug, Clone, PartialEq)]
pub struct Assembled {
    /// Everything else; its eco score is pending.
    pub record: SourceRecord,
    /// What the eco score is computed from.
    pub eco: EcoStatement,
}

impl Assembled {
    /// The record with the score that this table gives.
    #[must_use]
    pub fn scored(&self, table: &LcaTable) -> SourceRecord {
        SourceRecord { eco: eco::compute(&self.eco.input(table)).into(), ..self.record.clone() }
    }
}

/// The record that Open Food Facts' statements make.
#[must_use]
pub fn source_record(stated: &StatedProduct, sold_in: Option<CountryCode>, table: &LcaTable) -> SourceRecord {
    let Assembled { record, eco } = assemble(stated, sold_in);
    SourceRecord { eco: eco::compute(&eco.input(table)).into(), ..record }
}

/// What Open Food Facts' statements make. The eco score is that of the given country of sale, else of the first
/// one stated.
#[must_use]
pub fn assemble(stated: &StatedProduct, sold_in: Option<CountryCode>) -> Assembled {
    let read = StatedLabel::of(stated);
    let nutri_score = nutri_score::compute(&NutriInput::of_stated(stated, &read.label));
    let eco = EcoStatement::of(stated, &read.label, sold_in);
    let mut product = Product {
        name: stated.name.clone(),
        brand: stated.brand.clone().map(|name| BrandName { brand_id: None, name }),
        quantity: stated.quantity.clone(),
        image_url: stated.image_url.as_ref().map(|_| picture_path(&stated.gtin)),
        categories: categories(&stated.categories),
        label: Label::default(),
        nutri_score,
        facts: Vec::new(),
    };
    product.facts = facts(stated, &product, &read);
    product.label = read.label;
    let record = SourceRecord {
        gtin: stated.gtin.clone(),
        source: Source::OpenFoodFacts,
        as_of: stated.last_modified,
        product,
        image_source: stated.image_url.clone(),
        journey: journey::steps_of(stated),
        eco: Section::Pending,
    };
    Assembled { record, eco }
}

/// Where our own proxy shows a product's picture.
fn picture_path(gtin: &str) -> String {
    format!("/images/products/{gtin}")
}

/// Canonical ids, none twice, in the stated order; what the taxonomy does not know keeps its tag.
fn categories(tags: &[String]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags {
        let id = Taxonomies::categories().canonical(tag).map_or(tag.as_str(), |id| id.as_str());
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    ids
}

/// One fact for each part that is there.
fn facts(stated: &StatedProduct, product: &Product, read: &StatedLabel) -> Vec<Fact> {
    let label = &read.label;
    let by = |computed| if computed { Verification::Computed } else { Verification::Community };
    let parts = [
        ("/name", product.name.is_some(), false),
        ("/brand", product.brand.is_some(), false),
        ("/quantity", product.quantity.is_some(), false),
        ("/imageUrl", product.image_url.is_some(), false),
        ("/categories", !product.categories.is_empty(), false),
        ("/label/ingredients", label.ingredients != Ingredients::Unknown, false),
        ("/label/allergens", label.allergens != Allergens::Unknown, read.allergens_computed),
        ("/label/nutrition", label.nutrition != Nutrition::Unknown, false),
        ("/label/diets", label.diets != Diets::default(), read.diets_computed),
        ("/nutriScore", matches!(product.nutri_score, NutriScore::Known { .. }), true),
    ];
    let there = parts.into_iter().filter(|(_, there, _)| *there);
    there
        .map(|(path, _, computed)| Fact {
            path: path.to_owned(),
            source: Source::OpenFoodFacts,
            as_of: stated.last_modified,
            verification: by(computed),
        })
        .collect()
}
