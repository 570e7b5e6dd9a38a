//! A verdict as the public API tells it, in a language.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::{Evaluation, Finding, Level, Reason, Rule, Unknown};
use crate::domain::{label::Source, language::Language, policy::PolicyVersion, words};

/// A verdict without its id, times and label version, which whoever keeps it knows.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// The level.
    pub verdict: Level,
    /// The policy that was applied.
    #[schema(value_type = String, example = "2026-11")]
    pub policy_version: PolicyVersion,
    /// Why; the worst first.
    pub reasons: Vec<ReasonView>,
    /// What is not known and was asked for.
    pub unknowns: Vec<UnknownView>,
    /// Rules that found nothing.
    pub checks: Vec<CheckView>,
}

/// A reason in words.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ReasonView {
    /// `allergy.milk`
    #[schema(value_type = String, example = "allergy.milk")]
    pub rule: Rule,
    /// How bad it is.
    pub level: Level,
    /// The label's fact.
    pub fact: FactView,
    /// In the person's language.
    #[schema(example = "Contains milk, which you are allergic to.")]
    pub text: String,
}

/// A fact of the label.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FactView {
    /// JSON pointer into the product.
    #[schema(example = "/label/allergens/contains")]
    pub path: String,
    /// What stands there: text, or a number of the nutrient's unit; `null` when it is not stated.
    pub value: Value,
    /// Who stated it.
    pub source: Source,
    /// When, if the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<Date>,
}

/// Something that a rule asks for and nobody states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct UnknownView {
    /// `goal.protein`
    #[schema(value_type = String, example = "goal.protein")]
    pub rule: Rule,
    /// JSON pointer into the product.
    #[schema(example = "/label/nutrition/protein")]
    pub path: String,
}

/// A rule that found nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct CheckView {
    /// `allergy.milk`
    #[schema(value_type = String, example = "allergy.nuts")]
    pub rule: Rule,
}

impl Verdict {
    /// Tells an evaluation.
    #[must_use]
    pub fn of(evaluation: &Evaluation, policy: &PolicyVersion, language: Language) -> Self {
        Self {
            verdict: evaluation.level,
            policy_version: policy.clone(),
            reasons: evaluation.reasons.iter().map(|reason| ReasonView::of(reason, language)).collect(),
            unknowns: evaluation.unknowns.iter().map(UnknownView::of).collect(),
            checks: evaluation.checks.iter().map(|rule| CheckView { rule: rule.clone() }).collect(),
        }
    }
}

impl ReasonView {
    fn of(reason: &Reason, language: Language) -> Self {
        Self {
            rule: reason.rule.clone(),
            level: reason.level,
            fact: FactView {
                path: reason.path.clone(),
                value: reason.finding.value(),
                source: reason.provenance.source,
                as_of: reason.provenance.as_of,
            },
            text: words::reason(reason, language),
        }
    }
}

impl UnknownView {
    fn of(unknown: &Unknown) -> Self {
        Self { rule: unknown.rule.clone(), path: unknown.path.clone() }
    }
}

impl Finding {
    /// What stands on the label.
    fn value(&self) -> Value {
        let json = match self {
            Self::Contains { allergen } | Self::MayContain { allergen } => serde_json::to_value(allergen),
            Self::NotStated => Ok(Value::Null),
            Self::Unsuitable { .. } => Ok(Value::from("no")),
            Self::PerhapsUnsuitable { .. } => Ok(Value::from("maybe")),
            Self::Found { words }
            | Self::PerhapsFound { words }
            | Self::Together { words }
            | Self::NotRecognised { words } => Ok(Value::from(words.join(", "))),
            Self::Missed { amount, .. } => serde_json::to_value(amount),
        };
        json.unwrap_or_default()
    }
}
