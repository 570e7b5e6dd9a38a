//! `GET /internal/consents/{accountId}` at identity-service.

use std::{sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use async_trait::async_trait;
use jiff::Timestamp;
use moka::future::Cache;
use reqwest::StatusCode;
use serde::Deserialize;
use service_kit::ids::AccountId;

use super::Peer;
use crate::application::ports::{ConsentRegister, ConsentUnknown, Grant};

/// With the time that a question takes, a yes is never older than 5 seconds.
const REMEMBERED: Duration = Duration::from_secs(4);
const ACCOUNTS: u64 = 100_000;
const PURPOSE: &str = "health_profile";

/// Consents as identity-service tells them. A yes is remembered for seconds; a no never, so that a new yes counts at once.
#[derive(Clone)]
pub struct PeerConsents {
    peer: Arc<Peer>,
    granted: Cache<AccountId, Grant>,
}

#[derive(Deserialize)]
struct Consents {
    items: Vec<Consent>,
}

#[derive(Deserialize)]
struct Consent {
    purpose: String,
    granted: bool,
    since: Option<Timestamp>,
}

impl PeerConsents {
    /// Asked of this service.
    #[must_use]
    pub fn new(peer: Peer) -> Self {
        let granted = Cache::builder().max_capacity(ACCOUNTS).time_to_live(REMEMBERED).build();
        Self { peer: Arc::new(peer), granted }
    }

    /// What was heard of the account counts no more.
    pub async fn forget(&self, account: AccountId) {
        self.granted.invalidate(&account).await;
    }

    async fn ask(&self, account: AccountId) -> anyhow::Result<Option<Grant>> {
        let answer = self.peer.get(&format!("/internal/consents/{account}")).await?;
        match answer.status {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => return Ok(None),
            status => bail!("it answered {status}"),
        }
        let consents: Consents = serde_json::from_slice(&answer.body).context("reading the answer")?;
        let granted = consents.items.iter().find(|it| it.purpose == PURPOSE && it.granted);
        Ok(granted.and_then(|consent| consent.since).map(|since| Grant { since }))
    }
}

#[async_trait]
impl ConsentRegister for PeerConsents {
    #[tracing::instrument(name = "consents.recent", skip_all)]
    async fn recent(&self, account: AccountId) -> Result<Option<Grant>, ConsentUnknown> {
        match self.granted.get(&account).await {
            Some(grant) => Ok(Some(grant)),
            None => self.now(account).await,
        }
    }

    #[tracing::instrument(name = "consents.now", skip_all)]
    async fn now(&self, account: AccountId) -> Result<Option<Grant>, ConsentUnknown> {
        let grant = self.ask(account).await.map_err(|error| ConsentUnknown(error.into()))?;
        match grant {
            Some(grant) => self.granted.insert(account, grant).await,
            None => self.forget(account).await,
        }
        Ok(grant)
    }
}
