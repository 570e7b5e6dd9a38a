//! What the realm's file cannot know: this fleet's public URL, and the demo people.
//!
//! An imported realm is never imported again, so both are brought up to date at every start.

use std::time::Duration;

use serde_json::{Value, json};

use crate::error::{Doing, FleetError, Result};
use crate::keycloak::{ADMIN, ADMIN_PASSWORD};
use crate::ports::KEYCLOAK;
use crate::ready::http_client;
use crate::secrets::{Secrets, write_private};
use crate::wait;
use crate::wiring::Wiring;

const REALM: &str = "packytrace";

/// Demo people and the roles they have beyond everybody's.
const DEMO_PEOPLE: [(&str, Option<&str>); 3] = [
    ("consumer@demo.example", None),
    ("brand-a@demo.example", Some("brand_user")),
    ("brand-b@demo.example", Some("brand_user")),
];

/// Keycloak's administration of the realm.
pub(crate) struct Realm {
    client: reqwest::Client,
    url: String,
    token: String,
}

impl Realm {
    /// Signs in as Keycloak's administrator. On a busy machine the first answers after a start take long.
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

    /// Lets the clients come back to this public URL and to nowhere else.
    pub(crate) async fn use_public_url(&self, public_url: &str) -> Result<()> {
        for (client, path) in
            [("packytrace-gateway", "/auth/callback"), ("packytrace-web", "/api/docs/callback")]
        {
            let mut found = self.one(&format!("/clients?clientId={client}")).await?;
            let wanted = json!(format!("{public_url}{path}"));
            if found["redirectUris"].as_array().is_some_and(|uris| uris.contains(&wanted)) {
                continue;
            }
            let others = found["redirectUris"].as_array().into_iter().flatten();
            let loopback =
                others.filter(|uri| uri.as_str().is_some_and(|uri| uri.starts_with("http://127.0.0.1/")));
            found["redirectUris"] = loopback.cloned().chain([wanted]).collect();
            found["attributes"]["post.logout.redirect.uris"] = json!(format!("{public_url}/"));
            if client == "packytrace-gateway" {
                found["rootUrl"] = json!(public_url);
                found["baseUrl"] = json!(format!("{public_url}/"));
            }
            let path = format!("/clients/{}", found["id"].as_str().unwrap_or_default());
            self.send(self.client.put(format!("{}{path}", self.url)).json(&found)).await?;
        }
        Ok(())
    }

    /// Makes the demo people who are missing, and notes their passwords.
    pub(crate) async fn make_demo_people(&self, secrets: &Secrets, note: &std::path::Path) -> Result<()> {
        let mut lines = String::new();
        for (name, role) in DEMO_PEOPLE {
            let password = secrets.password(&format!("demo-{name}"))?;
            lines.push_str(&format!("{name}={password}\n"));
            self.make_person(name, &password, role).await?;
        }
        write_private(note, &lines)
    }

    async fn make_person(&self, name: &str, password: &str, role: Option<&str>) -> Result<()> {
        let query = format!("/users?exact=true&username={name}");
        if self.list(&query).await?.is_empty() {
            let person = json!({
                "username": name, "email": name, "emailVerified": true, "enabled": true,
                "firstName": "Demo", "lastName": name.split('@').next(),
                "credentials": [{ "type": "password", "value": password, "temporary": false }],
            });
            self.send(self.client.post(format!("{}/users", self.url)).json(&person)).await?;
        }
        let Some(role) = role else { return Ok(()) };
        let person = self.one(&query).await?;
        let role = self.get(&format!("/roles/{role}")).await?;
        let id = person["id"].as_str().unwrap_or_default();
        let roles = self.client.post(format!("{}/users/{id}/role-mappings/realm", self.url));
        self.send(roles.json(&json!([role]))).await.map(|_| ())
    }

    async fn one(&self, path: &str) -> Result<Value> {
        let found = self.list(path).await?;
        found.into_iter().next().ok_or_else(|| {
            FleetError::Unusable(format!(
                "Keycloak's realm knows nothing of {path}: `make reset` makes it anew"
            ))
        })
    }

    async fn list(&self, path: &str) -> Result<Vec<Value>> {
        let found = self.get(path).await?;
        Ok(found.as_array().cloned().unwrap_or_default())
    }

    async fn get(&self, path: &str) -> Result<Value> {
        let answer = self.send(self.client.get(format!("{}{path}", self.url))).await?;
        answer.json().await.doing("reading Keycloak's answer")
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<reqwest::Response> {
        let answer = request.bearer_auth(&self.token).send().await;
        answer.and_then(reqwest::Response::error_for_status).doing("preparing Keycloak's realm")
    }
}
