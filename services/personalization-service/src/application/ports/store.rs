//! What is stored about persons. Whatever is read here was opened for a purpose, and that is noted.

use async_trait::async_trait;
use gs1::Gtin;
use jiff::Timestamp;
use serde_json::Value;
use service_kit::{
    idempotency::Claim,
    identity::Region,
    ids::{AccountId, VisitorId},
};
use uuid::Uuid;

use super::Grant;
use super::{Done, StoreError};
use crate::domain::{
    policy::PolicyVersion,
    profile::HealthProfile,
    verdict::{Evaluation, Level},
};

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The key was used for another body.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The account was erased; its token has outlived it.
    #[error("the account was erased")]
    NoAccount,
    /// The browser was erased, and comes back with its old cookie.
    #[error("the visitor was erased")]
    NoVisitor,
    /// The consent was withdrawn meanwhile, or the profile deleted.
    #[error("the consent was withdrawn")]
    Withdrawn,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What something sealed is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The person looks at their profile.
    ShowProfile,
    /// The person asks for a verdict.
    ComputeVerdict,
    /// The person looks at verdicts of before.
    ShowVerdicts,
    /// The person takes their data with them.
    Export,
}

impl Purpose {
    /// Its published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ShowProfile => "show_profile",
            Self::ComputeVerdict => "compute_verdict",
            Self::ShowVerdicts => "show_verdicts",
            Self::Export => "export",
        }
    }

    /// Who reads.
    #[must_use]
    pub const fn reader(self) -> &'static str {
        match self {
            Self::ShowProfile | Self::ComputeVerdict | Self::ShowVerdicts => "person",
            Self::Export => "identity-service",
        }
    }
}

/// Names one state of one profile: another one, even of a profile that was deleted meanwhile, has another tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileTag {
    /// The person's key at that time.
    pub key: Uuid,
    /// The version.
    pub version: i64,
}

/// A profile as it stands.
#[derive(Debug, Clone)]
pub struct StoredProfile {
    /// What the person chose.
    pub profile: HealthProfile,
    /// Its state.
    pub tag: ProfileTag,
    /// Since when.
    pub written_at: Timestamp,
}

/// What a writer believes to replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Nothing was said.
    Nothing,
    /// The state of this tag.
    Tag(ProfileTag),
    /// Whatever stands, if something does.
    Any,
    /// A tag that we never gave.
    Foreign,
}

/// A profile to be written.
#[derive(Debug)]
pub struct PutCommand {
    /// Whose.
    pub account: AccountId,
    /// What.
    pub profile: HealthProfile,
    /// Instead of which.
    pub expected: Expected,
    /// On the strength of this consent.
    pub grant: Grant,
    /// The idempotency key, if one was sent.
    pub key: Option<Claim>,
    /// Now.
    pub at: Timestamp,
}

/// Why a profile was not written.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// There is one, and the writer did not say which they replace.
    #[error("the state that is replaced must be named")]
    NotNamed,
    /// It is another one than the writer believes; this one, or none.
    #[error("the profile has changed")]
    Stale(Option<Box<StoredProfile>>),
    /// The command could not be carried out.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl From<StoreError> for PutError {
    fn from(failure: StoreError) -> Self {
        Self::Command(failure.into())
    }
}

/// Health profiles.
#[async_trait]
pub trait HealthProfiles: Send + Sync {
    /// The person's profile, opened for this purpose.
    async fn read(
        &self,
        account: AccountId,
        purpose: Purpose,
        at: Timestamp,
    ) -> Result<Option<StoredProfile>, StoreError>;

    /// Writes it; what stands afterwards.
    async fn put(&self, command: PutCommand) -> Result<Done<StoredProfile>, PutError>;

    /// Destroys profile, key and verdicts; `expected` is held to when there is a profile.
    async fn delete(
        &self,
        account: AccountId,
        expected: Expected,
        key: Option<Claim>,
        at: Timestamp,
    ) -> Result<(), PutError>;
}

/// A verdict's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VerdictId(pub Uuid);

/// The request that asked for several verdicts at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchId(pub Uuid);

