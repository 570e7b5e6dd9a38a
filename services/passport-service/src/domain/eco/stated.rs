//! From a product as a source states it to what the score needs.

use taxonomy::Taxonomies;

use super::{
    country::CountryCode,
    lca::LcaRow,
    origins::Origin,
    statement::{EcoStatement, OriginStatement, PackagingStatement, QuotedLca},
};
use crate::domain::{
    label::{Ingredients, Label},
    stated_product::{StatedAgribalyse, StatedIngredient, StatedPackaging, StatedProduct},
};

impl EcoStatement {
    /// What the product's source states; sold in the given country, else in the first one stated.
    #[must_use]
    pub fn of(stated: &StatedProduct, label: &Label, sold_in: Option<CountryCode>) -> Self {
        Self {
            categories: stated.categories.clone(),
            labels: stated.labels.clone(),
            origins: origins(stated),
            palm_oil: palm_oil(stated, label),
            packaging: stated.packagings.iter().map(packaging).collect(),
            sold_in: sold_in.or_else(|| first_country(&stated.countries)),
            quoted: stated.agribalyse.as_ref().and_then(quoted),
        }
    }
}

/// The first country of sale that is one.
fn first_country(countries: &[String]) -> Option<CountryCode> {
    let code = |tag: &String| Taxonomies::countries().property(tag, "country_code_2:en")?.parse().ok();
    countries.iter().find_map(code)
}

/// More places than any product has; a document with more is not to cost more.
const MOST_ORIGINS: usize = 50;

/// Origins of the ingredients where they are stated, weighted by the ingredients' shares; the product's own
/// origins stand for the rest.
fn origins(stated: &StatedProduct) -> Vec<OriginStatement> {
    let known = |tag: &&String| Origin::of(tag).is_known();
    let own: Vec<String> = stated.origins.iter().filter(known).take(MOST_ORIGINS).cloned().collect();
    if !stated.ingredients.iter().any(states_origin) {
        return OriginStatement::equal_shares(&own);
    }
    let mut shares = Vec::new();
    for (ingredient, percent) in with_shares(&stated.ingredients, 100.0) {
        collect(ingredient, percent, &own, &mut shares);
    }
    shares
}

fn states_origin(ingredient: &StatedIngredient) -> bool {
    !ingredient.origins.is_empty() || ingredient.ingredients.iter().any(states_origin)
}

fn collect(ingredient: &StatedIngredient, percent: f64, own: &[String], shares: &mut Vec<OriginStatement>) {
    if ingredient.origins.is_empty() && !ingredient.ingredients.is_empty() {
        for (part, percent) in with_shares(&ingredient.ingredients, percent) {
            collect(part, percent, own, shares);
        }
        return;
    }
    let tags = if ingredient.origins.is_empty() { own } else { &ingredient.origins };
    shares.extend(
        OriginStatement::equal_shares(tags)
            .into_iter()
            .map(|origin| OriginStatement { percent: origin.percent * percent / 100.0, ..origin }),
    );
}

/// Each ingredient with its share; those without one divide what is left.
fn with_shares(ingredients: &[StatedIngredient], whole: f64) -> Vec<(&StatedIngredient, f64)> {
    let share = |ingredient: &StatedIngredient| ingredient.percent_estimate.or(ingredient.percent);
    let stated: f64 = ingredients.iter().filter_map(share).sum();
    let without = ingredients.iter().filter(|ingredient| share(ingredient).is_none()).count();
    let rest = (whole - stated).max(0.0) / without.max(1) as f64;
    ingredients.iter().map(|ingredient| (ingredient, share(ingredient).unwrap_or(rest))).collect()
}

