//! A person reads, grants and withdraws consents, and looks back at them.

use service_kit::idempotency::Claim;
use std::sync::Arc;

use jiff::Timestamp;
use service_kit::{
    clock::Clock,
    ids::{AccountId, uuid_v7},
};

use super::ports::{CommandError, ConsentLedger, Done, StoreError};
use crate::domain::{
    consent::{Channel, Entry, PublishedText, Purpose, Refusal, current, decide},
    locale::Locale,
};

/// How one purpose stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentState {
    /// What for.
    pub purpose: Purpose,
    /// Whether it is allowed.
    pub granted: bool,
    /// The decision that holds; `None` while nobody has decided.
    pub decided: Option<(Timestamp, String)>,
}

impl ConsentState {
    /// As this entry left it, or as it is by default.
    #[must_use]
    pub fn of(purpose: Purpose, entry: Option<&Entry>) -> Self {
        let decided = entry.map(|entry| (entry.decision.at, entry.decision.text_version.clone()));
        let granted = entry.map_or(purpose.granted_by_default(), |entry| entry.decision.granted);
        Self { purpose, granted, decided }
    }

    /// The words that are to be shown with it.
    #[must_use]
    pub fn current(&self) -> &'static PublishedText {
        current(self.purpose)
    }
}

/// A decision as it came in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Whose.
    pub account: AccountId,
    /// What about.
    pub purpose: Purpose,
    /// Yes or no.
    pub granted: bool,
    /// The version of the words that were shown.
    pub text_version: String,
    /// Their language.
    pub locale: Locale,
    /// How it came.
    pub channel: Channel,
    /// The idempotency key, if one was sent.
    pub key: Option<Claim>,
}

/// Why a decision was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// Other words are to be shown first.
    #[error(transparent)]
    Outdated(#[from] Refusal),
    /// The command could not be carried out.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// One page of a history, and where the next one starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryPage {
    /// Oldest first.
    pub items: Vec<Entry>,
    /// The position of the last one, when there are more.
    pub next: Option<i64>,
}

/// What people agreed to.
#[derive(Clone)]
pub struct Consents {
    ledger: Arc<dyn ConsentLedger>,
    clock: Arc<dyn Clock>,
}

impl Consents {
    /// In this ledger.
    pub fn new(ledger: Arc<dyn ConsentLedger>, clock: Arc<dyn Clock>) -> Self {
        Self { ledger, clock }
    }

    /// How every purpose stands; `None` when there is no such account.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_consents", skip_all)]
    pub async fn read(&self, account: AccountId) -> Result<Option<Vec<ConsentState>>, StoreError> {
        let Some(entries) = self.ledger.latest(account).await? else { return Ok(None) };
        let last = |purpose| entries.iter().find(|entry| entry.decision.purpose == purpose);
        Ok(Some(Purpose::ALL.map(|purpose| ConsentState::of(purpose, last(purpose))).into()))
    }

    /// Records a decision. Saying the same again adds nothing.
    ///
    /// # Errors
    /// [`DecideError`] says why not.
    #[tracing::instrument(name = "decide_consent", skip_all, fields(purpose = incoming.purpose.as_str()))]
    pub async fn decide(&self, incoming: Incoming) -> Result<ConsentState, DecideError> {
        let now = self.clock.now();
        let at = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
        let how = (incoming.locale, incoming.channel, at);
        let decision = decide(incoming.purpose, incoming.granted, &incoming.text_version, how)?;
        let key = incoming.key.as_ref();
        let (Done::Now(entry) | Done::Before(entry)) =
            self.ledger.record(incoming.account, uuid_v7(now), &decision, key).await?;
        Ok(ConsentState::of(incoming.purpose, Some(&entry)))
    }

    /// The ledger's entries behind a position, oldest first.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "consent_history", skip_all)]
    pub async fn history(
        &self,
        account: AccountId,
        after: i64,
        limit: usize,
    ) -> Result<HistoryPage, StoreError> {
        let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut items = self.ledger.history(account, after, one_more).await?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|entry| entry.position);
        Ok(HistoryPage { items, next })
    }
}
