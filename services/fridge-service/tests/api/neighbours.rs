//! What identity-service and passport-service answer, over HTTP, as a test tells them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
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
    consents: HashMap<String, bool>,
    addresses: HashMap<String, String>,
    products: HashMap<String, Value>,
    scans: HashMap<String, (String, Value)>,
    identity_is_away: bool,
    passport_is_away: bool,
    asked_about_products: usize,
}

impl Neighbours {
    pub(crate) async fn start() -> Self {
        let told = Arc::new(Mutex::new(Told::default()));
        let router = Router::new()
            .route("/internal/consents/{account}", get(consents))
            .route("/internal/accounts/{account}/email", get(email))
            .route("/internal/labels/{gtin}", get(label))
            .route("/api/v1/scans/{scan}", get(scan))
            .with_state(told.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("an address")).parse().expect("a URL");
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, told }
    }

    fn tell<T>(&self, tell: impl FnOnce(&mut Told) -> T) -> T {
        tell(&mut self.told.lock().expect("nobody panicked"))
    }

    /// Their consent `reminders`.
    pub(crate) fn decides(&self, account: AccountId, granted: bool) {
        self.tell(|told| told.consents.insert(account.to_string(), granted));
    }

    pub(crate) fn writes_to(&self, account: AccountId, address: &str) {
        self.tell(|told| told.addresses.insert(account.to_string(), address.to_owned()));
    }

    pub(crate) fn knows(&self, gtin: &str, version: i64, product: &Value) {
        let mut document = product.clone();
        document["gtin"] = gtin.into();
        document["version"] = version.into();
        self.tell(|told| told.products.insert(gtin.to_owned(), document));
    }

    /// A scan that is shown to whoever shows this token.
    pub(crate) fn scanned(&self, scan: &str, token: &str, document: &Value) {
        self.tell(|told| told.scans.insert(scan.to_owned(), (token.to_owned(), document.clone())));
    }

    pub(crate) fn identity_goes(&self, away: bool) {
        self.tell(|told| told.identity_is_away = away);
    }

    pub(crate) fn passport_goes(&self, away: bool) {
        self.tell(|told| told.passport_is_away = away);
    }

    pub(crate) fn asked_about_products(&self) -> usize {
        self.tell(|told| told.asked_about_products)
    }
}

type Shared = State<Arc<Mutex<Told>>>;

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

async fn consents(State(told): Shared, Path(account): Path<String>, headers: HeaderMap) -> Response {
    let told = told.lock().expect("nobody panicked");
    if bearer(&headers).is_none() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match told.consents.get(&account) {
        _ if told.identity_is_away => StatusCode::BAD_GATEWAY.into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
        Some(granted) => {
            let other = json!({ "purpose": "measurement", "granted": true });
            Json(json!({ "items": [other, { "purpose": "reminders", "granted": granted }] })).into_response()
        }
    }
}

async fn email(State(told): Shared, Path(account): Path<String>, headers: HeaderMap) -> Response {
    let told = told.lock().expect("nobody panicked");
    if bearer(&headers).is_none() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match told.addresses.get(&account) {
        Some(address) => Json(json!({ "email": address })).into_response(),
        None => StatusCode::CONFLICT.into_response(),
    }
}

async fn label(State(told): Shared, Path(gtin): Path<String>, headers: HeaderMap) -> Response {
    let mut told = told.lock().expect("nobody panicked");
    told.asked_about_products += 1;
    match told.products.get(&gtin) {
        _ if bearer(&headers).is_none() => StatusCode::UNAUTHORIZED.into_response(),
        _ if told.passport_is_away => StatusCode::BAD_GATEWAY.into_response(),
        Some(product) => Json(product).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn scan(State(told): Shared, Path(scan): Path<String>, headers: HeaderMap) -> Response {
    let told = told.lock().expect("nobody panicked");
    match told.scans.get(&scan) {
        _ if told.passport_is_away => StatusCode::BAD_GATEWAY.into_response(),
        Some((token, document)) if bearer(&headers) == Some(token) => Json(document).into_response(),
        Some(_) | None => StatusCode::NOT_FOUND.into_response(),
    }
}
