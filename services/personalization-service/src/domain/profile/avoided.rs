//! Ingredients that a person avoids, in their own words.

use std::fmt;

use serde::{Deserialize, Serialize};

/// 1 to 80 characters with at least one letter or digit, trimmed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct AvoidedIngredient(String);

/// Why words name no ingredient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIngredient {
    /// Nothing, or signs only.
    #[error("must name an ingredient")]
    Empty,
    /// Too many characters.
    #[error("must have at most 80 characters")]
    TooLong,
    /// A line break or another sign that is not printed.
    #[error("must not hold control characters")]
    Control,
}

const LONGEST: usize = 80;

impl AvoidedIngredient {
    /// The words, as the person wrote them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AvoidedIngredient {
    type Error = NotAnIngredient;

    fn try_from(words: String) -> Result<Self, NotAnIngredient> {
        let trimmed = words.trim();
        match () {
            () if !trimmed.contains(char::is_alphanumeric) => Err(NotAnIngredient::Empty),
            () if trimmed.chars().count() > LONGEST => Err(NotAnIngredient::TooLong),
            () if trimmed.contains(char::is_control) => Err(NotAnIngredient::Control),
            () => Ok(Self(trimmed.to_owned())),
        }
    }
}

impl fmt::Debug for AvoidedIngredient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AvoidedIngredient([redacted])")
    }
}
