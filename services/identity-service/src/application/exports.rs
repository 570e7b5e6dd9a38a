//! A person takes everything that is held about them (GDPR Art. 15, 20): gathered when it is fetched, never stored.

use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use jiff::SignedDuration;
use service_kit::{
    clock::Clock,
    ids::{AccountId, ExportId, VisitorId},
};
use tokio::time::timeout;
use tracing::warn;

use super::ports::{
    Accounts, ConsentLedger, Directory, ExportSource, Exports as Requests, KnownVisitor, Part, StoreError,
};
use crate::domain::{account::Account, consent::Entry, person::Person};

/// For so long an export can be fetched after it was asked for.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A source that has not begun to answer by then has not answered.
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);
/// Keycloak, in words that a person knows.
const SIGN_IN: &str = "sign-in";
const PAGE: i64 = 500;

/// What this service itself holds.
#[derive(Clone)]
pub struct OwnRecords {
    accounts: Arc<dyn Accounts>,
    ledger: Arc<dyn ConsentLedger>,
    requests: Arc<dyn Requests>,
}

impl OwnRecords {
    /// In these.
    pub fn new(
        accounts: Arc<dyn Accounts>,
        ledger: Arc<dyn ConsentLedger>,
        requests: Arc<dyn Requests>,
    ) -> Self {
        Self { accounts, ledger, requests }
    }

    /// The account.
    ///
    /// # Errors
    /// The store failed.
    pub async fn account(&self, account: AccountId) -> Result<Option<Account>, StoreError> {
        Ok(self.accounts.find(account).await?.map(|(account, _)| account))
    }

    /// The account's visitors after this one.
    ///
    /// # Errors
    /// The store failed.
    pub async fn visitors(
        &self,
        account: AccountId,
        after: Option<VisitorId>,
    ) -> Result<Vec<KnownVisitor>, StoreError> {
        self.requests.visitors(account, after, PAGE).await
    }

    /// The account's decisions behind this position.
    ///
    /// # Errors
    /// The store failed.
    pub async fn decisions(&self, account: AccountId, after: i64) -> Result<Vec<Entry>, StoreError> {
        self.ledger.history(account, after, PAGE).await
    }
}

/// How far an export is.
pub enum Gathered {
    /// These have not answered yet.
    Waiting(Vec<String>),
    /// Everybody answers: what is left is to read it.
    Ready {
        /// Who they are for Keycloak; `None` when it does not know them (any more).
        person: Option<Person>,
        /// Each service's part, under its name.
        parts: Vec<(String, Part)>,
    },
}

/// Gathers exports.
#[derive(Clone)]
pub struct Exports {
    requests: Arc<dyn Requests>,
    own: OwnRecords,
    directory: Arc<dyn Directory>,
    sources: Arc<[Arc<dyn ExportSource>]>,
    clock: Arc<dyn Clock>,
}

impl Exports {
    /// Of these sources.
    pub fn new(
        requests: Arc<dyn Requests>,
        own: OwnRecords,
        directory: Arc<dyn Directory>,
        sources: Vec<Arc<dyn ExportSource>>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { requests, own, directory, sources: sources.into(), clock }
    }

    /// What this service itself holds.
    #[must_use]
    pub fn own(&self) -> &OwnRecords {
        &self.own
    }

    /// Notes who asks; `None` when there is no such account.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "request_export", skip_all)]
    pub async fn request(&self, account: AccountId) -> Result<Option<ExportId>, StoreError> {
        if self.own.account(account).await?.is_none() {
            return Ok(None);
        }
        let now = self.clock.now();
        let id = ExportId::new_v7(now);
        self.requests.request(id, account, now).await?;
        Ok(Some(id))
    }

    /// Asks everybody; `None` when the account has asked for no such export, or too long ago.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "gather_export", skip_all)]
    pub async fn gather(&self, id: ExportId, account: AccountId) -> Result<Option<Gathered>, StoreError> {
        let since = self.clock.now().saturating_sub(KEPT).unwrap_or(jiff::Timestamp::MIN);
        if !self.requests.is_of(id, account, since).await? {
            return Ok(None);
        }
        let Some(own) = self.own.account(account).await? else { return Ok(None) };
        let (person, parts) = tokio::join!(self.directory.person(&own.subject), self.parts(account));
        let mut waiting = Vec::new();
        let mut ready = Vec::new();
        for (name, part) in parts {
            match part {
                Some(part) => ready.push((name, part)),
                None => waiting.push(name),
            }
        }
        match person {
            Ok(person) if waiting.is_empty() => Ok(Some(Gathered::Ready { person, parts: ready })),
            Ok(_) => Ok(Some(Gathered::Waiting(waiting))),
            Err(error) => {
                warn!(error = &error as &dyn std::error::Error, "an export waits for Keycloak");
                waiting.push(SIGN_IN.to_owned());
                Ok(Some(Gathered::Waiting(waiting)))
            }
        }
    }

    async fn parts(&self, account: AccountId) -> Vec<(String, Option<Part>)> {
        let asked = self.sources.iter().map(|source| async move {
            let part = match timeout(ANSWERS_WITHIN, source.part(account)).await {
                Ok(Ok(part)) => Some(part),
                Ok(Err(error)) => {
                    warn!(
                        source = source.name(),
                        error = &*error as &dyn std::error::Error,
                        "an export waits for a service"
                    );
                    None
                }
                Err(_) => {
                    warn!(source = source.name(), "an export waits for a service that does not answer");
                    None
                }
            };
            (source.name().to_owned(), part)
        });
        join_all(asked).await
    }
}
