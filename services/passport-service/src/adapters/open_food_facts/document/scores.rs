//! What the document states for Nutri-Score 2023 and the life-cycle table.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    gather::Document,
    notes::Notes,
    raw::{self, Raw},
};
use crate::domain::stated_product::{StatedAgribalyse, StatedNutriScore, StatedProduct};

pub(super) fn state(document: &Document<'_>, stated: &mut StatedProduct, notes: &mut Notes) {
    stated.nova_group = nova_group(document, notes);
    stated.nutri_score = nutri_score(document, notes);
    stated.agribalyse = agribalyse(document, notes);
}

fn nova_group(document: &Document<'_>, notes: &mut Notes) -> Option<u8> {
    let group = raw::number(document.nova_group, "nova_group", notes);
    let group = group.or_else(|| raw::number(document.nova_groups, "nova_groups", notes))?;
    [1, 2, 3, 4].into_iter().find(|known| f64::from(*known) == group)
}

#[derive(Deserialize)]
struct Versions<'d> {
    #[serde(borrow, default, rename = "2023")]
    of_2023: Raw<'d>,
}

#[derive(Deserialize)]
struct Version<'d> {
    #[serde(borrow, default)]
    data: Raw<'d>,
    #[serde(borrow, default)]
    nutriscore_applicable: Raw<'d>,
}

#[derive(Deserialize)]
struct Kind<'d> {
    #[serde(borrow, default)]
    is_beverage: Raw<'d>,
    #[serde(borrow, default)]
    is_water: Raw<'d>,
    #[serde(borrow, default)]
    is_cheese: Raw<'d>,
    #[serde(borrow, default)]
    is_fat_oil_nuts_seeds: Raw<'d>,
    #[serde(borrow, default)]
    is_red_meat_product: Raw<'d>,
    #[serde(borrow, default)]
    components: Raw<'d>,
}

#[derive(Deserialize)]
struct Components<'d> {
    #[serde(borrow, default)]
    positive: Vec<&'d RawValue>,
    #[serde(borrow, default)]
    negative: Vec<&'d RawValue>,
}

#[derive(Deserialize)]
struct Component<'d> {
    id: &'d str,
    #[serde(borrow, default)]
    value: Raw<'d>,
}

fn nutri_score(document: &Document<'_>, notes: &mut Notes) -> Option<StatedNutriScore> {
    let versions: Option<Versions<'_>> = raw::nested(document.nutriscore, "nutriscore", notes);
    let version: Option<Version<'_>> =
        versions.and_then(|versions| raw::nested(versions.of_2023, "nutriscore", notes));
    if let Some(version) = version {
        let kind = raw::nested(version.data, "nutriscore", notes)?;
        let applicable = raw::flag(version.nutriscore_applicable);
        return Some(StatedNutriScore { applicable, ..of_kind(&kind, notes) });
    }
    if raw::present(document.nutriscore_version) != Some("\"2023\"") {
        return None; // the older method has other kinds
    }
    raw::nested(document.nutriscore_data, "nutriscore_data", notes).map(|kind| of_kind(&kind, notes))
}

