use super::{AllergenSet, read};
use crate::domain::label::Allergen::{
    self, Celery, Crustaceans, Eggs, Gluten, Milk, Mustard, Nuts, Peanuts, Sesame, Soybeans,
};

fn list(set: AllergenSet) -> Vec<Allergen> {
    set.iter().collect()
}

#[track_caller]
fn says(language: &str, text: &str, contains: &[Allergen], may: &[Allergen]) {
    let spoken = read(text, Some(language));
    assert_eq!(list(spoken.contains()), contains, "{text}");
    assert_eq!(list(spoken.may_contain().without(spoken.contains())), may, "{text}");
}

#[test]
fn marked_and_capital_words_are_found_in_every_language() {
    says("fr", "Sucre, _noisettes_ 13 %, _lait_ écrémé, lécithines (_soja_)", &[Milk, Nuts, Soybeans], &[]);
    says("de", "Zucker, WEIZENmehl, Vollmilchpulver, SENF", &[Gluten, Milk, Mustard], &[]);
    says("it", "Semola di grano duro, latte, uova, sedano", &[Celery, Gluten, Eggs, Milk], &[]);
    says("es", "Harina de trigo, mantequilla, almendras", &[Gluten, Milk, Nuts], &[]);
    says("nl", "tarwebloem, melkpoeder, pinda's, sesamzaad", &[Gluten, Milk, Peanuts, Sesame], &[]);
    says("en", "Wheat flour, whey, shrimp", &[Gluten, Crustaceans, Milk], &[]);
}

#[test]
fn what_only_sounds_like_an_allergen_is_none() {
    says("en", "cocoa butter, coconut milk, nutmeg, buckwheat flour, cream of tartar, lactic acid", &[], &[]);
    says(
        "fr",
        "beurre de cacao, lait de coco, noix de muscade, farine de sarrasin, acide lactique",
        &[],
        &[],
    );
    says("it", "burro di cacao, latte di cocco, noce moscata, grano saraceno", &[], &[]);
    says("de", "Kakaobutter, Kokosmilch, Muskatnuss, Buchweizenmehl, Milchsäure", &[], &[]);
}

#[test]
fn may_contain_sentences_are_understood() {
    says("en", "Sugar. May contain traces of nuts and milk.", &[], &[Milk, Nuts]);
    says("it", "Zucchero. Può contenere tracce di latte e uova.", &[], &[Eggs, Milk]);
    says("de", "Zucker. Kann Spuren von Haselnüssen und Milch enthalten.", &[], &[Milk, Nuts]);
    says("fr", "Sucre. Peut contenir du lait, de la moutarde.", &[], &[Milk, Mustard]);
    says("es", "Azúcar. Puede contener leche y huevo.", &[], &[Eggs, Milk]);
    says("nl", "Suiker. Kan melk en noten bevatten.", &[], &[Milk, Nuts]);
    says("en", "Contains soy, milk and hazelnut. May contain celery.", &[Milk, Nuts, Soybeans], &[Celery]);
    says("en", "MAY CONTAIN TREE NUTS, CONTAINS: MILK", &[Milk], &[Nuts]);
}

#[test]
fn what_is_denied_is_not_contained() {
    says("fr", "Sucre, farine de riz. Sans gluten.", &[], &[]);
    says("en", "Rice flour, gluten free oat-free flour", &[], &[]);
    says("de", "Reismehl, glutenfrei, ohne Milch", &[], &[]);
}

#[test]
fn the_language_is_heard_when_it_is_not_stated_or_wrong() {
    assert_eq!(read("Farine de blé, sucre, huile de tournesol", None).language.as_deref(), Some("fr"));
    assert_eq!(read("Wheat flour, water, salt, sunflower oil", Some("fr")).language.as_deref(), Some("en"));
    assert_eq!(read("", Some("it")).language.as_deref(), Some("it"));
}
