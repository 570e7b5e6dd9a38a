//! From a product as a source states it to the method's input.

use taxonomy::Taxonomies;

use super::{NutriInput, NutriKind};
use crate::domain::{
    label::{Ingredients, Label},
    stated_product::{StatedNutriScore, StatedProduct},
};

/// Intense sweeteners and erythritol (E 968): they sweeten and feed nobody.
const NON_NUTRITIVE_SWEETENERS: [&str; 13] = [
    "en:e950", "en:e951", "en:e952", "en:e954", "en:e955", "en:e957", "en:e959", "en:e960", "en:e961",
    "en:e962", "en:e964", "en:e968", "en:e969",
];

impl NutriInput {
    /// Values of the label as it was checked; kind and fruit as the source states them, else from the categories.
    #[must_use]
    pub fn of_stated(stated: &StatedProduct, label: &Label) -> Self {
        let flags = stated.nutri_score.as_ref();
        let kind = match flags {
            Some(flags) if !stated.categories.is_empty() => kind(flags),
            _ => NutriKind::of(&stated.categories),
        };
        let fruit = flags.and_then(|flags| flags.fruits_vegetables_legumes);
        let sweetened = flags.and_then(|flags| flags.non_nutritive_sweeteners);
        Self {
            fruit_percent: fruit.or(stated.nutrition.per_100.fruits_vegetables_legumes),
            sweetened: sweetened.unwrap_or_else(|| is_sweetened(label)),
            ..Self::of(kind, &label.nutrition)
        }
    }
}

/// The kind that the source has found.
fn kind(flags: &StatedNutriScore) -> NutriKind {
    match flags {
        StatedNutriScore { applicable: Some(false), .. } => NutriKind::Exempt,
        StatedNutriScore { is_water: true, .. } => NutriKind::Water,
        StatedNutriScore { is_beverage: true, .. } => NutriKind::Beverage,
        StatedNutriScore { is_cheese: true, .. } => NutriKind::Cheese,
        StatedNutriScore { is_fat_oil_nuts_seeds: true, .. } => NutriKind::Fat,
        StatedNutriScore { is_red_meat: true, .. } => NutriKind::RedMeat,
        StatedNutriScore { .. } => NutriKind::General,
    }
}

fn is_sweetened(label: &Label) -> bool {
    let taxonomy = Taxonomies::ingredients();
    let sweetens = |id: &str| NON_NUTRITIVE_SWEETENERS.iter().any(|one| id == *one || taxonomy.is_a(id, one));
    match &label.ingredients {
        Ingredients::Unknown => false,
        Ingredients::Known { items, .. } => items.iter().filter_map(|item| item.id.as_deref()).any(sweetens),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{
        label::Label,
        nutri_score::{NutriInput, NutriKind},
        stated_product::{StatedNutriScore, StatedProduct},
    };

    fn kind(stated: &StatedProduct) -> NutriKind {
        NutriInput::of_stated(stated, &Label::default()).kind
    }

    #[test]
    fn the_kind_is_the_sources_where_it_states_one_else_the_categories() {
        let milk =
            StatedProduct { categories: vec!["en:whole-milks".to_owned()], ..StatedProduct::default() };
        assert_eq!(kind(&milk), NutriKind::Beverage);
        let flags = StatedNutriScore { is_cheese: true, ..StatedNutriScore::default() };
        assert_eq!(kind(&StatedProduct { nutri_score: Some(flags), ..milk }), NutriKind::Cheese);
        let nameless = StatedProduct { nutri_score: Some(flags), ..StatedProduct::default() };
        assert_eq!(kind(&nameless), NutriKind::Unknown, "no category, no table");
    }
}
