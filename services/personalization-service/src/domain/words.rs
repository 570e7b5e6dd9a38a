//! Reasons in words.

use super::{
    language::Language,
    verdict::{Finding, Reason},
};

/// A reason as a sentence in a language.
#[must_use]
pub fn reason(reason: &Reason, language: Language) -> String {
    let _ = language;
    match &reason.finding {
        Finding::Contains { allergen } => format!("Contains {allergen:?}, which you are allergic to."),
        _ => "Not stated.".to_owned(),
    }
}
