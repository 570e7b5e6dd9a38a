//! Keycloak as an administrator sees it.

use reqwest::header;
use serde_json::Value;

use crate::{browser::encode, world::World};

impl World {
    /// An access token of Keycloak's administrator: genuine, and of another realm.
    pub(crate) async fn administrator(&self) -> String {
        self.admitted_administrator().await.unwrap()
    }

    async fn admitted_administrator(&self) -> reqwest::Result<String> {
        let admin = self.fleet.keycloak_admin().unwrap();
        let (username, password) = admin.split_once(':').unwrap();
        let grant = [
            ("grant_type", "password"),
            ("client_id", "admin-cli"),
            ("username", username),
            ("password", password),
        ];
        self.token_of("master", &grant).await
    }

    async fn token_of(&self, realm: &str, grant: &[(&str, &str)]) -> reqwest::Result<String> {
        let url = format!("{}/realms/{realm}/protocol/openid-connect/token", self.fleet.keycloak_url());
        let answer = reqwest::Client::new()
            .post(url)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(encode(grant.iter().copied()));
        let tokens: Value = answer.send().await?.error_for_status()?.json().await?;
        Ok(tokens["access_token"].as_str().unwrap().to_owned())
    }

    /// How many sessions somebody has there; an error while Keycloak is still starting.
    pub(crate) async fn sessions_in_keycloak(&self, subject: &str) -> reqwest::Result<usize> {
        let url = format!("{}/admin/realms/packytrace/users/{subject}/sessions", self.fleet.keycloak_url());
        let request = reqwest::Client::new().get(url).bearer_auth(self.admitted_administrator().await?);
        let sessions: Vec<Value> = request.send().await?.error_for_status()?.json().await?;
        Ok(sessions.len())
    }

    /// Somebody as Keycloak keeps them.
    pub(crate) async fn person_in_keycloak(&self, subject: &str) -> Value {
        let url = format!("{}/admin/realms/packytrace/users/{subject}", self.fleet.keycloak_url());
        let answer = reqwest::Client::new().get(url).bearer_auth(self.administrator().await).send().await;
        answer.unwrap().error_for_status().unwrap().json().await.unwrap()
    }
}
