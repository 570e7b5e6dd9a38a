//! A realm that does what Keycloak does, and what it does on a bad day.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
    time::Duration,
};

use api_gateway::adapters::oidc::RealmSettings;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Key, Peer, Reply, Seen, reply};

pub(crate) const CALLBACK: &str = "http://shop.example/auth/callback";
const PATH: &str = "/realms/packytrace/protocol/openid-connect";

/// How the realm feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Well,
    /// Cuts every connection.
    Down,
    /// Answers 503.
    Sick,
    /// Names no key.
    Empty,
}

/// What somebody proved by signing in.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub(crate) subject: String,
    pub(crate) nonce: String,
    pub(crate) challenge: String,
    pub(crate) signed_in: i64,
}

struct State {
    keys: Vec<Key>,
    signs: Option<Key>,
    mood: Mood,
    grants: BTreeMap<String, Grant>,
    refreshes: BTreeMap<String, Grant>,
    ended: BTreeSet<String>,
    access_lives: u64,
    delay: Duration,
    made: u32,
    now: i64,
}

pub(crate) struct Realm {
    pub(crate) peer: Peer,
    state: Arc<Mutex<State>>,
}

impl Realm {
    /// With one key, at this hour.
    pub(crate) async fn at(now: i64) -> Self {
        let state = Arc::new(Mutex::new(State {
            keys: vec![Key::rsa("realm-1")],
            signs: None,
            mood: Mood::Well,
            grants: BTreeMap::new(),
            refreshes: BTreeMap::new(),
            ended: BTreeSet::new(),
            access_lives: 300,
            delay: Duration::ZERO,
            made: 0,
            now,
        }));
        let shared = state.clone();
        let peer = Peer::scripted(move |seen| {
            let state = shared.clone();
            async move {
                let delay = state.lock().expect("lock").delay;
                if !delay.is_zero() {
                    tokio::time::sleep(delay).await;
                }
                state.lock().expect("lock").answer(&seen)
            }
        });
        Self { peer: peer.await, state }
    }

    pub(crate) fn settings(&self) -> RealmSettings {
        let issuer = format!("http://{}/realms/packytrace", self.peer.address);
        RealmSettings {
            internal: issuer.clone(),
            issuer,
            client: "packytrace-gateway".into(),
            secret: "s3cret".parse().expect("infallible"),
            redirect: CALLBACK.into(),
        }
    }

    pub(crate) fn issuer(&self) -> String {
        self.settings().issuer
    }

    /// How often an endpoint was asked.
    pub(crate) fn asked(&self, endpoint: &str) -> usize {
        let path = format!("{PATH}/{endpoint}");
        self.peer.seen().iter().filter(|seen| seen.uri == path).count()
    }

    pub(crate) fn feels(&self, mood: Mood) {
        self.state.lock().expect("lock").mood = mood;
    }

    pub(crate) fn has_keys(&self, keys: Vec<Key>) {
        self.state.lock().expect("lock").keys = keys;
    }

    /// Signs with a key that it does not name.
    pub(crate) fn signs_with(&self, key: Key) {
        self.state.lock().expect("lock").signs = Some(key);
    }

    pub(crate) fn takes(&self, delay: Duration) {
        self.state.lock().expect("lock").delay = delay;
    }

    pub(crate) fn is_later(&self, seconds: i64) {
        self.state.lock().expect("lock").now += seconds;
    }

    /// Nobody's refresh token is good any more.
    pub(crate) fn ends_all(&self) {
        self.state.lock().expect("lock").refreshes.clear();
    }

    pub(crate) fn sessions(&self) -> usize {
        self.state.lock().expect("lock").refreshes.len()
    }

    /// A code for somebody who signed in.
    pub(crate) fn grants(&self, grant: Grant) -> String {
        let mut state = self.state.lock().expect("lock");
        state.made += 1;
        let code = format!("code-{}", state.made);
        state.grants.insert(code.clone(), grant);
        code
    }

