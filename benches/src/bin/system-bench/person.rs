//! Somebody with an account, as Keycloak's administrator makes one, who calls the API with an access token.

use anyhow::{Context, ensure};
use fleet::Fleet;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

const NAME: &str = "measured@example.org";
const PASSWORD: &str = "a-password-of-the-bench-1";
const WEB: &str = "packytrace-web";

/// A signed-in person.
#[derive(Debug)]
pub(crate) struct Person {
    client: Client,
    base: String,
    token: String,
}

impl Person {
    /// Signed up and in.
    pub(crate) async fn new(fleet: &Fleet) -> anyhow::Result<Self> {
        let client = Client::new();
        let admin = fleet.keycloak_admin()?;
        let (name, password) = admin.split_once(':').context("the administrator's name and password")?;
        let operator = token(&client, fleet, "master", "admin-cli", name, password).await?;
        let realm = Realm { client: &client, url: fleet.keycloak_url(), operator };
        realm.let_passwords_in().await?;
        realm.sign_up().await?;
        let token = token(&client, fleet, "packytrace", WEB, NAME, PASSWORD).await?;
        Ok(Self { client, base: fleet.gateway_url(), token })
    }

    /// A request of theirs.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base)).bearer_auth(&self.token)
    }

    /// What they read at a path.
    pub(crate) async fn json(&self, path: &str) -> anyhow::Result<Value> {
        let answer = self.request(Method::GET, path).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// What they put there.
    pub(crate) async fn put(&self, path: &str, body: &Value) -> anyhow::Result<()> {
        let answer = self.request(Method::PUT, path).json(body).send().await?;
        ensure!(answer.status().is_success(), "PUT {path}: {} {}", answer.status(), answer.text().await?);
        Ok(())
    }
}

/// The realm as its administrator changes it: in a fleet that lasts no longer than the measurement.
struct Realm<'a> {
    client: &'a Client,
    url: String,
    operator: String,
}

impl Realm<'_> {
    /// No browser takes part here.
    async fn let_passwords_in(&self) -> anyhow::Result<()> {
        let found = self.send(Method::GET, &format!("clients?clientId={WEB}"), None).await?;
        let mut web: Value = found.json::<Vec<Value>>().await?.pop().context("the web's client")?;
        web["directAccessGrantsEnabled"] = json!(true);
        let id = web["id"].as_str().context("its id")?.to_owned();
        self.send(Method::PUT, &format!("clients/{id}"), Some(&web)).await.map(drop)
    }

    async fn sign_up(&self) -> anyhow::Result<()> {
        let person = json!({
            "username": NAME, "email": NAME, "emailVerified": true, "enabled": true, "firstName": "M", "lastName": "B",
            "credentials": [{ "type": "password", "value": PASSWORD, "temporary": false }],
        });
        self.send(Method::POST, "users", Some(&person)).await.map(drop)
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> anyhow::Result<reqwest::Response> {
        let url = format!("{}/admin/realms/packytrace/{path}", self.url);
        let mut request = self.client.request(method, url).bearer_auth(&self.operator);
        if let Some(body) = body {
            request = request.json(body);
        }
        Ok(request.send().await?.error_for_status()?)
    }
}

async fn token(
    client: &Client,
    fleet: &Fleet,
    realm: &str,
    id: &str,
    name: &str,
    password: &str,
) -> anyhow::Result<String> {
    let url = format!("{}/realms/{realm}/protocol/openid-connect/token", fleet.keycloak_url());
    let name = name.replace('@', "%40");
    let form = format!("grant_type=password&client_id={id}&scope=openid&username={name}&password={password}");
    let request = client.post(url).header("content-type", "application/x-www-form-urlencoded").body(form);
    let tokens: Value = request.send().await?.error_for_status()?.json().await?;
    tokens["access_token"].as_str().map(str::to_owned).context("an access token")
}
