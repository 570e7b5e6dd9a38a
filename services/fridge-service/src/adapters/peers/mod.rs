//! Other services of ours, each asked within a budget of time and left alone for a while when it fails.

mod people;
mod products;
mod scans;

use std::time::Duration;

use anyhow::Context as _;
use bytes::Bytes;
use reqwest::{Client, StatusCode, Url, redirect};
use service_kit::{breaker::Breaker, identity::Own};

use crate::application::ports::Unanswered;

pub use people::PeerPeople;
pub use products::PeerProducts;
pub use scans::PeerScans;

/// A whole question, connection to last byte.
const BUDGET: Duration = Duration::from_millis(800);
/// A peer that failed is tried again soon: people wait for it.
const REST: Duration = Duration::from_secs(2);

/// Another service.
pub struct Peer {
    url: Url,
    http: Client,
    own: Own,
    breaker: Breaker,
}

/// What a peer answered.
struct Answer {
    status: StatusCode,
    body: Bytes,
}

impl Peer {
    /// The service at this address, asked in our own name unless told otherwise.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn new(url: Url, own: Own) -> anyhow::Result<Self> {
        // The process has one provider; a second install is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .timeout(BUDGET)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .context("building the HTTP client")?;
        Ok(Self { url, http, own, breaker: Breaker::resting(REST) })
    }

    /// Its answer to us, whatever its status; silence counts against it.
    async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        let token = self.own.token().context("signing our own token")?;
        self.get_as(path, &token).await
    }

    /// Its answer to whom this identity token names.
    async fn get_as(&self, path: &str, token: &str) -> anyhow::Result<Answer> {
        let permit = self.breaker.permit()?;
        let answer = self.ask(path, token).await;
        permit.settle(answer.is_err());
        answer
    }

    async fn ask(&self, path: &str, token: &str) -> anyhow::Result<Answer> {
        let url = self.url.join(path).context("no such path")?;
        // The address names a person or a product: it stands in no error.
        let response = self.http.get(url).bearer_auth(token).send().await;
        let response = response.map_err(reqwest::Error::without_url).context("asking")?;
        let status = response.status();
        let body =
            response.bytes().await.map_err(reqwest::Error::without_url).context("reading the answer")?;
        Ok(Answer { status, body })
    }
}

fn unanswered(error: anyhow::Error) -> Unanswered {
    Unanswered(error.into())
}
