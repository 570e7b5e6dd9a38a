//! The label of a product as a source states it.

use taxonomy::Taxonomies;

use super::{
    Allergens, DietAnswer, Diets, Ingredients, Label, Nutrition,
    allergen_rules::{self, Found},
    analysis,
    list::{self, Item},
    nutrients,
    text::{self, Spoken},
};
use crate::domain::stated_product::{StatedIngredient, StatedProduct};

/// A label, and what in it we have worked out ourselves.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StatedLabel {
    /// The label.
    pub label: Label,
    /// Allergens were found in the text, not stated as such.
    pub allergens_computed: bool,
    /// Diets were worked out from the ingredients, not stated.
    pub diets_computed: bool,
}

impl StatedLabel {
    /// Reads, checks and completes what a source states.
    #[must_use]
    pub fn of(stated: &StatedProduct) -> Self {
        let printed = stated.ingredients_text.clone().or_else(|| joined(&stated.ingredients));
        let spoken = printed.as_deref().map(|printed| text::read(printed, stated.language.as_deref()));
        let items = items(printed.as_deref(), spoken.as_ref());
        // A text in which nothing makes sense says nothing about allergens.
        let understood = spoken.as_ref().filter(|spoken| spoken.understood);
        let Found { allergens, warnings: doubts, computed } = allergen_rules::allergens(stated, understood);
        let (diets, diets_computed) = diets(stated, &items);
        let (nutrition, wrong) = nutrients::table(&stated.nutrition, is_drink(stated));
        let mut warnings = stated.warnings.clone();
        warnings.extend(doubts);
        warnings.extend(wrong);
        let ingredients = match (printed, spoken) {
            (Some(text), Some(Spoken { language, .. })) => Ingredients::Known {
                language: language.or_else(|| stated.language.clone()),
                text,
                items: items.into_iter().map(Item::into_ingredient).collect(),
            },
            _ => Ingredients::Unknown,
        };
        let allergens_computed = computed && allergens != Allergens::Unknown;
        Self {
            label: Label { ingredients, allergens, nutrition, diets, warnings },
            allergens_computed,
            diets_computed,
        }
    }

    /// Whether nothing at all is known of the label.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Label { ingredients, allergens, nutrition, .. } = &self.label;
        *ingredients == Ingredients::Unknown
            && *allergens == Allergens::Unknown
            && *nutrition == Nutrition::Unknown
    }
}

fn items(printed: Option<&str>, spoken: Option<&Spoken>) -> Vec<Item> {
    match (printed, spoken) {
        (Some(printed), Some(spoken)) => {
            list::read(printed, spoken.language.as_deref().unwrap_or("en"), spoken)
        }
        _ => Vec::new(),
    }
}

/// The text that a list as the source has read it would make.
fn joined(ingredients: &[StatedIngredient]) -> Option<String> {
    let texts = ingredients.iter().filter_map(|ingredient| {
        let text = ingredient.text.as_deref()?;
        Some(match joined(&ingredient.ingredients) {
            Some(parts) => format!("{text} ({parts})"),
            None => text.to_owned(),
        })
    });
    let joined = texts.collect::<Vec<_>>().join(", ");
    (!joined.is_empty()).then_some(joined)
}

/// Labels first, then the source's analysis, then ours.
fn diets(stated: &StatedProduct, items: &[Item]) -> (Diets, bool) {
    let mut computed = false;
    let mut answer = |labelled: Option<DietAnswer>, diet: &str| {
        let analysed = labelled.or_else(|| analysed(&stated.ingredients_analysis, diet));
        let own = || analysis::diet(items, &format!("{diet}:en"));
        match analysed {
            Some(DietAnswer::Unknown) | None if !items.is_empty() => {
                let own = own();
                // What the source does not recognise may still hold something that we know not to suit.
                let answer =
                    if analysed.is_some() && own != DietAnswer::No { DietAnswer::Unknown } else { own };
                computed |= answer != DietAnswer::Unknown;
                answer
            }
            Some(answer) => answer,
            None => DietAnswer::Unknown,
        }
    };
    let (vegan, vegetarian) = labelled(&stated.labels);
    (Diets { vegan: answer(vegan, "vegan"), vegetarian: answer(vegetarian, "vegetarian") }, computed)
}

/// What labels say of vegan and vegetarian; of two that contradict each other the stricter.
fn labelled(labels: &[String]) -> (Option<DietAnswer>, Option<DietAnswer>) {
    let taxonomy = Taxonomies::labels();
    let has = |wanted: &str| labels.iter().any(|label| label == wanted || taxonomy.is_a(label, wanted));
    let no = |not: bool, yes: bool| match (not, yes) {
        (true, _) => Some(DietAnswer::No),
        (false, true) => Some(DietAnswer::Yes),
        (false, false) => None,
    };
    let (vegan, non_vegetarian) = (has("en:vegan"), has("en:non-vegetarian"));
    (no(has("en:non-vegan") || non_vegetarian, vegan), no(non_vegetarian, vegan || has("en:vegetarian")))
}

/// What the source's analysis says.
fn analysed(tags: &[String], diet: &str) -> Option<DietAnswer> {
    tags.iter().find_map(|tag| {
        let tag = tag.strip_prefix("en:")?;
        match tag.strip_suffix(diet) {
            Some("") => Some(DietAnswer::Yes),
            Some("non-") => Some(DietAnswer::No),
            Some("maybe-") => Some(DietAnswer::Maybe),
            _ => (tag.strip_suffix("-status-unknown") == Some(diet)).then_some(DietAnswer::Unknown),
        }
    })
}

fn is_drink(stated: &StatedProduct) -> bool {
    let taxonomy = Taxonomies::categories();
    stated
        .categories
        .iter()
        .any(|category| category == "en:beverages" || taxonomy.is_a(category, "en:beverages"))
}

#[cfg(test)]
mod tests;
