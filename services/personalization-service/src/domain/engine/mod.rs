//! The verdict engine: a pure function of profile, label and policy.

mod allergies;
mod avoided;
mod diets;
mod goals;
mod intolerances;
mod reading;
mod tally;

use super::{
    knowledge::Knowledge, label::LabelledProduct, policy::RulePolicy, profile::HealthProfile,
    verdict::Evaluation,
};
use reading::Reading;
use tally::Tally;

/// A profile that says nothing: no product is good or bad for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the health profile is empty")]
pub struct EmptyProfile;

/// Judges a product for a person. The worst rule decides; what is not known is never good.
///
/// # Errors
/// When the profile says nothing.
pub fn evaluate(
    profile: &HealthProfile,
    product: &LabelledProduct,
    policy: &RulePolicy,
    knowledge: &Knowledge,
) -> Result<Evaluation, EmptyProfile> {
    if profile.is_empty() {
        return Err(EmptyProfile);
    }
    let policy = policy.document();
    let reading = Reading::new(&product.label, knowledge);
    let mut tally = Tally::new(product);
    for allergy in profile.allergies() {
        allergies::judge(allergy, policy, &mut tally);
    }
    for intolerance in profile.intolerances() {
        intolerances::judge(*intolerance, policy, &reading, &mut tally);
    }
    for diet in profile.diets() {
        diets::judge(*diet, policy, &reading, &mut tally);
    }
    for words in profile.avoid_ingredients() {
        avoided::judge(words, &reading, &mut tally);
    }
    for goal in profile.goals() {
        goals::judge(goal, &mut tally);
    }
    Ok(tally.finish())
}

#[cfg(test)]
mod tests;