/// Who asks.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The signed-in person.
    pub account: AccountId,
    /// Their browser.
    pub visitor: VisitorId,
    /// Where they are, as far as they or a trusted proxy said.
    pub region: Option<Region>,
    /// The browser says that it is not to be measured.
    pub objected: bool,
}

/// What a verdict says openly.
#[derive(Debug, Clone, PartialEq)]
pub struct VerdictHead {
    /// Which.
    pub id: VerdictId,
    /// Of which product.
    pub gtin: Gtin,
    /// The level.
    pub level: Level,
    /// By which policy.
    pub policy: PolicyVersion,
    /// Of which label.
    pub label_version: i64,
    /// For which profile.
    pub profile_version: i64,
    /// When the label was last heard, if it could not be asked for.
    pub label_as_of: Option<Timestamp>,
    /// When.
    pub at: Timestamp,
}

/// What is as secret as the profile: everything that the verdict was made of, and why it is what it is.
#[derive(Debug, Clone)]
pub struct Content {
    /// The profile at that time.
    pub profile: HealthProfile,
    /// The label at that time, as it was told.
    pub label: Value,
    /// What came of it.
    pub evaluation: Evaluation,
}

/// A verdict that was stored.
#[derive(Debug, Clone)]
pub struct StoredVerdict {
    /// What it says openly.
    pub head: VerdictHead,
    /// What it says to its person alone.
    pub content: Content,
}

/// A verdict to be stored.
#[derive(Debug, Clone)]
pub struct NewVerdict {
    /// The verdict.
    pub verdict: StoredVerdict,
    /// The tenant whose product it is.
    pub brand: Option<Uuid>,
}

/// Verdicts of before.
#[async_trait]
pub trait Verdicts: Send + Sync {
    /// Stores verdicts of one profile, on the strength of this consent, and tells their levels.
    async fn store(
        &self,
        asker: &Asker,
        grant: Grant,
        profile: ProfileTag,
        batch: Option<BatchId>,
        verdicts: &[NewVerdict],
    ) -> Result<(), CommandError>;

    /// The batch of before under this key, or this one from now on.
    async fn batch(
        &self,
        asker: &Asker,
        batch: BatchId,
        key: &Claim,
        at: Timestamp,
    ) -> Result<Done<BatchId>, CommandError>;

    /// What is stored of a batch.
    async fn of_batch(
        &self,
        account: AccountId,
        batch: BatchId,
        at: Timestamp,
    ) -> Result<Vec<StoredVerdict>, StoreError>;

    /// The person's verdicts before this one, newest first.
    async fn list(
        &self,
        account: AccountId,
        before: Option<VerdictId>,
        limit: i64,
        purpose: Purpose,
        at: Timestamp,
    ) -> Result<Vec<StoredVerdict>, StoreError>;

    /// One of the person's verdicts.
    async fn find(
        &self,
        account: AccountId,
        id: VerdictId,
        at: Timestamp,
    ) -> Result<Option<StoredVerdict>, StoreError>;
}

/// A note that something was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its place in the order.
    pub id: Uuid,
    /// Who read.
    pub reader: String,
    /// What for.
    pub purpose: String,
    /// How many profiles or verdicts.
    pub opened: i32,
    /// When.
    pub at: Timestamp,
}

/// What else is held about a person.
#[async_trait]
pub trait PersonalRecords: Send + Sync {
    /// Who opened what is theirs, oldest first.
    async fn audit(
        &self,
        account: AccountId,
        after: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<AuditEntry>, StoreError>;
}

/// What a rotation did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rotated {
    /// Keys that the current key wraps now.
    pub rewrapped: u64,
    /// Keys whose wrapping key is not configured, or that do not open.
    pub failed: u64,
}

/// The persons' keys, when the configured one is to be replaced.
#[async_trait]
pub trait KeyRotation: Send + Sync {
    /// Wraps the next keys by the current one; `None` when there are no more behind `after`.
    async fn rewrap(&self, after: AccountId, limit: i64) -> Result<Option<(AccountId, Rotated)>, StoreError>;
}
