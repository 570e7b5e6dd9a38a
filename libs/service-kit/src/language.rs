//! The languages in which services write to people.

use std::str::FromStr;

use http::HeaderMap;
use serde::{Deserialize, Serialize};

use crate::http::accepted_language;

/// A language of the product.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Italian.
    It,
    /// German.
    De,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::It, Self::De];

    /// The one that the caller understands best; English when it is none of ours.
    #[must_use]
    pub fn of_caller(headers: &HeaderMap) -> Self {
        let asked = accepted_language(headers, &Self::ALL.map(Self::code));
        asked.and_then(|code| code.parse().ok()).unwrap_or_default()
    }

    /// Two letters.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::It => "it",
            Self::De => "de",
        }
    }
}

/// Not a language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of en, it, de")]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}
