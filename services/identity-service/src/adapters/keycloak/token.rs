//! Our own access token: by client credentials, kept until shortly before it ends.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::{Client, StatusCode, Url, header};
use serde::Deserialize;
use service_kit::config::Secret;
use tokio::sync::Mutex;

use super::fault::{no_answer, unexpected};
use crate::application::ports::DirectoryError;

/// A token is not used in the last seconds of its life: it has to arrive alive.
const EARLY: Duration = Duration::from_secs(10);

/// Gets and keeps the token.
pub(super) struct Tokens {
    endpoint: Url,
    body: Secret,
    kept: Mutex<Option<Kept>>,
}

struct Kept {
    token: Arc<str>,
    until: Instant,
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: u64,
}

impl Tokens {
    pub(super) fn new(endpoint: Url, client_id: &str, secret: &Secret) -> Self {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "client_credentials");
        form.append_pair("client_id", client_id).append_pair("client_secret", secret.reveal());
        let body = form.finish().parse().unwrap_or_else(|never| match never {});
        Self { endpoint, body, kept: Mutex::new(None) }
    }

    /// The token; many who ask at once cause one request.
    pub(super) async fn get(&self, http: &Client) -> Result<Arc<str>, DirectoryError> {
        let mut kept = self.kept.lock().await;
        if let Some(Kept { token, until }) = &*kept
            && Instant::now() < *until
        {
            return Ok(token.clone());
        }
        let fresh = self.fetch(http).await?;
        let token = fresh.token.clone();
        *kept = Some(fresh);
        Ok(token)
    }

    /// Keycloak refused this token: whoever asks next gets another.
    pub(super) async fn refused(&self, token: &str) {
        let mut kept = self.kept.lock().await;
        if kept.as_ref().is_some_and(|kept| &*kept.token == token) {
            *kept = None;
        }
    }

    async fn fetch(&self, http: &Client) -> Result<Kept, DirectoryError> {
        let asked = Instant::now();
        let request = http
            .post(self.endpoint.clone())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(self.body.reveal().to_owned());
        let response = request.send().await.map_err(no_answer)?;
        if response.status() != StatusCode::OK {
            return Err(unexpected(&response, "client credentials"));
        }
        let granted: Granted = response.json().await.map_err(no_answer)?;
        let life = Duration::from_secs(granted.expires_in).saturating_sub(EARLY);
        Ok(Kept { token: granted.access_token.into(), until: asked + life })
    }
}
