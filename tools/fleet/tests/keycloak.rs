//! The realm as imported: a person signs in with code and PKCE, and every shorter way is refused.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use fleet::{Fleet, FleetOptions, until};
use reqwest::{Client, Response, StatusCode, redirect};
use serde_json::Value;
use sha2::{Digest, Sha256};

const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-0123";
const FORM: &str = "application/x-www-form-urlencoded";

struct Realm {
    client: Client,
    url: String,
}

impl Realm {
    fn of(fleet: &Fleet) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap();
        Self { client, url: format!("{}/realms/packytrace/protocol/openid-connect", fleet.keycloak_url()) }
    }

    async fn ask_for_code(&self, client: &str, redirect_uri: &str, pkce: &str) -> Response {
        self.ask(client, redirect_uri, "openid", pkce).await
    }

    async fn ask(&self, client: &str, redirect_uri: &str, scope: &str, pkce: &str) -> Response {
        let query = format!(
            "client_id={client}&response_type=code&scope={scope}&state=s&redirect_uri={redirect_uri}"
        );
        self.client.get(format!("{}/auth?{query}{pkce}", self.url)).send().await.unwrap()
    }

    async fn token(&self, form: &str) -> (StatusCode, Value) {
        let request = self.client.post(format!("{}/token", self.url)).header("content-type", FORM);
        let answer = request.body(form.to_owned()).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    /// Opens a page as a browser would: its cookies, and where its form goes.
    async fn page(&self, client: &str, redirect_uri: &str, more: &str) -> (String, String) {
        let page = self.ask_for_code(client, redirect_uri, &format!("{}{more}", pkce())).await;
        assert_eq!(page.status(), StatusCode::OK);
        let cookies: Vec<String> = page
            .headers()
            .get_all("set-cookie")
            .iter()
            .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().to_owned())
            .collect();
        let html = page.text().await.unwrap();
        let action = html.split("action=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        (cookies.join("; "), action)
    }

    async fn submit(&self, action: &str, cookies: &str, form: String) -> Response {
        let submit = self.client.post(action).header("cookie", cookies).header("content-type", FORM);
        submit.body(form).send().await.unwrap()
    }

    /// The token of identity-service's own account.
    async fn identity_service(&self, fleet: &Fleet) -> String {
        let secret = fleet.keycloak_secret("identity-service").unwrap();
        let form = format!("grant_type=client_credentials&client_id=identity-service&client_secret={secret}");
        let (status, tokens) = self.token(&form).await;
        assert_eq!(status, StatusCode::OK, "{tokens}");
        tokens["access_token"].as_str().unwrap().to_owned()
    }

    /// The first mail that was caught.
    async fn mail(&self, fleet: &Fleet) -> Value {
        let url = format!("{}/api/email", fleet.mail_url().unwrap());
        until("a mail", 30, || async {
            let all: Value = self.client.get(&url).send().await.ok()?.json().await.ok()?;
            all.as_array()?.first().cloned()
        })
        .await
        .unwrap()
    }

    /// Fills in the login page as a browser would; the claims of the access token.
    async fn sign_in(&self, redirect_uri: &str, name: &str, password: &str) -> Value {
        let (cookies, action) = self.page("packytrace-web", redirect_uri, "").await;
        let back = self.submit(&action, &cookies, format!("username={name}&password={password}")).await;
        let location = back.headers()["location"].to_str().unwrap().to_owned();
        assert!(location.starts_with(redirect_uri), "{location}");
        let code = location.split("code=").nth(1).unwrap().split('&').next().unwrap();
        let form = format!(
            "grant_type=authorization_code&client_id=packytrace-web&code={code}&redirect_uri={redirect_uri}&code_verifier={VERIFIER}"
        );
        let (status, tokens) = self.token(&form).await;
        assert_eq!(status, StatusCode::OK, "{tokens}");
        claims(&tokens["access_token"])
    }
}

fn pkce() -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    format!("&code_challenge_method=S256&code_challenge={challenge}")
}

fn claims(token: &Value) -> Value {
    let body = token.as_str().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).unwrap()).unwrap()
}

fn password(fleet: &Fleet, name: &str) -> String {
    let notes = std::fs::read_to_string(fleet.path("demo-sign-ins")).unwrap();
    notes.lines().find_map(|line| line.strip_prefix(&format!("{name}="))).unwrap().to_owned()
}

