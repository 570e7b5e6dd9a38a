//! Keycloak's endpoints, called as the confidential client that we are.

use std::time::Duration;

use async_trait::async_trait;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use reqwest::Client;
use serde::Deserialize;
use service_kit::config::Secret;
use tracing::warn;
use url::form_urlencoded::Serializer;

use super::outbound::{Said, client, post, read};
use crate::application::ports::{Provider, ProviderFault, Tokens};

/// A realm that takes longer counts as not answering.
const PATIENCE: Duration = Duration::from_secs(3);
/// When the realm does not say how long a refresh token lives.
const DEFAULT_LIFE: u64 = 30 * 60;

/// Which realm, and who we are there.
#[derive(Debug, Clone)]
pub struct RealmSettings {
    /// The realm's address, as browsers and tokens know it.
    pub issuer: String,
    /// The same as we reach it.
    pub internal: String,
    /// Our client id.
    pub client: String,
    /// Our secret.
    pub secret: Secret,
    /// Where the realm sends browsers back to; registered there to the letter.
    pub redirect: String,
}

/// A realm of a Keycloak.
pub struct Realm {
    settings: RealmSettings,
    http: Client,
}

#[derive(Deserialize)]
struct Granted {
    refresh_token: Option<String>,
    id_token: Option<String>,
    expires_in: u64,
    refresh_expires_in: Option<u64>,
}

#[derive(Deserialize)]
struct Fault {
    error: String,
}

impl Realm {
    /// Knows the realm; asks it nothing yet.
    ///
    /// # Errors
    /// The HTTP client cannot be built.
    pub fn new(settings: RealmSettings) -> reqwest::Result<Self> {
        Ok(Self { settings, http: client(PATIENCE)? })
    }

    fn inside(&self, endpoint: &str) -> String {
        format!("{}/protocol/openid-connect/{endpoint}", self.settings.internal)
    }

    fn form(&self, fields: &[(&str, &str)]) -> String {
        let ours =
            [("client_id", self.settings.client.as_str()), ("client_secret", self.settings.secret.reveal())];
        Serializer::new(String::new()).extend_pairs(ours).extend_pairs(fields).finish()
    }

    async fn call(&self, endpoint: &str, fields: &[(&str, &str)]) -> Result<Said, ProviderFault> {
        let mut headers = HeaderMap::new();
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, form_type);
        let request = self.http.post(self.inside(endpoint));
        post(request, headers, self.form(fields)).await.ok_or(ProviderFault::Unreachable)
    }

    async fn tokens(&self, fields: &[(&str, &str)]) -> Result<Tokens, ProviderFault> {
        let said = self.call("token", fields).await?;
        if said.status != StatusCode::OK {
            return Err(no(&said));
        }
        let granted: Granted = serde_json::from_slice(&said.body).map_err(|_| ProviderFault::Unreachable)?;
        let refresh_lives = granted.refresh_expires_in.filter(|&life| life > 0).unwrap_or(DEFAULT_LIFE);
        Ok(Tokens {
            refresh: granted.refresh_token.ok_or(ProviderFault::Unreachable)?,
            id: granted.id_token,
            access_lives: Duration::from_secs(granted.expires_in),
            refresh_lives: Duration::from_secs(refresh_lives),
        })
    }
}

/// Only `invalid_grant` is about the person; everything else is between the realm and us.
fn no(said: &Said) -> ProviderFault {
    let error = serde_json::from_slice::<Fault>(&said.body).map(|fault| fault.error).unwrap_or_default();
    if said.status == StatusCode::BAD_REQUEST && error == "invalid_grant" {
        return ProviderFault::Refused;
    }
    warn!(status = said.status.as_u16(), error, "the realm does not grant tokens");
    ProviderFault::Unreachable
}

#[async_trait]
impl Provider for Realm {
    fn sign_in_address(&self, parameters: &[(&str, &str)]) -> String {
        let mut query = Serializer::new(String::new());
        query.extend_pairs([
            ("response_type", "code"),
            ("client_id", &self.settings.client),
            ("redirect_uri", &self.settings.redirect),
            ("scope", "openid"),
        ]);
        query.extend_pairs(parameters);
        format!("{}/protocol/openid-connect/auth?{}", self.settings.issuer, query.finish())
    }

    async fn redeem(&self, code: &str, verifier: &str) -> Result<Tokens, ProviderFault> {
        let redirect = self.settings.redirect.as_str();
        self.tokens(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ])
        .await
    }

    async fn refresh(&self, refresh: &str) -> Result<Tokens, ProviderFault> {
        self.tokens(&[("grant_type", "refresh_token"), ("refresh_token", refresh)]).await
    }

    async fn end(&self, refresh: &str) -> Result<(), ProviderFault> {
        let said = self.call("logout", &[("refresh_token", refresh)]).await?;
        match said.status {
            status if status.is_success() => Ok(()),
            _ => match no(&said) {
                // It was over already.
                ProviderFault::Refused => Ok(()),
                fault @ ProviderFault::Unreachable => Err(fault),
            },
        }
    }

    async fn keys(&self) -> Result<String, ProviderFault> {
        let said = read(self.http.get(self.inside("certs"))).await.ok_or(ProviderFault::Unreachable)?;
        if said.status != StatusCode::OK {
            return Err(ProviderFault::Unreachable);
        }
        String::from_utf8(said.body.into()).map_err(|_| ProviderFault::Unreachable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn realm() -> Realm {
        Realm::new(RealmSettings {
            issuer: "https://id.example/realms/packytrace".into(),
            internal: "http://keycloak:8080/realms/packytrace".into(),
            client: "packytrace-gateway".into(),
            secret: "s".parse().expect("infallible"),
            redirect: "https://packytrace.example/auth/callback".into(),
        })
        .expect("a client")
    }

    #[test]
    fn browsers_go_to_the_issuer_and_we_go_inside() {
        let realm = realm();
        let address = realm.sign_in_address(&[("state", "a b&c")]);
        assert_eq!(
            address,
            "https://id.example/realms/packytrace/protocol/openid-connect/auth?response_type=code\
             &client_id=packytrace-gateway&redirect_uri=https%3A%2F%2Fpackytrace.example%2Fauth%2Fcallback\
             &scope=openid&state=a+b%26c"
        );
        assert_eq!(
            realm.inside("token"),
            "http://keycloak:8080/realms/packytrace/protocol/openid-connect/token"
        );
    }

    #[test]
    fn only_a_bad_grant_is_a_refusal() {
        let said = |status, body: &'static str| no(&Said { status, body: body.into() });
        let refused = said(StatusCode::BAD_REQUEST, r#"{"error":"invalid_grant"}"#);
        assert_eq!(refused, ProviderFault::Refused);
        for (status, body) in [
            (StatusCode::BAD_REQUEST, r#"{"error":"invalid_request"}"#),
            (StatusCode::UNAUTHORIZED, r#"{"error":"invalid_client"}"#),
            (StatusCode::SERVICE_UNAVAILABLE, ""),
            (StatusCode::BAD_GATEWAY, r#"{"error":"invalid_grant"}"#),
            (StatusCode::BAD_REQUEST, "<html>"),
        ] {
            assert_eq!(said(status, body), ProviderFault::Unreachable, "{status} {body}");
        }
    }
}
