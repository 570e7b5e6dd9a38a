//! The allergens of a product, from tags, traces, labels and the ingredient text.

use std::collections::BTreeSet;

use super::{
    Allergen, Allergens, FreeFrom, Warning, WarningCode,
    allergen_set::{AllergenSet, free_from, of_entry},
    text::{self, Spoken},
};
use crate::domain::stated_product::StatedProduct;
use taxonomy::Taxonomies;

/// The allergens with doubts about them.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) allergens: Allergens,
    pub(super) warnings: Vec<Warning>,
    /// Something was read from the text and not stated as such.
    pub(super) computed: bool,
}

/// What is stated by tags.
#[derive(Debug, Default)]
struct Tagged {
    allergens: AllergenSet,
    /// One of the tags says that there is none.
    none: bool,
}

/// Contains beats may contain; what the text names is contained whether tagged or not.
pub(super) fn allergens(stated: &StatedProduct, spoken: Option<&Spoken>) -> Found {
    let mut found = Found::default();
    let tags = found.tagged(&stated.allergens);
    let traces = found.tagged(&stated.traces);
    let says_anything = !tags.allergens.is_empty() || !traces.allergens.is_empty() || tags.none;
    if !says_anything && spoken.is_none() {
        return found;
    }
    let heard = spoken.map(Spoken::contains).unwrap_or_default();
    let heard_may = spoken.map(Spoken::may_contain).unwrap_or_default();
    let contains = tags.allergens.union(heard);
    let may_contain = traces.allergens.union(heard_may).without(contains);
    let only_heard = heard.without(tags.allergens);
    for allergen in only_heard.iter() {
        let detail = format!("the ingredient text names {}, the allergen tags do not", word(allergen));
        found.warnings.push(Warning { code: WarningCode::AllergenOnlyInText, detail });
    }
    let unheard_tags = tags.allergens.is_empty() && traces.allergens.is_empty() && !tags.none;
    found.computed =
        !only_heard.is_empty() || unheard_tags || !may_contain.without(traces.allergens).is_empty();
    let free_from = found.free_from(&stated.labels, contains);
    found.allergens =
        Allergens::Known { contains: contains.to_set(), may_contain: may_contain.to_set(), free_from };
    found
}

impl Found {
    /// Each tag by taxonomy, in any language; what is none of the 14 is dropped with a warning.
    fn tagged(&mut self, tags: &[String]) -> Tagged {
        let mut tagged = Tagged::default();
        for tag in tags {
            let id = Taxonomies::allergens().canonical(tag);
            if id.is_some_and(|id| id.as_str() == "en:none") {
                tagged.none = true;
                continue;
            }
            let allergens = id.map(of_entry).filter(|set| !set.is_empty()).unwrap_or_else(|| of_words(tag));
            if allergens.is_empty() {
                self.warnings.push(unknown_tag(tag));
            }
            tagged.allergens = tagged.allergens.union(allergens);
        }
        self.warnings.sort_by(|one, other| one.detail.cmp(&other.detail));
        self.warnings.dedup();
        tagged
    }

    /// Only what a label declares, and never what is contained.
    fn free_from(&mut self, labels: &[String], contains: AllergenSet) -> BTreeSet<FreeFrom> {
        let declared: BTreeSet<FreeFrom> = labels.iter().filter_map(|label| declared(label)).collect();
        declared.into_iter().filter(|free| self.holds(*free, contains)).collect()
    }

    fn holds(&mut self, free: FreeFrom, contains: AllergenSet) -> bool {
        let Some(allergen) = allergen_of(free) else { return true };
        let contradicted = contains.iter().any(|contained| contained == allergen);
        if contradicted {
            let detail =
                format!("a label says free from {0}, the facts say that it contains {0}", word(allergen));
            self.warnings.push(Warning { code: WarningCode::AllergenContradiction, detail });
        }
        !contradicted
    }
}

fn declared(label: &str) -> Option<FreeFrom> {
    let id = Taxonomies::labels().canonical(label)?;
    free_from(id.as_str())
}

/// Lactose is no allergen of its own: lactose-free milk is milk.
fn allergen_of(free: FreeFrom) -> Option<Allergen> {
    match free {
        FreeFrom::Lactose => None,
        FreeFrom::Gluten => Some(Allergen::Gluten),
        FreeFrom::Milk => Some(Allergen::Milk),
        FreeFrom::Eggs => Some(Allergen::Eggs),
        FreeFrom::Nuts => Some(Allergen::Nuts),
        FreeFrom::Peanuts => Some(Allergen::Peanuts),
        FreeFrom::Soybeans => Some(Allergen::Soybeans),
    }
}

/// A tag that is a phrase or an ingredient: `fr:noisettes-torrefiees`, `en:monkfish`.
fn of_words(tag: &str) -> AllergenSet {
    let (language, words) = tag.split_once(':').unwrap_or(("en", tag));
    let spoken = text::read(&words.replace('-', " "), Some(language));
    spoken.contains().union(spoken.may_contain())
}

fn unknown_tag(tag: &str) -> Warning {
    let tag: String = tag.chars().take(60).collect();
    Warning {
        code: WarningCode::UnknownAllergenTag, detail: format!("“{tag}” is none of the 14 allergens")
    }
}

/// The allergen as the API names it.
fn word(allergen: Allergen) -> String {
    format!("{allergen:?}").to_lowercase()
}
