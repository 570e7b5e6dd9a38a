//! One call at a time: authorised, bounded in time, repeated once when the token was refused.

use std::{future::Future, time::Duration};

use reqwest::{Client, Method, Response, StatusCode, Url, header, redirect};
use service_kit::config::Secret;

use super::{
    fault::{TooSlow, no_answer},
    token::Tokens,
};
use crate::{application::ports::DirectoryError, domain::locale::Locale};

/// Our own name at Keycloak.
const CLIENT_ID: &str = "identity-service";
/// What a person waits for.
const READ_WITHIN: Duration = Duration::from_secs(3);
/// Nobody waits for these; mail servers are slow.
const COMMAND_WITHIN: Duration = Duration::from_secs(15);
const CONNECT_WITHIN: Duration = Duration::from_secs(1);

/// Where Keycloak is, and how we show who we are.
#[derive(Debug, Clone)]
pub struct KeycloakSettings {
    /// Its base address, such as `http://localhost:8180`.
    pub url: Url,
    /// Our realm.
    pub realm: String,
    /// The secret of the client `identity-service`.
    pub client_secret: Secret,
}

/// Keycloak's admin API.
pub struct Keycloak {
    http: Client,
    users: Url,
    tokens: Tokens,
}

/// What Keycloak is asked.
struct Call<'a> {
    method: Method,
    url: Url,
    body: Option<&'a serde_json::Value>,
    language: Option<Locale>,
}

/// Keycloak cannot be asked with these settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsFault {
    /// The address is none of an HTTP server.
    #[error("{0} is no http(s) address of a host")]
    Address(Url),
    /// The HTTP client could not be built.
    #[error("building the HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}

impl Keycloak {
    /// Asks nothing yet.
    ///
    /// # Errors
    /// [`SettingsFault`] says which setting does not fit.
    pub fn new(settings: &KeycloakSettings) -> Result<Self, SettingsFault> {
        // The process has one provider; a second install is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .user_agent(concat!("PackyTrace-identity/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_WITHIN)
            .timeout(COMMAND_WITHIN)
            .build()?;
        let endpoint =
            below(&settings.url, &["realms", &settings.realm, "protocol", "openid-connect", "token"])?;
        let users = below(&settings.url, &["admin", "realms", &settings.realm, "users"])?;
        Ok(Self { http, users, tokens: Tokens::new(endpoint, CLIENT_ID, &settings.client_secret) })
    }

    /// The address of the users, or of something below them.
    pub(super) fn users(&self, segments: &[&str]) -> Url {
        // An address that has a host can be extended.
        below(&self.users, segments).unwrap_or_else(|_| self.users.clone())
    }

    /// Reads for somebody who waits.
    pub(super) async fn read(&self, url: Url) -> Result<Response, DirectoryError> {
        let call = Call { method: Method::GET, url, body: None, language: None };
        within(READ_WITHIN, self.authorised(&call)).await
    }

    /// Carries something out.
    pub(super) async fn command(
        &self,
        method: Method,
        url: Url,
        body: Option<&serde_json::Value>,
    ) -> Result<Response, DirectoryError> {
        self.carry_out(&Call { method, url, body, language: None }).await
    }

    /// Carries something out that a person will read about in this language.
    pub(super) async fn command_in(
        &self,
        language: Locale,
        method: Method,
        url: Url,
    ) -> Result<Response, DirectoryError> {
        self.carry_out(&Call { method, url, body: None, language: Some(language) }).await
    }

    async fn carry_out(&self, call: &Call<'_>) -> Result<Response, DirectoryError> {
        within(COMMAND_WITHIN, self.authorised(call)).await
    }

    async fn authorised(&self, call: &Call<'_>) -> Result<Response, DirectoryError> {
        let token = self.tokens.get(&self.http).await?;
        let response = self.once(&token, call).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        // Keycloak was restarted, or its keys were changed.
        self.tokens.refused(&token).await;
        let token = self.tokens.get(&self.http).await?;
        self.once(&token, call).await
    }

    async fn once(&self, token: &str, call: &Call<'_>) -> Result<Response, DirectoryError> {
        let mut request = self.http.request(call.method.clone(), call.url.clone()).bearer_auth(token);
        if let Some(body) = call.body {
            request = request.json(body);
        }
        if let Some(language) = call.language {
            request = request.header(header::ACCEPT_LANGUAGE, language.as_str());
        }
        request.send().await.map_err(no_answer)
    }
}

async fn within<T>(
    time: Duration,
    answer: impl Future<Output = Result<T, DirectoryError>>,
) -> Result<T, DirectoryError> {
    let answer = tokio::time::timeout(time, answer).await;
    answer.unwrap_or_else(|_| Err(DirectoryError::Unavailable(TooSlow.into())))
}

fn below(base: &Url, segments: &[&str]) -> Result<Url, SettingsFault> {
    let mut url = base.clone();
    let is_http = matches!(url.scheme(), "http" | "https");
    match url.path_segments_mut() {
        Ok(mut path) if is_http => path.pop_if_empty().extend(segments),
        _ => return Err(SettingsFault::Address(base.clone())),
    };
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_stays_within_its_segment() {
        let base = "http://localhost:8180/keycloak/".parse().expect("a URL");
        let url = below(&base, &["admin", "realms", "packytrace", "users", "../x?y"]).expect("a URL");
        assert_eq!(url.as_str(), "http://localhost:8180/keycloak/admin/realms/packytrace/users/..%2Fx%3Fy");
        assert!(below(&"mailto:x".parse().expect("a URL"), &["a"]).is_err());
    }
}
