//! What a profile, a label and a policy give: a level, its reasons, and what is not known.

mod answer;
mod rule;

use serde::{Deserialize, Serialize};

use super::{
    allergen::Allergen,
    label::{Per, Provenance},
    profile::{Bounds, Nutrient},
    quantity::Amount,
};
pub use answer::{CheckView, FactView, ReasonView, UnknownView, Verdict};
pub use rule::{Rule, UnknownRule};

/// The three answers; the worst rule decides.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Every rule was checked and found nothing.
    GoodForYou,
    /// A reason to look closer, or something that is not known.
    BeCareful,
    /// A reason not to eat it.
    Avoid,
}

/// What the engine answers: free of any language, so that it can be kept and told in any.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The worst of all rules.
    pub level: Level,
    /// Why; the worst first, then by rule.
    pub reasons: Vec<Reason>,
    /// What could not be checked.
    pub unknowns: Vec<Unknown>,
    /// Rules that found nothing.
    pub checks: Vec<Rule>,
}

/// One rule's objection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// The rule of the person.
    pub rule: Rule,
    /// How bad it is.
    pub level: Level,
    /// What was found.
    pub finding: Finding,
    /// Where it stands on the label: a JSON pointer into the product.
    pub path: String,
    /// Who stated it.
    pub provenance: Provenance,
}

/// What a rule found on the label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// Declared as contained.
    Contains {
        /// What.
        allergen: Allergen,
    },
    /// Declared as possible traces.
    MayContain {
        /// What.
        allergen: Allergen,
    },
    /// The label does not state the part that the rule asks for.
    NotStated,
    /// The label itself says that it does not suit.
    Unsuitable {
        /// Ingredients that explain it, as printed, in order.
        words: Vec<String>,
    },
    /// The label itself says that it may not suit.
    PerhapsUnsuitable {
        /// Ingredients that explain it, as printed, in order.
        words: Vec<String>,
    },
    /// Ingredients that the rule objects to.
    Found {
        /// As printed, in order.
        words: Vec<String>,
    },
    /// Ingredients that may or may not be what the rule objects to.
    PerhapsFound {
        /// As printed, in order.
        words: Vec<String>,
    },
    /// Ingredients that must not come together.
    Together {
        /// As printed, in order.
        words: Vec<String>,
    },
    /// Ingredients that are not recognised.
    NotRecognised {
        /// As printed, in order.
        words: Vec<String>,
    },
    /// A goal that is not met.
    Missed {
        /// Of what.
        nutrient: Nutrient,
        /// How much there is.
        amount: Amount,
        /// In 100 g or in 100 ml.
        per: Per,
        /// How much there should be.
        bounds: Bounds,
    },
}

/// Something that a rule asks for and nobody states.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unknown {
    /// The rule of the person.
    pub rule: Rule,
    /// JSON pointer into the product.
    pub path: String,
}