    /// The claims of an access token that opens the door.
    pub(crate) fn access(&self, subject: &str) -> Value {
        let now = self.state.lock().expect("lock").now;
        json!({ "iss": self.issuer(), "aud": ["packytrace-api", "account"], "sub": subject, "typ": "Bearer",
            "azp": "packytrace-web", "exp": now + 300, "iat": now, "auth_time": now, "jti": "x", "sid": "y",
            "scope": "openid", "name": "Giulia Rossi" })
    }
}

impl State {
    fn answer(&mut self, seen: &Seen) -> Reply {
        match self.mood {
            Mood::Down => return None,
            Mood::Sick => return reply(StatusCode::SERVICE_UNAVAILABLE, &[], "<html>"),
            Mood::Well | Mood::Empty => {}
        }
        match seen.uri.strip_prefix(PATH) {
            Some("/certs") => {
                let keys: Vec<_> = self.keys.iter().map(|key| key.jwk.clone()).collect();
                let keys = if self.mood == Mood::Empty { Vec::new() } else { keys };
                said(StatusCode::OK, &json!({ "keys": keys }))
            }
            Some("/token") => self.token(&form(seen), &host(seen)),
            Some("/logout") => self.logout(&form(seen)),
            _ => reply(StatusCode::NOT_FOUND, &[], ""),
        }
    }

    fn token(&mut self, form: &BTreeMap<String, String>, host: &str) -> Reply {
        let of = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        if (of("client_id"), of("client_secret")) != ("packytrace-gateway", "s3cret") {
            return said(StatusCode::UNAUTHORIZED, &json!({ "error": "invalid_client" }));
        }
        let grant = match of("grant_type") {
            "authorization_code" if of("redirect_uri") == CALLBACK => {
                self.grants.remove(of("code")).filter(|grant| {
                    URL_SAFE_NO_PAD.encode(Sha256::digest(of("code_verifier"))) == grant.challenge
                })
            }
            "refresh_token" => self.refreshes.get(of("refresh_token")).cloned(),
            _ => None,
        };
        match grant {
            Some(grant) => self.tokens(&grant, host),
            None => said(StatusCode::BAD_REQUEST, &json!({ "error": "invalid_grant" })),
        }
    }

    fn tokens(&mut self, grant: &Grant, host: &str) -> Reply {
        self.made += 1;
        let refresh = format!("refresh-{}", self.made);
        self.refreshes.insert(refresh.clone(), grant.clone());
        let id = json!({ "iss": format!("http://{host}/realms/packytrace"), "aud": "packytrace-gateway",
            "azp": "packytrace-gateway", "sub": grant.subject, "typ": "ID", "exp": self.now + 300, "iat": self.now,
            "auth_time": grant.signed_in, "nonce": grant.nonce, "name": "Giulia Rossi" });
        let id = self.signs.as_ref().unwrap_or(&self.keys[0]).token(&id);
        said(
            StatusCode::OK,
            &json!({ "access_token": "opaque", "token_type": "Bearer", "expires_in": self.access_lives,
                "refresh_token": refresh, "refresh_expires_in": 86_400, "id_token": id }),
        )
    }

    fn logout(&mut self, form: &BTreeMap<String, String>) -> Reply {
        let refresh = form.get("refresh_token").cloned().unwrap_or_default();
        let Some(grant) = self.refreshes.remove(&refresh) else {
            return said(StatusCode::BAD_REQUEST, &json!({ "error": "invalid_grant" }));
        };
        // All tokens of the realm's session end with it.
        self.refreshes.retain(|_, other| other.nonce != grant.nonce);
        self.ended.insert(refresh);
        reply(StatusCode::NO_CONTENT, &[], "")
    }
}

fn said(status: StatusCode, value: &Value) -> Reply {
    let body: &'static str = Box::leak(value.to_string().into_boxed_str());
    reply(status, &[("content-type", "application/json")], body)
}

fn form(seen: &Seen) -> BTreeMap<String, String> {
    url::form_urlencoded::parse(&seen.body).map(|(name, value)| (name.into(), value.into())).collect()
}

fn host(seen: &Seen) -> String {
    seen.headers["host"].to_str().expect("text").to_owned()
}
