use proptest::prelude::*;

use super::StatedLabel;
use crate::domain::{
    label::{Allergen, Allergens, DietAnswer, FreeFrom, Ingredients, WarningCode},
    stated_product::StatedProduct,
};

fn tags(tags: &[&str]) -> Vec<String> {
    tags.iter().map(|tag| (*tag).to_owned()).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "reads better in tests")]
fn of(stated: StatedProduct) -> StatedLabel {
    StatedLabel::of(&stated)
}

type Sets = (Vec<Allergen>, Vec<Allergen>, Vec<FreeFrom>);

fn sets(label: &StatedLabel) -> Sets {
    match &label.label.allergens {
        Allergens::Unknown => panic!("unknown"),
        Allergens::Known { contains, may_contain, free_from } => (
            contains.iter().copied().collect(),
            may_contain.iter().copied().collect(),
            free_from.iter().copied().collect(),
        ),
    }
}

#[test]
fn nothing_stated_is_unknown_and_never_none() {
    assert_eq!(of(StatedProduct::default()).label.allergens, Allergens::Unknown);
    let labelled = StatedProduct { labels: tags(&["en:no-gluten"]), ..StatedProduct::default() };
    assert_eq!(of(labelled).label.allergens, Allergens::Unknown);
    let unreadable =
        StatedProduct { ingredients_text: Some("香料".to_owned()), ..StatedProduct::default() };
    assert_eq!(of(unreadable).label.allergens, Allergens::Unknown);
}

#[test]
fn empty_tags_with_known_ingredients_are_computed_from_the_text() {
    let water = StatedProduct {
        ingredients_text: Some("Water, sugar".to_owned()),
        language: Some("en".to_owned()),
        ..StatedProduct::default()
    };
    let label = of(water);
    assert_eq!(sets(&label), (vec![], vec![], vec![]));
    assert!(label.allergens_computed);
}

#[test]
fn tags_of_any_language_map_and_fold_and_contains_wins() {
    let label = of(StatedProduct {
        allergens: tags(&["de:hühnereiweiss", "en:eggs", "fr:lait", "en:apple"]),
        traces: tags(&["en:milk", "fr:noisettes", "en:peanuts"]),
        labels: tags(&["en:no-gluten", "en:no-milk"]),
        ..StatedProduct::default()
    });
    let expected = (
        vec![Allergen::Eggs, Allergen::Milk],
        vec![Allergen::Nuts, Allergen::Peanuts],
        vec![FreeFrom::Gluten],
    );
    assert_eq!(sets(&label), expected);
    assert!(!label.allergens_computed);
    let codes: Vec<_> = label.label.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, [WarningCode::UnknownAllergenTag, WarningCode::AllergenContradiction]);
}

#[test]
fn an_allergen_only_in_the_text_is_contained_and_said() {
    let label = of(StatedProduct {
        allergens: tags(&["en:milk"]),
        ingredients_text: Some("Milch, Weizenmehl".to_owned()),
        language: Some("de".to_owned()),
        ..StatedProduct::default()
    });
    assert_eq!(sets(&label).0, [Allergen::Gluten, Allergen::Milk]);
    assert!(label.allergens_computed);
    assert_eq!(label.label.warnings[0].code, WarningCode::AllergenOnlyInText);
}

#[test]
fn labels_come_before_the_analysis() {
    let diets = |labels: &[&str], analysis: &[&str], text: &str| {
        of(StatedProduct {
            labels: tags(labels),
            ingredients_analysis: tags(analysis),
            ingredients_text: Some(text.to_owned()),
            language: Some("en".to_owned()),
            ..StatedProduct::default()
        })
        .label
        .diets
    };
    assert_eq!(diets(&["en:vegan"], &["en:non-vegan"], "milk").vegan, DietAnswer::Yes);
    assert_eq!(diets(&["en:vegan"], &[], "milk").vegetarian, DietAnswer::Yes);
    assert_eq!(diets(&[], &["en:maybe-vegan", "en:vegetarian"], "milk").vegan, DietAnswer::Maybe);
    assert_eq!(diets(&[], &[], "milk, salt").vegan, DietAnswer::No);
    assert_eq!(diets(&[], &[], "salt, unheard-of thing").vegan, DietAnswer::Unknown);
    assert_eq!(diets(&[], &["en:vegan-status-unknown"], "milk").vegan, DietAnswer::No);
    assert_eq!(diets(&[], &[], "water, wheat flour, salt").vegan, DietAnswer::Yes);
}

const TAGS: [&str; 8] =
    ["en:milk", "fr:lait", "de:weizen", "en:nuts", "en:apple", "it:uova", "xx:soja", "en:none"];
const TEXTS: [&str; 5] = [
    "Farine de blé, lait. Peut contenir des œufs",
    "sugar (milk), MAY CONTAIN nuts",
    "latte, [uova",
    "Wasser",
    "",
];

prop_compose! {
    fn products()(
        allergens in prop::collection::vec(prop::sample::select(TAGS.to_vec()), 0..5),
        traces in prop::collection::vec(prop::sample::select(TAGS.to_vec()), 0..5),
        text in prop::option::of(prop_oneof![
            prop::sample::select(TEXTS.to_vec()).prop_map(str::to_owned), "\\PC{0,60}", "[a-zé%0-9(),.;:_ -]{0,60}"
        ]),
        language in prop::option::of(prop::sample::select(vec!["en", "fr", "de", "it", "fi", "zz"])),
    ) -> StatedProduct {
        StatedProduct {
            allergens: tags(&allergens),
            traces: tags(&traces),
            ingredients_text: text,
            language: language.map(str::to_owned),
            ..StatedProduct::default()
        }
    }
}

proptest! {
    #[test]
    fn contains_and_may_contain_never_overlap(stated in products()) {
        if let Allergens::Known { contains, may_contain, .. } = of(stated).label.allergens {
            prop_assert!(contains.is_disjoint(&may_contain));
        }
    }

    #[test]
    fn the_order_of_tags_never_matters(stated in products()) {
        let mut turned = stated.clone();
        turned.allergens.reverse();
        turned.traces.reverse();
        prop_assert_eq!(of(stated).label.allergens, of(turned).label.allergens);
    }

    #[test]
    fn an_item_brings_only_allergens_that_the_label_states(stated in products()) {
        let label = of(stated).label;
        if let (Ingredients::Known { items, .. }, Allergens::Known { contains, .. }) = (label.ingredients, label.allergens) {
            prop_assert!(items.iter().all(|item| item.allergens.is_subset(&contains)));
        }
    }

    #[test]
    fn another_tag_never_takes_an_allergen_away(stated in products(), tag in prop::sample::select(TAGS.to_vec())) {
        let more = StatedProduct { allergens: [stated.allergens.clone(), tags(&[tag])].concat(), ..stated.clone() };
        if let (Allergens::Known { contains: before, .. }, Allergens::Known { contains: after, .. }) =
            (of(stated).label.allergens, of(more).label.allergens)
        {
            prop_assert!(before.is_subset(&after));
        }
    }
}
