//! `GET /internal/labels/{gtin}` at passport-service.

use anyhow::{Context as _, anyhow};
use async_trait::async_trait;
use gs1::Gtin;
use reqwest::StatusCode;

use super::Peer;
use crate::application::ports::{LabelDocument, LabelFault, LabelSource};

/// Labels as passport-service tells them.
pub struct PeerLabels(Peer);

impl PeerLabels {
    /// Asked of this service.
    #[must_use]
    pub fn new(peer: Peer) -> Self {
        Self(peer)
    }
}

#[async_trait]
impl LabelSource for PeerLabels {
    #[tracing::instrument(name = "labels.ask", skip_all)]
    async fn label(&self, gtin: &Gtin) -> Result<LabelDocument, LabelFault> {
        let answer = self.0.get(&format!("/internal/labels/{gtin}")).await.map_err(unavailable)?;
        match answer.status {
            StatusCode::OK => {
                let json = serde_json::from_slice(&answer.body).context("reading the answer");
                json.map(LabelDocument::new).map_err(unavailable)
            }
            StatusCode::NOT_FOUND => Err(LabelFault::Unknown),
            status => Err(unavailable(anyhow!("it answered {status}"))),
        }
    }
}

fn unavailable(error: anyhow::Error) -> LabelFault {
    LabelFault::Unavailable(error.into())
}
