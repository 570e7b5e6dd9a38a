//! Rule policies: published documents, never edited.

mod document;
mod excuses;
mod kinds;
mod version;

use serde_json::Value;

pub use document::{
    AllergenRule, AllergyRule, DietRule, IngredientRule, LabelDiet, OnNo, PolicyDocument, SensitivityRule,
};
pub use excuses::Excuses;
pub use kinds::Kinds;
pub use version::{NotAVersion, PolicyVersion};

/// A published policy, checked.
#[derive(Debug, Clone)]
pub struct RulePolicy {
    document: PolicyDocument,
    published: Value,
}

/// Why a policy cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyFault {
    /// Not the document that it should be, or an ingredient that the taxonomies do not know.
    #[error("not a rule policy: {0}")]
    Document(#[from] serde_json::Error),
    /// Two of one version.
    #[error("policy {0} is published twice")]
    Twice(PolicyVersion),
    /// None at all.
    #[error("no policy is published")]
    None,
}

impl RulePolicy {
    /// Reads a document.
    ///
    /// # Errors
    /// When it is not the document that it should be.
    pub fn read(json: &str) -> Result<Self, PolicyFault> {
        Ok(Self { document: serde_json::from_str(json)?, published: serde_json::from_str(json)? })
    }

    /// Its version.
    #[must_use]
    pub const fn version(&self) -> &PolicyVersion {
        &self.document.version
    }

    /// The document as it was published.
    #[must_use]
    pub const fn published(&self) -> &Value {
        &self.published
    }

    /// What it says.
    #[must_use]
    pub const fn document(&self) -> &PolicyDocument {
        &self.document
    }
}

/// Every published policy, the oldest first.
#[derive(Debug, Clone)]
pub struct Policies(Vec<RulePolicy>);

/// The published documents.
const PUBLISHED: [&str; 2] =
    [include_str!("../../../policies/2026-10.json"), include_str!("../../../policies/2026-11.json")];

impl Policies {
    /// The policies that are built in.
    ///
    /// # Errors
    /// When one of them cannot be used; a test sees to it that they can.
    pub fn published() -> Result<Self, PolicyFault> {
        Self::read(&PUBLISHED)
    }

    fn read(documents: &[&str]) -> Result<Self, PolicyFault> {
        let mut policies =
            documents.iter().map(|json| RulePolicy::read(json)).collect::<Result<Vec<_>, _>>()?;
        policies.sort_by(|one, other| one.version().cmp(other.version()));
        if let Some(twice) = policies.windows(2).find(|pair| pair[0].version() == pair[1].version()) {
            return Err(PolicyFault::Twice(twice[0].version().clone()));
        }
        if policies.is_empty() { Err(PolicyFault::None) } else { Ok(Self(policies)) }
    }

    /// The newest.
    #[must_use]
    pub fn current(&self) -> &RulePolicy {
        // Never empty: `read` refuses that.
        &self.0[self.0.len() - 1]
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, version: &PolicyVersion) -> Option<&RulePolicy> {
        self.0.iter().find(|policy| policy.version() == version)
    }

    /// All of them, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &RulePolicy> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests;
