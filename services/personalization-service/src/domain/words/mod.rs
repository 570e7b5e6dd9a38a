//! Reasons in words, in the languages of the product.
//!
//! Never "safe", never "free from" what is not declared, never how sure somebody is.

mod de;
mod en;
mod it;

use super::{
    label::Per,
    language::Language,
    profile::Bounds,
    quantity::Amount,
    verdict::{Finding, Reason},
};

/// A reason as a sentence in a language.
#[must_use]
pub fn reason(reason: &Reason, language: Language) -> String {
    let Reason { rule, finding, .. } = reason;
    match language {
        Language::En => en::reason(rule, finding),
        Language::It => it::reason(rule, finding),
        Language::De => de::reason(rule, finding),
    }
}

/// An amount as the language writes numbers.
fn number(amount: Amount, comma: bool) -> String {
    let written = amount.to_string();
    if comma { written.replace('.', ",") } else { written }
}

/// `100 g`, `100 ml`
const fn base(per: Per) -> &'static str {
    match per {
        Per::Grams => "100 g",
        Per::Millilitres => "100 ml",
    }
}

/// The bound that is not met: `(true, n)` when there should be at least n.
fn missed(amount: Amount, bounds: Bounds) -> (bool, Amount) {
    match (bounds.at_least(), bounds.at_most()) {
        (Some(least), _) if amount < least => (true, least),
        (_, Some(most)) => (false, most),
        (least, None) => (true, least.unwrap_or(amount)),
    }
}

/// Which words a finding quotes, as one list.
fn quoted(finding: &Finding) -> String {
    match finding {
        Finding::Found { words }
        | Finding::PerhapsFound { words }
        | Finding::Together { words }
        | Finding::NotRecognised { words }
        | Finding::Unsuitable { words }
        | Finding::PerhapsUnsuitable { words } => words.join(", "),
        Finding::Contains { .. }
        | Finding::MayContain { .. }
        | Finding::NotStated
        | Finding::Missed { .. } => String::new(),
    }
}

#[cfg(test)]
mod tests;
