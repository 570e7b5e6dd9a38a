//! A person's browser, and an identity-service that knows people.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

use http::StatusCode;
use serde_json::{Value, json};
use service_kit::identity::Verifier;
use url::Url;
use uuid::Uuid;

use super::{
    Answer, Peer, Realm, Reply, Running, Seen,
    realm::{CALLBACK, Grant},
    reply,
};

const AGENT: &str = "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15";

/// Keeps cookies.
#[derive(Debug, Clone, Default)]
pub(crate) struct Browser {
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Asks as a page of ours does.
    pub(crate) async fn ask(&mut self, gateway: &Running, head: &str) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let ours =
            if head.starts_with("GET") { "" } else { "\nSec-Fetch-Site: same-origin\nX-Packytrace: 1" };
        let cookies = match cookies.is_empty() {
            true => String::new(),
            false => format!("\nCookie: {}", cookies.join("; ")),
        };
        let answer = gateway.ask(&format!("{head}\n{AGENT}{ours}{cookies}")).await;
        self.keep(&answer);
        answer
    }

    fn keep(&mut self, answer: &Answer) {
        for line in answer.cookies() {
            let (name, value) =
                line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if line.contains("Max-Age=0;") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Leaves for the realm; the parameters that the realm gets.
    pub(crate) async fn leave(&mut self, gateway: &Running, path: &str) -> BTreeMap<String, String> {
        let answer = self.ask(gateway, &format!("GET {path}")).await;
        assert_eq!(answer.status, 302, "{}", answer.text());
        let address = Url::parse(answer.header("location").expect("an address")).expect("a URL");
        address.query_pairs().map(|(name, value)| (name.into(), value.into())).collect()
    }

    /// Comes back from the realm as `subject`, who signed in at `signed_in`.
    pub(crate) async fn come_back(
        &mut self,
        gateway: &Running,
        realm: &Realm,
        asked: &BTreeMap<String, String>,
        who: (&str, i64),
    ) -> Answer {
        let grant = Grant {
            subject: who.0.to_owned(),
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
            signed_in: who.1,
        };
        let code = realm.grants(grant);
        let path = format!("GET /auth/callback?code={code}&state={}", asked["state"]);
        self.ask(gateway, &path).await
    }

    /// Signs in; the whole way.
    pub(crate) async fn sign_in(&mut self, gateway: &Running, realm: &Realm, who: (&str, i64)) -> Answer {
        let asked = self.leave(gateway, "/auth/login?returnTo=/profile").await;
        assert_eq!(asked["redirect_uri"], CALLBACK);
        self.come_back(gateway, realm, &asked, who).await
    }

    /// What the app is told about who is signed in.
    pub(crate) async fn session(&mut self, gateway: &Running) -> Value {
        let answer = self.ask(gateway, "GET /api/v1/session").await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

/// identity-service, played: links visitors and names accounts.
pub(crate) struct Accounts {
    pub(crate) peer: Peer,
    state: Arc<Mutex<State>>,
    down: Arc<AtomicBool>,
}

#[derive(Default)]
struct State {
    accounts: BTreeMap<String, Uuid>,
    visitors: BTreeMap<Uuid, String>,
    brands: BTreeMap<String, Uuid>,
    asks: Vec<(Value, String)>,
    orders: Vec<(&'static str, &'static str)>,
}

impl Accounts {
    pub(crate) async fn new() -> Self {
        let (state, down) = (Arc::new(Mutex::new(State::default())), Arc::new(AtomicBool::new(false)));
        let (shared, off) = (state.clone(), down.clone());
        let peer = Peer::scripted(move |seen| {
            let (state, down) = (shared.clone(), off.load(Relaxed));
            async move { if down { None } else { state.lock().expect("lock").answer(&seen) } }
        });
        Self { peer: peer.await, state, down }
    }

    pub(crate) fn is_down(&self, down: bool) {
        self.down.store(down, Relaxed);
    }

    /// `subject` acts for a brand.
    pub(crate) fn acts_for_a_brand(&self, subject: &str) {
        self.state.lock().expect("lock").brands.insert(subject.to_owned(), Uuid::from_u128(0xb));
    }

    /// The inner header of every answer to a person from now on.
    pub(crate) fn orders(&self, name: &'static str, value: &'static str) {
        self.state.lock().expect("lock").orders = vec![(name, value)];
    }

    /// What the gateway asked, every caller's token checked.
    pub(crate) fn asks(&self, verifier: &Verifier) -> Vec<Value> {
        let asks = self.state.lock().expect("lock").asks.clone();
        for (_, token) in &asks {
            let caller = verifier.verify(token, jiff::Timestamp::now()).expect("our signature");
            assert!(caller.is_service(), "{caller:?}");
        }
        asks.into_iter().map(|(ask, _)| ask).collect()
    }

    /// Whose a visitor is.
    pub(crate) fn owner(&self, visitor: Uuid) -> Option<String> {
        self.state.lock().expect("lock").visitors.get(&visitor).cloned()
    }

    pub(crate) fn gives(&self, visitor: Uuid, subject: &str) {
        self.state.lock().expect("lock").visitors.insert(visitor, subject.to_owned());
    }
}

impl State {
    fn answer(&mut self, seen: &Seen) -> Reply {
        if seen.uri != "/internal/principals" {
            return reply(StatusCode::OK, &self.orders, "ok");
        }
        let ask: Value = serde_json::from_slice(&seen.body).expect("JSON");
        let token = seen.headers["authorization"].to_str().expect("text").replace("Bearer ", "");
        self.asks.push((ask.clone(), token));
        let subject = ask["sub"].as_str().expect("a subject").to_owned();
        let account = *self.accounts.entry(subject.clone()).or_insert_with(Uuid::new_v4);
        let asked = ask["visitor"].as_str().map(|id| id.parse().expect("an id"));
        let visitor = self.visitor(asked, &subject, account);
        let brand = self.brands.get(&subject);
        let mut answer = json!({ "accountId": account, "visitorId": visitor, "roles": ["consumer"] });
        if let Some(id) = brand {
            answer["roles"] = json!(["consumer", "brand_user"]);
            answer["brand"] = json!({ "brandId": id, "name": "Valdoro" });
        }
        let body: &'static str = Box::leak(answer.to_string().into_boxed_str());
        reply(StatusCode::OK, &[("content-type", "application/json")], body)
    }

    /// A visitor of nobody becomes the account's; one of somebody else is replaced.
    fn visitor(&mut self, asked: Option<Uuid>, subject: &str, account: Uuid) -> Uuid {
        let Some(asked) = asked else { return account };
        match self.visitors.get(&asked) {
            Some(owner) if owner != subject => {
                let new = Uuid::new_v4();
                self.visitors.insert(new, subject.to_owned());
                new
            }
            _ => {
                self.visitors.insert(asked, subject.to_owned());
                asked
            }
        }
    }
}
