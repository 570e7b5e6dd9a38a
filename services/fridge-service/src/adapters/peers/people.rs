//! `GET /internal/consents/{accountId}` and `GET /internal/accounts/{accountId}/email` at identity-service.

use anyhow::{Context as _, anyhow, bail};
use async_trait::async_trait;
use reqwest::StatusCode;
use serde::Deserialize;
use service_kit::ids::AccountId;

use super::{Peer, unanswered};
use crate::application::ports::{AddressOf, ConsentOf, People, Unanswered};

const PURPOSE: &str = "reminders";

/// Persons as identity-service tells them; nothing of it is kept.
pub struct PeerPeople(Peer);

#[derive(Deserialize)]
struct Consents {
    items: Vec<Consent>,
}

#[derive(Deserialize)]
struct Consent {
    purpose: String,
    granted: bool,
}

#[derive(Deserialize)]
struct Email {
    email: String,
}

impl PeerPeople {
    /// Asked of this service.
    #[must_use]
    pub fn new(peer: Peer) -> Self {
        Self(peer)
    }

    async fn ask_consent(&self, account: AccountId) -> anyhow::Result<ConsentOf> {
        let answer = self.0.get(&format!("/internal/consents/{account}")).await?;
        match answer.status {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => return Ok(ConsentOf::Withheld),
            status => bail!("it answered {status}"),
        }
        let consents: Consents = serde_json::from_slice(&answer.body).context("reading the answer")?;
        let granted = consents.items.iter().any(|consent| consent.purpose == PURPOSE && consent.granted);
        Ok(if granted { ConsentOf::Granted } else { ConsentOf::Withheld })
    }

    async fn ask_address(&self, account: AccountId) -> anyhow::Result<AddressOf> {
        let answer = self.0.get(&format!("/internal/accounts/{account}/email")).await?;
        match answer.status {
            StatusCode::OK => {
                // What it says stays unsaid.
                let email: Email =
                    serde_json::from_slice(&answer.body).map_err(|_| anyhow!("it told no address"))?;
                Ok(AddressOf::Verified(email.email))
            }
            StatusCode::NOT_FOUND | StatusCode::CONFLICT => Ok(AddressOf::None),
            status => bail!("it answered {status}"),
        }
    }
}

#[async_trait]
impl People for PeerPeople {
    #[tracing::instrument(name = "people.consent", skip_all)]
    async fn consent(&self, account: AccountId) -> Result<ConsentOf, Unanswered> {
        self.ask_consent(account).await.map_err(unanswered)
    }

    #[tracing::instrument(name = "people.address", skip_all)]
    async fn address(&self, account: AccountId) -> Result<AddressOf, Unanswered> {
        self.ask_address(account).await.map_err(unanswered)
    }
}
