//! What identity-service and passport-service answer, over HTTP, as a test tells them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use jiff::Timestamp;
use reqwest::Url;
use serde_json::{Value, json};
use service_kit::ids::AccountId;

/// Both of them.
#[derive(Clone)]
pub(crate) struct Neighbours {
    pub(crate) url: Url,
    told: Arc<Mutex<Told>>,
}

#[derive(Default)]
struct Told {
    consents: HashMap<String, (bool, Timestamp)>,
    labels: HashMap<String, Value>,
    identity_is_away: bool,
    passport_is_away: bool,
    passport_is_slow: bool,
    asked_about_consents: usize,
    asked_about_labels: usize,
}

impl Neighbours {
    pub(crate) async fn start() -> Self {
        let told = Arc::new(Mutex::new(Told::default()));
        let router = Router::new()
            .route("/internal/consents/{account}", get(consents))
            .route("/internal/labels/{gtin}", get(label))
            .with_state(told.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("an address")).parse().expect("a URL");
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, told }
    }

    fn tell<T>(&self, tell: impl FnOnce(&mut Told) -> T) -> T {
        tell(&mut self.told.lock().expect("nobody panicked"))
    }

    pub(crate) fn grants(&self, account: AccountId) -> Timestamp {
        self.decides(account, true)
    }

    pub(crate) fn withdraws(&self, account: AccountId) -> Timestamp {
        self.decides(account, false)
    }

    fn decides(&self, account: AccountId, granted: bool) -> Timestamp {
        let now = Timestamp::from_microsecond(Timestamp::now().as_microsecond()).expect("in range");
        self.tell(|told| told.consents.insert(account.to_string(), (granted, now)));
        now
    }

    pub(crate) fn knows(&self, gtin: &str, version: i64, label: &Value) {
        let document = json!({
            "gtin": gtin, "version": version, "labelVersion": version, "name": "Something",
            "brand": { "brandId": null, "name": "Somebody" }, "categories": [], "label": label,
            "facts": [{ "path": "/label/allergens", "source": "open_food_facts", "asOf": "2026-03-25", "verification": "community" }]
        });
        self.tell(|told| told.labels.insert(gtin.to_owned(), document));
    }

    pub(crate) fn identity_goes(&self, away: bool) {
        self.tell(|told| told.identity_is_away = away);
    }

    pub(crate) fn passport_goes(&self, away: bool) {
        self.tell(|told| told.passport_is_away = away);
    }

    pub(crate) fn passport_dawdles(&self) {
        self.tell(|told| told.passport_is_slow = true);
    }

    pub(crate) fn asked_about_consents(&self) -> usize {
        self.tell(|told| told.asked_about_consents)
    }

    pub(crate) fn asked_about_labels(&self) -> usize {
        self.tell(|told| told.asked_about_labels)
    }
}

type Shared = State<Arc<Mutex<Told>>>;

async fn consents(State(told): Shared, Path(account): Path<String>, headers: HeaderMap) -> Response {
    if !headers.contains_key(header::AUTHORIZATION) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let mut told = told.lock().expect("nobody panicked");
    told.asked_about_consents += 1;
    if told.identity_is_away {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let Some((granted, since)) = told.consents.get(&account) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let consent =
        json!({ "purpose": "health_profile", "granted": granted, "since": since, "textVersion": "2026-11" });
    let other = json!({ "purpose": "measurement", "granted": true, "since": null, "textVersion": null });
    Json(json!({ "accountId": account, "items": [other, consent] })).into_response()
}

async fn label(State(told): Shared, Path(gtin): Path<String>, headers: HeaderMap) -> Response {
    if !headers.contains_key(header::AUTHORIZATION) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let (away, slow, label) = {
        let mut told = told.lock().expect("nobody panicked");
        told.asked_about_labels += 1;
        (told.passport_is_away, told.passport_is_slow, told.labels.get(&gtin).cloned())
    };
    if slow {
        tokio::time::sleep(Duration::from_secs(20)).await;
    }
    match label {
        _ if away => StatusCode::BAD_GATEWAY.into_response(),
        Some(label) => Json(label).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
