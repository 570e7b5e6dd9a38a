//! The published shapes that are no domain type themselves.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    application::ports::StoredVerdict,
    domain::{
        allergen::Allergen,
        language::Language,
        profile::{Diet, Intolerance, Nutrient, Traces},
        verdict::{CheckView, Level, ReasonView, UnknownView, Verdict},
    },
};

/// Whether a product is right for a person, and why. Always check the pack.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Verdict)]
pub(super) struct VerdictBody {
    verdict_id: Uuid,
    /// 14 digits.
    gtin: String,
    /// The worst rule decides.
    verdict: Level,
    /// The published rules that decided.
    #[schema(example = "2026-11")]
    policy_version: String,
    computed_at: Timestamp,
    /// Grows with every change of the label.
    label_version: i64,
    /// Grows with every change of the profile.
    profile_version: i64,
    /// The worst first.
    reasons: Vec<ReasonView>,
    /// What could not be checked, because no source states it.
    unknowns: Vec<UnknownView>,
    /// Rules that found nothing.
    checks: Vec<CheckView>,
    /// Present when the label could not be asked for, and an old one was judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<Stale>,
}

/// An old label was judged.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Stale {
    /// When the label was last heard.
    label_as_of: Timestamp,
}

impl VerdictBody {
    /// With its reasons in this language.
    pub(super) fn new(stored: &StoredVerdict, language: Language) -> Self {
        let head = &stored.head;
        let told = Verdict::of(&stored.content.evaluation, &head.policy, language);
        Self {
            verdict_id: head.id.0,
            gtin: head.gtin.to_string(),
            verdict: head.level,
            policy_version: head.policy.to_string(),
            computed_at: head.at,
            label_version: head.label_version,
            profile_version: head.profile_version,
            reasons: told.reasons,
            unknowns: told.unknowns,
            checks: told.checks,
            stale: head.label_as_of.map(|label_as_of| Stale { label_as_of }),
        }
    }
}

/// What a person must not, should not or wants to eat. Every list may be empty; an empty profile gets no verdict.
#[derive(Debug, ToSchema)]
#[schema(as = HealthProfile, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the JSON that the domain parses")]
pub(super) struct HealthProfileBody {
    #[schema(required = false)]
    allergies: Vec<AllergyBody>,
    #[schema(required = false)]
    intolerances: Vec<Intolerance>,
    #[schema(required = false)]
    diets: Vec<Diet>,
    /// 1 to 80 characters each, in the person's words.
    #[schema(required = false, max_items = 50, example = json!(["palm oil"]))]
    avoid_ingredients: Vec<String>,
    #[schema(required = false)]
    goals: Vec<GoalBody>,
}

/// An allergy.
#[derive(Debug, ToSchema)]
#[schema(as = Allergy)]
#[expect(dead_code, reason = "describes the JSON that the domain parses")]
struct AllergyBody {
    allergen: Allergen,
    /// What "may contain" means to the person; the policy decides when nothing is said.
    traces: Option<Traces>,
}

/// What there should be in 100 g or 100 ml: at least one of the bounds.
#[derive(Debug, ToSchema)]
#[schema(as = Goal, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the JSON that the domain parses")]
struct GoalBody {
    nutrient: Nutrient,
    #[schema(minimum = 0)]
    at_least: Option<f64>,
    #[schema(minimum = 0)]
    at_most: Option<f64>,
}