/// From the source's own analysis; without one, from the ingredients as they were read.
fn palm_oil(stated: &StatedProduct, label: &Label) -> Option<bool> {
    let analysed = |tag: &str| stated.ingredients_analysis.iter().any(|own| own == tag);
    if analysed("en:palm-oil") {
        return Some(true);
    }
    if stated.ingredients_analysis.iter().any(|tag| tag.contains("palm-oil")) {
        return Some(false);
    }
    match &label.ingredients {
        Ingredients::Unknown => {
            (!stated.ingredients.is_empty()).then(|| stated.ingredients.iter().any(is_palm_oil))
        }
        Ingredients::Known { items, .. } => {
            Some(items.iter().filter_map(|item| item.id.as_deref()).any(brings_palm_oil))
        }
    }
}

fn is_palm_oil(ingredient: &StatedIngredient) -> bool {
    ingredient.id.as_deref().is_some_and(brings_palm_oil) || ingredient.ingredients.iter().any(is_palm_oil)
}

fn brings_palm_oil(id: &str) -> bool {
    Taxonomies::ingredients().inherited(id, "from_palm_oil:en") == Some("yes")
}

fn packaging(part: &StatedPackaging) -> PackagingStatement {
    PackagingStatement { material: part.material.clone(), shape: part.shape.clone() }
}

fn quoted(row: &StatedAgribalyse) -> Option<QuotedLca> {
    let code = row.food_code.as_ref().or(row.proxy_food_code.as_ref()).or(row.code.as_ref())?;
    let name = row.name_en.as_ref().or(row.name_fr.as_ref()).unwrap_or(code);
    let footprint = row.ef_total.filter(|footprint| footprint.is_finite() && *footprint > 0.0)?;
    let version = row.version.as_deref().unwrap_or("of unknown edition");
    Some(QuotedLca {
        row: LcaRow { code: code.clone(), name: name.clone(), footprint, steps: None, as_of: None },
        table: format!("Agribalyse {version} (ADEME, quoted by Open Food Facts)"),
        stand_in: row.food_code.is_none() && row.proxy_food_code.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::EcoStatement;
    use crate::domain::{
        eco::OriginStatement,
        label::Label,
        stated_product::{StatedIngredient, StatedProduct},
    };

    fn ingredient(percent: f64, origins: &[&str]) -> StatedIngredient {
        let origins = origins.iter().map(|tag| (*tag).to_owned()).collect();
        StatedIngredient { percent_estimate: Some(percent), origins, ..StatedIngredient::default() }
    }

    fn origins_of(stated: &StatedProduct) -> Vec<(String, f64)> {
        let statement = EcoStatement::of(stated, &Label::default(), None);
        statement.origins.into_iter().map(|OriginStatement { tag, percent }| (tag, percent)).collect()
    }

    #[test]
    fn an_ingredients_own_origin_comes_before_the_products() {
        let stated = StatedProduct {
            origins: vec!["en:italy".to_owned()],
            ingredients: vec![ingredient(60.0, &["en:france", "en:spain"]), ingredient(40.0, &[])],
            ..StatedProduct::default()
        };
        let expected = [("en:france", 30.0), ("en:spain", 30.0), ("en:italy", 40.0)];
        assert_eq!(origins_of(&stated), expected.map(|(tag, percent)| (tag.to_owned(), percent)));
    }

    #[test]
    fn parts_of_an_ingredient_bring_their_origins() {
        let whole = StatedIngredient {
            ingredients: vec![ingredient(30.0, &["en:peru"]), ingredient(70.0, &[])],
            ..ingredient(100.0, &[])
        };
        let stated = StatedProduct { ingredients: vec![whole], ..StatedProduct::default() };
        assert_eq!(origins_of(&stated), [("en:peru".to_owned(), 30.0)], "the rest is unknown");
    }

    #[test]
    fn the_first_real_country_of_sale_counts() {
        let stated = StatedProduct {
            countries: vec!["en:world".to_owned(), "fr:Allemagne".to_owned(), "en:italy".to_owned()],
            ..StatedProduct::default()
        };
        let statement = EcoStatement::of(&stated, &Label::default(), None);
        assert_eq!(statement.sold_in, "de".parse().ok());
        let asked = EcoStatement::of(&stated, &Label::default(), "fr".parse().ok());
        assert_eq!(asked.sold_in, "fr".parse().ok());
    }
}
