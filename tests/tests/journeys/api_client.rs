//! Programs that call the API for a person, with Keycloak's access token.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url, header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    accounts::listed, browser::encode, gtins::lot, person::Person, sign_in_faults::without_instance,
    visitor::Visitor, world::World,
};

const CALLBACK: &str = "http://127.0.0.1/callback";
const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-x";

/// What a program gets for a person who signed in.
#[derive(Debug, Clone)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) id: String,
    pub(crate) refresh: String,
}

/// A program that acts for a person.
pub(crate) struct Program {
    http: reqwest::Client,
    base: Url,
    token: String,
}

impl Program {
    pub(crate) fn with(world: &World, token: &str) -> Self {
        let base = world.fleet.gateway_url().parse().unwrap();
        Self { http: reqwest::Client::new(), base, token: token.to_owned() }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.base.join(path).unwrap()).bearer_auth(&self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }
}

impl World {
    fn realm(&self) -> String {
        format!("{}/realms/packytrace/protocol/openid-connect", self.fleet.keycloak_url())
    }

    /// The code flow with PKCE, the person typing into Keycloak's form.
    pub(crate) async fn tokens(&self, person: &Person) -> Tokens {
        let browser = self.visitor();
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let question = encode([
            ("client_id", "packytrace-web"),
            ("response_type", "code"),
            ("scope", "openid"),
            ("redirect_uri", CALLBACK),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("state", "s"),
        ]);
        let form = browser.sign_in_form(person, &format!("{}/auth?{question}", self.realm())).await;
        let back = browser.submit(&form).await;
        let code = back.parameter("code").unwrap_or_else(|| panic!("no code: {}", back.text()));
        assert!(back.url.as_str().starts_with(CALLBACK), "{}", back.url);
        let answer = self.token(&[("grant_type", "authorization_code"), ("code", &code)]).await;
        let tokens: Value = answer.error_for_status().unwrap().json().await.unwrap();
        let token = |name: &str| tokens[name].as_str().unwrap().to_owned();
        Tokens { access: token("access_token"), id: token("id_token"), refresh: token("refresh_token") }
    }

    /// Asks Keycloak's token endpoint as `packytrace-web`.
    pub(crate) async fn token(&self, grant: &[(&str, &str)]) -> Response {
        let always =
            [("client_id", "packytrace-web"), ("redirect_uri", CALLBACK), ("code_verifier", VERIFIER)];
        reqwest::Client::new()
            .post(format!("{}/token", self.realm()))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(encode(always.into_iter().chain(grant.iter().copied())))
            .send()
            .await
            .unwrap()
    }
}

async fn somebody(world: &World) -> (Visitor, Person) {
    let (browser, person) = (world.visitor(), Person::new());
    browser.register(&person).await;
    (browser, person)
}

pub(crate) async fn a_program_acts_for_the_person_who_signed_in(world: Arc<World>) {
    let (browser, person) = somebody(&world).await;
    let program = Program::with(&world, &world.tokens(&person).await.access);
    let account: Value = program.get("/api/v1/account").await.json().await.unwrap();
    assert_eq!(account["accountId"], browser.account_id().await.as_str(), "{account}");

    let pack = lot();
    let scan = program.request(Method::POST, "/api/v1/scans");
    let scan = scan.json(&json!({ "raw": pack.raw, "entry": "typed" })).send().await.unwrap();
    assert_eq!(scan.status(), StatusCode::CREATED, "a program needs no header of ours");
    assert!(scan.headers().get(header::SET_COOKIE).is_none(), "and gets no cookie");
    listed(&browser, &pack.name).await;
}

pub(crate) async fn nothing_but_an_access_token_of_our_realm_opens_the_api(world: Arc<World>) {
    let (browser, person) = somebody(&world).await;
    let Tokens { access, id, refresh } = world.tokens(&person).await;
    let [head, claims, signature] = access.split('.').collect::<Vec<_>>()[..] else { panic!("{access}") };
    let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
    let richer = richer(claims);
    let forged = [
        id,
        refresh,
        world.administrator().await,
        format!("{none}.{claims}."),
        format!("{none}.{claims}.{signature}"),
        format!("{head}.{richer}.{signature}"),
        format!("{head}.{claims}."),
        format!("{head}.{claims}"),
        format!("{access}x"),
        "x".into(),
    ];
    let mut refusals = Vec::new();
    for token in forged {
        let answer = Program::with(&world, &token).get("/api/v1/account").await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{token}");
        refusals.push(without_instance(answer.json().await.unwrap()));
        let beside = browser.request(Method::GET, "/api/v1/session").bearer_auth(&token);
        assert_eq!(browser.send(beside).await.status(), StatusCode::UNAUTHORIZED, "beside a good cookie");
    }
    assert!(refusals.iter().all(|refusal| *refusal == refusals[0]), "all in the same words: {refusals:#?}");
    assert_eq!(Program::with(&world, &access).get("/api/v1/account").await.status(), StatusCode::OK);
}

/// Claims with another subject.
fn richer(claims: &str) -> String {
    let claims = URL_SAFE_NO_PAD.decode(claims).unwrap();
    let mut claims: Value = serde_json::from_slice(&claims).unwrap();
    claims["sub"] = json!(uuid::Uuid::new_v4());
    URL_SAFE_NO_PAD.encode(claims.to_string())
}

pub(crate) async fn a_refresh_token_is_worth_nothing_once_its_session_ended(world: Arc<World>) {
    let (_, person) = somebody(&world).await;
    let tokens = world.tokens(&person).await;
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens.refresh.as_str())];
    assert_eq!(world.token(&refresh).await.status(), StatusCode::OK);
    let logout = reqwest::Client::new()
        .post(format!("{}/logout", world.realm()))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(encode([("client_id", "packytrace-web"), ("refresh_token", tokens.refresh.as_str())]));
    assert!(logout.send().await.unwrap().status().is_success());
    assert_eq!(world.token(&refresh).await.status(), StatusCode::BAD_REQUEST);
}
