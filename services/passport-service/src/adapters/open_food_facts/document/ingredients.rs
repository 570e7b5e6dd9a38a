//! The ingredient list, as printed and as Open Food Facts has read it.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    gather::Document,
    notes::Notes,
    raw::{self, Raw},
};
use crate::domain::stated_product::{StatedIngredient, StatedPackaging, StatedProduct};

pub(super) fn state(document: &Document<'_>, stated: &mut StatedProduct, notes: &mut Notes) {
    let lang = stated.language.as_deref();
    stated.ingredients_text = raw::text(document.ingredients_text, lang, "ingredients_text", notes);
    stated.ingredients_analysis =
        raw::list(document.ingredients_analysis_tags, "ingredients_analysis_tags", notes);
    stated.ingredients = structured(document.ingredients, notes);
    stated.packagings = packagings(document.packagings, notes);
    stated.packaging_tags = raw::list(document.packaging_tags, "packaging_tags", notes);
    if stated.packaging_tags.is_empty() {
        stated.packaging_tags = raw::list(document.packaging, "packaging", notes);
    }
}

#[derive(Deserialize)]
struct Item<'d> {
    #[serde(borrow, default)]
    id: Raw<'d>,
    #[serde(borrow, default)]
    text: Raw<'d>,
    #[serde(borrow, default)]
    percent: Raw<'d>,
    #[serde(borrow, default)]
    percent_estimate: Raw<'d>,
    #[serde(borrow, default)]
    origins: Raw<'d>,
    #[serde(borrow, default)]
    labels: Raw<'d>,
    #[serde(borrow, default)]
    ingredients: Raw<'d>,
}

/// A list of objects, or a string that holds one.
fn structured(ingredients: Raw<'_>, notes: &mut Notes) -> Vec<StatedIngredient> {
    let owned: Option<Box<RawValue>> = raw::nested_or_quoted(ingredients, "ingredients", notes);
    items(owned.as_deref(), notes)
}

fn items(list: Raw<'_>, notes: &mut Notes) -> Vec<StatedIngredient> {
    let items: Vec<&RawValue> = raw::nested(list, "ingredients", notes).unwrap_or_default();
    items.into_iter().filter_map(|item| one(item, notes)).collect()
}

fn one(item: &RawValue, notes: &mut Notes) -> Option<StatedIngredient> {
    let item: Item<'_> = raw::nested(Some(item), "ingredients", notes)?;
    Some(StatedIngredient {
        id: raw::text(item.id, None, "ingredients", notes),
        text: raw::text(item.text, None, "ingredients", notes),
        percent: percent(item.percent, notes),
        percent_estimate: percent(item.percent_estimate, notes),
        origins: raw::list(item.origins, "ingredients", notes),
        labels: raw::list(item.labels, "ingredients", notes),
        ingredients: items(item.ingredients, notes),
    })
}

fn percent(raw: Raw<'_>, notes: &mut Notes) -> Option<f64> {
    raw::number(raw, "ingredients", notes).filter(|percent| (0.0..=100.0).contains(percent))
}

#[derive(Deserialize)]
struct Component<'d> {
    #[serde(borrow, default)]
    shape: Raw<'d>,
    #[serde(borrow, default)]
    material: Raw<'d>,
    #[serde(borrow, default)]
    recycling: Raw<'d>,
    #[serde(borrow, default)]
    number_of_units: Raw<'d>,
}

/// API v3 wraps tags as `{"id": "en:bottle"}`.
#[derive(Deserialize)]
struct Wrapped<'d> {
    #[serde(borrow, default)]
    id: Raw<'d>,
}

fn packagings(list: Raw<'_>, notes: &mut Notes) -> Vec<StatedPackaging> {
    let components: Vec<&RawValue> = raw::nested(list, "packagings", notes).unwrap_or_default();
    components.into_iter().filter_map(|component| packaging(component, notes)).collect()
}

fn packaging(component: &RawValue, notes: &mut Notes) -> Option<StatedPackaging> {
    let component: Component<'_> = raw::nested(Some(component), "packagings", notes)?;
    Some(StatedPackaging {
        shape: tag(component.shape, notes),
        material: tag(component.material, notes),
        recycling: tag(component.recycling, notes),
        number_of_units: raw::number(component.number_of_units, "packagings", notes),
    })
}

fn tag(value: Raw<'_>, notes: &mut Notes) -> Option<String> {
    if !raw::present(value)?.starts_with('{') {
        return raw::text(value, None, "packagings", notes);
    }
    let wrapped: Wrapped<'_> = raw::nested(value, "packagings", notes)?;
    raw::text(wrapped.id, None, "packagings", notes)
}
