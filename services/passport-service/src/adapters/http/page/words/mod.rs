//! The words of pages, in the languages of the web app. One file a language; a missing word does not compile.

mod de;
mod en;
mod it;

use axum::http::HeaderMap;
use service_kit::http::accepted_language;

use crate::domain::{
    eco::{EcoLimit, EcoPartName, FootprintSize, LifeCycleStep, PalmOil},
    fact::Source,
    from_brand::{RecallOf, ShopperLinkKind},
    journey::StepKind,
    label::{Allergen, FreeFrom},
};

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::adapters::http) enum Language {
    English,
    Italian,
    German,
}

impl Language {
    const TAGS: [&'static str; 3] = ["en", "it", "de"];

    /// The best that the caller asks for; English when it asks for none of ours.
    pub(in crate::adapters::http) fn of(headers: &HeaderMap) -> Self {
        match accepted_language(headers, &Self::TAGS) {
            Some("it") => Self::Italian,
            Some("de") => Self::German,
            Some(_) | None => Self::English,
        }
    }

    pub(super) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Italian => "it",
            Self::German => "de",
        }
    }

    pub(super) const fn words(self) -> &'static Words {
        match self {
            Self::English => &en::WORDS,
            Self::Italian => &it::WORDS,
            Self::German => &de::WORDS,
        }
    }

    /// An amount as it is written: `1.5`, `1,5`.
    pub(super) fn number(self, amount: f64) -> String {
        match self {
            Self::English => amount.to_string(),
            Self::Italian | Self::German => amount.to_string().replace('.', ","),
        }
    }
}

/// Everything that a page says by itself. Codes are functions, so that none can be forgotten.
pub(super) struct Words {
    pub(super) nameless: &'static str,
    pub(super) product_of: fn(&str) -> String,
    /// Name, and what is said of allergens.
    pub(super) description: fn(&str, &str) -> String,
    pub(super) allergens_unknown: &'static str,
    pub(super) allergens_none: &'static str,
    pub(super) allergens_some: &'static str,
    pub(super) ingredients: &'static str,
    pub(super) allergens: &'static str,
    pub(super) nutrition: &'static str,
    pub(super) journey: &'static str,
    pub(super) eco: &'static str,
    pub(super) from_brand: &'static str,
    pub(super) read_recall: &'static str,
    pub(super) recall: fn(RecallOf) -> &'static str,
    pub(super) shopper_link: fn(ShopperLinkKind) -> &'static str,
    pub(super) sources: &'static str,
    pub(super) not_stated: &'static str,
    pub(super) none_declared: &'static str,
    pub(super) contains: &'static str,
    pub(super) may_contain: &'static str,
    pub(super) free_from: &'static str,
    pub(super) per: &'static str,
    /// As rows of the table: energy, fat, saturates, carbohydrate, sugars, fibre, protein, salt.
    pub(super) nutrients: [&'static str; 8],
    pub(super) pending: &'static str,
    pub(super) unavailable: &'static str,
    pub(super) undated: &'static str,
    pub(super) check_the_pack: &'static str,
    pub(super) unknown_title: &'static str,
    pub(super) unknown: fn(&str) -> String,
    pub(super) another: &'static str,
    pub(super) invalid_title: &'static str,
    pub(super) code: &'static str,
    pub(super) links: &'static str,
    pub(super) choose_link: &'static str,
    pub(super) no_such_link: &'static str,
    pub(super) again: &'static str,
    /// A score and its grade.
    pub(super) score: fn(u8, &str) -> String,
    pub(super) no_labels: &'static str,
    pub(super) no_origin: &'static str,
    pub(super) no_packaging: &'static str,
    pub(super) similar: fn(&str) -> String,
    pub(super) largest_part: &'static str,
    pub(super) sold_in: &'static str,
    /// What is wrong with a code, by its reason; `None`: the words of the code's own fault.
    pub(super) fault: fn(&str) -> Option<&'static str>,
    pub(super) allergen: fn(Allergen) -> &'static str,
    pub(super) free: fn(FreeFrom) -> &'static str,
    pub(super) step: fn(StepKind) -> &'static str,
    /// As HTML.
    pub(super) credit: fn(Source) -> &'static str,
    pub(super) part: fn(EcoPartName) -> &'static str,
    pub(super) footprint: fn(FootprintSize) -> &'static str,
    pub(super) life_cycle: fn(LifeCycleStep) -> &'static str,
    pub(super) palm_oil: fn(PalmOil) -> &'static str,
    pub(super) limit: fn(EcoLimit) -> &'static str,
}