#[tokio::test]
async fn people_sign_in_with_code_and_pkce_and_no_shorter_way_is_open() {
    let fleet = Fleet::start(FleetOptions::test().unwrap().keycloak(true)).await.unwrap();
    let realm = Realm::of(&fleet);
    let api = format!("{}/api/docs/callback", fleet.gateway_url());

    let consumer = "consumer@demo.example";
    let token = realm.sign_in(&api, consumer, &password(&fleet, consumer)).await;
    assert_eq!(token["typ"], "Bearer");
    assert_eq!(token["azp"], "packytrace-web");
    assert_eq!(token["aud"], "packytrace-api");
    assert_eq!(token["realm_access"]["roles"], serde_json::json!(["consumer"]));
    assert!(token["sub"].is_string());
    assert_eq!(token["exp"].as_i64().unwrap() - token["iat"].as_i64().unwrap(), 300);
    assert!(token["iat"].as_i64().unwrap() - token["auth_time"].as_i64().unwrap() < 60, "{token}");

    let brand = "brand-a@demo.example";
    let token = realm.sign_in("http://127.0.0.1:39999/callback", brand, &password(&fleet, brand)).await;
    let roles = token["realm_access"]["roles"].as_array().unwrap();
    assert!(roles.contains(&"brand_user".into()), "{roles:?}");

    let without_pkce = realm.ask_for_code("packytrace-web", &api, "").await;
    assert!(without_pkce.headers()["location"].to_str().unwrap().contains("error=invalid_request"));
    let elsewhere = realm.ask_for_code("packytrace-web", "http://evil.example/callback", &pkce()).await;
    assert_eq!(elsewhere.status(), StatusCode::BAD_REQUEST);
    let longer = realm
        .ask_for_code("packytrace-gateway", &format!("{}/auth/callback/x", fleet.gateway_url()), &pkce())
        .await;
    assert_eq!(longer.status(), StatusCode::BAD_REQUEST);
    let offline = realm.ask("packytrace-web", &api, "openid%20offline_access", &pkce()).await;
    assert!(offline.headers()["location"].to_str().unwrap().contains("error=invalid_scope"));
    for client in ["packytrace-web", "admin-cli", "account"] {
        let form = format!(
            "grant_type=password&client_id={client}&username={consumer}&password={}",
            password(&fleet, consumer)
        );
        assert_ne!(realm.token(&form).await.0, StatusCode::OK, "{client} took a password");
    }
}

/// Called by a test that has a mail server: another one would cost a minute.
async fn caught_mail_is_read_by_its_own_page_alone(fleet: &Fleet) {
    let page = fleet.mail_url().unwrap();
    let mails = format!("{page}/api/email");
    let ask = async |name: &str, value: &str| {
        Client::new().get(&mails).header(name, value).send().await.unwrap().status()
    };
    assert_eq!(ask("accept", "application/json").await, StatusCode::OK);
    assert_eq!(ask("origin", &page).await, StatusCode::OK);
    for elsewhere in ["http://evil.example", "http://localhost:8080", "null"] {
        assert_eq!(ask("origin", elsewhere).await, StatusCode::FORBIDDEN, "{elsewhere}");
    }
    assert_eq!(ask("host", "evil.example").await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_person_registers_unverified_is_written_to_by_identity_service_and_stands_in_no_log() {
    let fleet = Fleet::start(FleetOptions::test().unwrap().keycloak(false)).await.unwrap();
    caught_mail_is_read_by_its_own_page_alone(&fleet).await;
    let realm = Realm::of(&fleet);
    let callback = format!("{}/auth/callback", fleet.gateway_url());
    let (cookies, action) = realm.page("packytrace-gateway", &callback, "&prompt=create&ui_locales=it").await;
    let password = "a-long-enough-one";
    let form = format!(
        "email=chiara%40people.example&password={password}&password-confirm={password}&locale=it&firstName="
    );
    let back = realm.submit(&action, &cookies, form).await;
    let location =
        back.headers().get("location").map(|it| it.to_str().unwrap()).unwrap_or_default().to_owned();
    assert!(location.starts_with(&callback), "{} {location}", back.status());

    let token = realm.identity_service(&fleet).await;
    let users = format!("{}/admin/realms/packytrace/users", fleet.keycloak_url());
    let found = realm.client.get(format!("{users}?email=chiara@people.example")).bearer_auth(&token).send();
    let person: Value = found.await.unwrap().json().await.unwrap();
    assert_eq!(person[0]["emailVerified"], false);
    let ask = format!(
        "{users}/{}/send-verify-email?client_id=packytrace-gateway",
        person[0]["id"].as_str().unwrap()
    );
    let asked = realm.client.put(ask).bearer_auth(&token).send().await.unwrap();
    assert_eq!(asked.status(), StatusCode::NO_CONTENT);
    let mail = realm.mail(&fleet).await;
    assert_eq!(mail["to"][0]["address"], "chiara@people.example");
    assert_eq!(mail["subject"], "Conferma il tuo indirizzo per PackyTrace");
    let text = mail["text"].as_str().unwrap();
    let link = text.split_whitespace().find(|word| word.starts_with("http")).unwrap();
    let page = realm.client.get(link).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);

    let (cookies, action) = realm.page("packytrace-gateway", &callback, "").await;
    let wrong =
        realm.submit(&action, &cookies, "username=chiara%40people.example&password=wrong".into()).await;
    assert_eq!(wrong.status(), StatusCode::OK);
    let log = std::fs::read_to_string(fleet.process("keycloak").unwrap().log_file()).unwrap();
    assert!(!log.contains("chiara"), "a person's address stands in Keycloak's log");
}

#[tokio::test]
async fn the_gateway_gets_its_page_and_identity_service_reads_people() {
    let fleet = Fleet::start(FleetOptions::test().unwrap().keycloak(false)).await.unwrap();
    let realm = Realm::of(&fleet);
    let callback = format!("{}/auth/callback", fleet.gateway_url());
    assert_eq!(realm.ask_for_code("packytrace-gateway", &callback, &pkce()).await.status(), StatusCode::OK);

    let token = &realm.identity_service(&fleet).await;
    let admin = format!("{}/admin/realms/packytrace", fleet.keycloak_url());
    let users = realm.client.get(format!("{admin}/users")).bearer_auth(token).send().await.unwrap();
    assert_eq!(users.status(), StatusCode::OK);
    let clients = realm.client.get(format!("{admin}/clients")).bearer_auth(token).send().await.unwrap();
    assert_eq!(clients.status(), StatusCode::FORBIDDEN);
}
