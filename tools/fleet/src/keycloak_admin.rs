//! Keycloak's administration of the realm.

use std::time::Duration;

use reqwest::RequestBuilder;
use serde_json::Value;

use crate::error::{Doing, FleetError, Result};
use crate::keycloak::{ADMIN, ADMIN_PASSWORD};
use crate::ports::KEYCLOAK;
use crate::ready::http_client;
use crate::wait;
use crate::wiring::Wiring;

/// The realm's name.
pub(crate) const REALM: &str = "packytrace";

/// Signed in as Keycloak's administrator.
pub(crate) struct Admin {
    client: reqwest::Client,
    url: String,
    token: String,
}

impl Admin {
    /// On a busy machine the first answers after a start take long.
    pub(crate) async fn open(wiring: &Wiring) -> Result<Self> {
        wait::until("signing in to Keycloak's administration", 180, || async {
            Self::sign_in(wiring).await.ok()
        })
        .await
    }

    async fn sign_in(wiring: &Wiring) -> Result<Self> {
        const DOING: &str = "signing in to Keycloak's administration";
        let client = http_client(Duration::from_secs(60)).doing(DOING)?;
        let password = wiring.secrets.hex(ADMIN_PASSWORD)?;
        let url = format!("http://{}", wiring.address(KEYCLOAK));
        let answer = client
            .post(format!("{url}/realms/master/protocol/openid-connect/token"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("grant_type=password&client_id=admin-cli&username={ADMIN}&password={password}"))
            .send()
            .await
            .and_then(reqwest::Response::error_for_status)
            .doing(DOING)?;
        let tokens: Value = answer.json().await.doing(DOING)?;
        let token = tokens["access_token"].as_str().unwrap_or_default().to_owned();
        Ok(Self { client, url: format!("{url}/admin/realms/{REALM}"), token })
    }

    /// What stands at the path.
    pub(crate) async fn get(&self, path: &str) -> Result<Value> {
        let answer = self.send(self.client.get(self.at(path))).await?;
        answer.json().await.doing("reading Keycloak's answer")
    }

    /// The rows at the path.
    pub(crate) async fn list(&self, path: &str) -> Result<Vec<Value>> {
        Ok(self.get(path).await?.as_array().cloned().unwrap_or_default())
    }

    /// The first row at the path, which must be there.
    pub(crate) async fn one(&self, path: &str) -> Result<Value> {
        let found = self.list(path).await?;
        found.into_iter().next().ok_or_else(|| {
            FleetError::Unusable(format!(
                "Keycloak's realm knows nothing of {path}: `make reset` makes it anew"
            ))
        })
    }

    pub(crate) async fn put(&self, path: &str, value: &Value) -> Result<()> {
        self.send(self.client.put(self.at(path)).json(value)).await.map(|_| ())
    }

    pub(crate) async fn post(&self, path: &str, value: &Value) -> Result<()> {
        self.send(self.client.post(self.at(path)).json(value)).await.map(|_| ())
    }

    pub(crate) async fn delete(&self, path: &str) -> Result<()> {
        self.send(self.client.delete(self.at(path))).await.map(|_| ())
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    async fn send(&self, request: RequestBuilder) -> Result<reqwest::Response> {
        let answer = request.bearer_auth(&self.token).send().await;
        answer.and_then(reqwest::Response::error_for_status).doing("preparing Keycloak's realm")
    }
}
