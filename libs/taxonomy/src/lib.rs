//! Open Food Facts' taxonomies: what a tag or a printed word means, in any language.
//!
//! The files are shipped inside the binary and read on first use, each for itself.

mod allergen;
mod hash;
mod index;
mod normal;
mod parse;
mod recognise;
pub mod text;

use std::sync::LazyLock;

pub use allergen::{Allergen, FreeFrom};
pub use hash::FastMap;
pub use index::{Entry, Id, Taxonomy};
pub use normal::tag_key;
pub use recognise::{is_remark, recognise};

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/taxonomies/", $name, ".txt"))
    };
}

/// Declares one accessor per taxonomy; `a + b` means that the first includes the entries of the second.
macro_rules! taxonomies {
    ($($(#[$doc:meta])* $name:ident: $($file:literal)+;)+) => {
        /// The shipped taxonomies.
        #[derive(Debug, Clone, Copy)]
        pub struct Taxonomies;

        impl Taxonomies {
            $($(#[$doc])*
            pub fn $name() -> &'static Taxonomy {
                static READ: LazyLock<Taxonomy> = LazyLock::new(|| Taxonomy::read(&[$(file!($file)),+]));
                &READ
            })+
        }
    };
}

taxonomies! {
    /// The allergens of Annex II, and a few of other countries.
    allergens: "allergens";
    /// Ingredients, additives (`en:e471`) and newer entries included.
    ingredients: "ingredients" "additives" "ingredients-2026";
    /// Food categories, with `agribalyse_food_code:en`.
    categories: "categories";
    /// Labels: organic, fair trade, free from.
    labels: "labels";
    /// Places of origin, countries included.
    origins: "origins" "countries";
    /// Countries, with `country_code_2:en`.
    countries: "countries";
    /// Materials of packagings.
    packaging_materials: "packaging_materials";
    /// Shapes of packagings.
    packaging_shapes: "packaging_shapes";
    /// What to do with packagings.
    packaging_recycling: "packaging_recycling";
    /// What was done to an ingredient: cooked, dried.
    processings: "ingredients_processing";
}

#[cfg(test)]
mod tests {
    use super::Taxonomies;

    #[test]
    fn a_tag_of_any_language_leads_to_its_entry() {
        let allergens = Taxonomies::allergens();
        for (tag, id) in [
            ("en:eggs", "en:eggs"),
            ("de:hühnereiweiss", "en:eggs"),
            ("fr:Lait", "en:milk"),
            ("fr:blé dur", "en:gluten"),
            ("it:frumento", "en:gluten"),
        ] {
            assert_eq!(allergens.canonical(tag).map(super::Id::as_str), Some(id), "{tag}");
        }
        assert_eq!(allergens.canonical("en:apple"), None);
    }

    #[test]
    fn a_printed_word_is_found_in_its_language_only() {
        let ingredients = Taxonomies::ingredients();
        let found = |language, text| ingredients.find(language, text).map(super::Id::as_str);
        assert_eq!(found("fr", "Farine de blé"), Some("en:wheat-flour"));
        assert_eq!(found("de", "Weizenmehl"), Some("en:wheat-flour"));
        assert_eq!(found("en", "Weizenmehl"), None);
        assert_eq!(found("en", "E471"), Some("en:e471"));
    }

    #[test]
    fn properties_come_from_the_nearest_ancestor_that_states_them() {
        let categories = Taxonomies::categories();
        assert_eq!(
            categories.property("en:cocoa-and-hazelnuts-spreads", "agribalyse_food_code:en"),
            Some("31032")
        );
        let ingredients = Taxonomies::ingredients();
        assert_eq!(ingredients.inherited("en:semi-skimmed-milk", "vegan:en"), Some("no"));
        assert!(ingredients.is_a("en:semi-skimmed-milk", "en:milk"));
    }

    #[test]
    fn every_shipped_taxonomy_has_entries() {
        for (name, taxonomy, least) in [
            ("allergens", Taxonomies::allergens(), 15),
            ("ingredients", Taxonomies::ingredients(), 4_000),
            ("categories", Taxonomies::categories(), 9_000),
            ("labels", Taxonomies::labels(), 1_000),
            ("origins", Taxonomies::origins(), 300),
            ("countries", Taxonomies::countries(), 200),
            ("materials", Taxonomies::packaging_materials(), 50),
            ("shapes", Taxonomies::packaging_shapes(), 50),
            ("recycling", Taxonomies::packaging_recycling(), 10),
            ("processings", Taxonomies::processings(), 50),
        ] {
            assert!(taxonomy.len() >= least, "{name}: {} entries", taxonomy.len());
        }
        assert_eq!(Taxonomies::countries().property("fr:allemagne", "country_code_2:en"), Some("DE"));
        assert_eq!(Taxonomies::origins().find("en", "France").map(super::Id::as_str), Some("en:france"));
    }
}