fn of_kind(kind: &Kind<'_>, notes: &mut Notes) -> StatedNutriScore {
    let components: Option<Components<'_>> = raw::nested(kind.components, "nutriscore", notes);
    let value = |side: fn(&Components<'_>) -> Vec<Option<f64>>| components.as_ref().map(side);
    let fruits = value(|all| values(&all.positive, "fruits_vegetables_legumes"));
    let sweeteners = value(|all| values(&all.negative, "non_nutritive_sweeteners"));
    let set = |raw| raw::flag(raw).unwrap_or_default();
    StatedNutriScore {
        is_beverage: set(kind.is_beverage),
        is_water: set(kind.is_water),
        is_cheese: set(kind.is_cheese),
        is_fat_oil_nuts_seeds: set(kind.is_fat_oil_nuts_seeds),
        is_red_meat: set(kind.is_red_meat_product),
        applicable: None,
        fruits_vegetables_legumes: fruits.and_then(|values| values.into_iter().flatten().next()),
        non_nutritive_sweeteners: sweeteners
            .and_then(|values| values.into_iter().flatten().next())
            .map(|n| n > 0.0),
    }
}

fn values(components: &[&RawValue], id: &str) -> Vec<Option<f64>> {
    let read = components.iter().filter_map(|one| serde_json::from_str::<Component<'_>>(one.get()).ok());
    read.filter(|one| one.id == id).map(|one| raw::number(one.value, id, &mut Notes::default())).collect()
}

#[derive(Deserialize)]
struct EcoData<'d> {
    #[serde(borrow, default)]
    agribalyse: Raw<'d>,
}

#[derive(Deserialize)]
struct Quoted<'d> {
    #[serde(borrow, default)]
    code: Raw<'d>,
    #[serde(borrow, default)]
    agribalyse_food_code: Raw<'d>,
    #[serde(borrow, default)]
    agribalyse_proxy_food_code: Raw<'d>,
    #[serde(borrow, default)]
    name_en: Raw<'d>,
    #[serde(borrow, default)]
    name_fr: Raw<'d>,
    #[serde(borrow, default)]
    version: Raw<'d>,
    #[serde(borrow, default)]
    ef_total: Raw<'d>,
    #[serde(borrow, default)]
    is_beverage: Raw<'d>,
}

/// The row quoted by the document's own score, else the codes of its categories.
fn agribalyse(document: &Document<'_>, notes: &mut Notes) -> Option<StatedAgribalyse> {
    let of_score = [document.environmental_score_data, document.ecoscore_data];
    let quoted = of_score.into_iter().find_map(|data| {
        let data: Box<RawValue> = raw::nested_or_quoted(data, "environmental_score_data", notes)?;
        let data: EcoData<'_> = raw::nested(Some(&data), "environmental_score_data", notes)?;
        quoted(data.agribalyse, notes)
    });
    quoted.or_else(|| by_categories(document.categories_properties, notes))
}

fn quoted(raw: Raw<'_>, notes: &mut Notes) -> Option<StatedAgribalyse> {
    let row: Quoted<'_> = raw::nested(raw, "agribalyse", notes)?;
    let mut text = |raw| raw::text(raw, None, "agribalyse", notes);
    let stated = StatedAgribalyse {
        code: text(row.code),
        food_code: text(row.agribalyse_food_code),
        proxy_food_code: text(row.agribalyse_proxy_food_code),
        name_en: text(row.name_en),
        name_fr: text(row.name_fr),
        version: text(row.version),
        ef_total: raw::number(row.ef_total, "agribalyse", notes),
        is_beverage: raw::flag(row.is_beverage),
    };
    (stated.code.is_some() || stated.food_code.is_some() || stated.proxy_food_code.is_some())
        .then_some(stated)
}

#[derive(Deserialize)]
struct Properties<'d> {
    #[serde(borrow, default, rename = "agribalyse_food_code:en", alias = "agribalyse_food_code")]
    food_code: Raw<'d>,
    #[serde(borrow, default, rename = "agribalyse_proxy_food_code:en", alias = "agribalyse_proxy_food_code")]
    proxy_food_code: Raw<'d>,
}

fn by_categories(properties: Raw<'_>, notes: &mut Notes) -> Option<StatedAgribalyse> {
    let properties: Properties<'_> = raw::nested(properties, "categories_properties", notes)?;
    let mut text = |raw| raw::text(raw, None, "categories_properties", notes);
    let (food_code, proxy_food_code) = (text(properties.food_code), text(properties.proxy_food_code));
    let code = food_code.clone().or_else(|| proxy_food_code.clone())?;
    Some(StatedAgribalyse { code: Some(code), food_code, proxy_food_code, ..StatedAgribalyse::default() })
}
