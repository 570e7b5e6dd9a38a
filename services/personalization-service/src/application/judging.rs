//! What every verdict goes through: consent, profile, label, rules.

use std::sync::Arc;

use gs1::Gtin;
use jiff::Timestamp;
use service_kit::{
    clock::Clock,
    ids::{AccountId, uuid_v7},
};

use super::{
    labels::{CurrentLabel, LabelError, Labels, Told},
    permission::{NotPermitted, Permission},
    ports::{
        Content, Grant, HealthProfiles, NewVerdict, Purpose, StoreError, StoredProfile, StoredVerdict,
        VerdictHead, VerdictId,
    },
};
use crate::domain::{
    engine::{self, EmptyProfile},
    knowledge::Knowledge,
    policy::{Policies, PolicyVersion},
    verdict::Evaluation,
};

/// The published rules, and what they need to know about food.
#[derive(Clone)]
pub struct Rules {
    /// Every policy that was ever published.
    pub policies: Arc<Policies>,
    /// What is known about ingredients.
    pub knowledge: Arc<Knowledge>,
}

impl Rules {
    /// What the policy of this version makes of it today; `None` when there is no such policy.
    #[must_use]
    pub fn replay(&self, content: &Content, policy: &PolicyVersion) -> Option<Evaluation> {
        let policy = self.policies.get(policy)?;
        let product = super::ports::LabelDocument::new(content.label.clone()).read()?.product;
        engine::evaluate(&content.profile, &product, policy, &self.knowledge).ok()
    }
}

/// Why nothing can be judged for this person.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    /// They have not agreed.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// They have no profile, or an empty one: nothing is good for nobody in particular.
    #[error("there is no profile")]
    NoProfile,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why there is no verdict on a product.
#[derive(Debug, thiserror::Error)]
pub enum NoVerdict {
    /// There is no label to judge by.
    #[error(transparent)]
    Label(#[from] LabelError),
    /// There is nothing to judge for.
    #[error(transparent)]
    Empty(#[from] EmptyProfile),
}

/// The steps towards a verdict.
#[derive(Clone)]
pub struct Judging {
    /// Asked first.
    pub permission: Permission,
    /// Where profiles are.
    pub profiles: Arc<dyn HealthProfiles>,
    /// Where labels come from.
    pub labels: Labels,
    /// The rules.
    pub rules: Rules,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Judging {
    /// The person's profile, and the consent on which it is used.
    pub(super) async fn prepare(&self, account: AccountId) -> Result<(Grant, StoredProfile), NotReady> {
        let grant = self.permission.to_read(account).await?;
        let profile = self.profiles.read(account, Purpose::ComputeVerdict, self.clock.now()).await?;
        let profile = profile.filter(|stored| !stored.profile.is_empty()).ok_or(NotReady::NoProfile)?;
        Ok((grant, profile))
    }

    /// The verdict on one product.
    pub(super) async fn judge(&self, gtin: &Gtin, profile: &StoredProfile) -> Result<NewVerdict, NoVerdict> {
        let label = self.labels.current(gtin).await?;
        Ok(self.verdict(gtin, profile, label, self.clock.now())?)
    }

    fn verdict(
        &self,
        gtin: &Gtin,
        profile: &StoredProfile,
        label: CurrentLabel,
        now: Timestamp,
    ) -> Result<NewVerdict, EmptyProfile> {
        let policy = self.rules.policies.current();
        let CurrentLabel { json, readable, told } = label;
        let evaluation =
            engine::evaluate(&profile.profile, &readable.product, policy, &self.rules.knowledge)?;
        // What is stored is what is told: microseconds.
        let at = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
        let head = VerdictHead {
            id: VerdictId(uuid_v7(now)),
            gtin: *gtin,
            level: evaluation.level,
            policy: policy.version().clone(),
            label_version: readable.label_version,
            profile_version: profile.tag.version,
            label_as_of: match told {
                Told::Before(at) => Some(at),
                Told::Kept | Told::Now => None,
            },
            at,
        };
        let content = Content { profile: profile.profile.clone(), label: json, evaluation };
        Ok(NewVerdict { verdict: StoredVerdict { head, content }, brand: readable.brand })
    }
}
