//! A browser as far as journeys need one: it keeps its cookie and says where its requests come from.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, header, redirect};
use serde_json::{Value, json};

const PHONE: &str = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36";

/// One browser.
pub(crate) struct Visitor {
    base: String,
    client: Client,
    cookie: Mutex<Option<String>>,
}

impl Visitor {
    pub(crate) fn new(base: String) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none()).user_agent(PHONE).build().unwrap();
        Self { base, client, cookie: Mutex::new(None) }
    }

    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap().clone()
    }

    pub(crate) fn set_cookie(&self, cookie: String) {
        *self.cookie.lock().unwrap() = Some(cookie);
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        match self.cookie() {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    pub(crate) async fn send(&self, request: RequestBuilder) -> Response {
        let response = request.send().await.unwrap();
        if let Some(cookie) = response.headers().get(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            self.set_cookie(pair.to_owned());
        }
        response
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.send(self.request(Method::GET, path)).await
    }

    /// What the address bar or a camera app does.
    pub(crate) async fn navigate(&self, path: &str) -> Response {
        let request = self
            .request(Method::GET, path)
            .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("sec-fetch-mode", "navigate")
            .header("sec-fetch-dest", "document")
            .header("sec-fetch-site", "none");
        self.send(request).await
    }

    /// What the app does to change something.
    pub(crate) fn command(&self, method: Method, path: &str) -> RequestBuilder {
        self.request(method, path).header("sec-fetch-site", "same-origin").header("x-packytrace", "1")
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Response {
        self.send(self.command(Method::POST, path).json(body)).await
    }

    /// Types a code; the scan as it stands at once.
    pub(crate) async fn scan(&self, raw: &str) -> Value {
        let response = self.post("/api/v1/scans", &json!({ "raw": raw, "entry": "typed" })).await;
        assert_eq!(response.status(), StatusCode::CREATED, "{}", response.text().await.unwrap());
        response.json().await.unwrap()
    }

    /// Waits by long poll until every section of the scan has ended.
    pub(crate) async fn complete(&self, scan: Value) -> Value {
        let path = format!("/api/v1/scans/{}", scan["scanId"].as_str().unwrap());
        let mut scan = scan;
        let began = Instant::now();
        while scan["complete"] != true {
            assert!(began.elapsed() < Duration::from_secs(30), "never complete: {scan}");
            let known = format!("\"{}\"", scan["passport"]["version"]);
            let request = self
                .request(Method::GET, &path)
                .header("prefer", "wait=10")
                .header(header::IF_NONE_MATCH, known);
            let response = self.send(request).await;
            if response.status() != StatusCode::NOT_MODIFIED {
                assert_eq!(response.status(), StatusCode::OK);
                scan = response.json().await.unwrap();
            }
        }
        scan
    }

    pub(crate) async fn history(&self) -> Vec<Value> {
        let page: Value = self.get("/api/v1/scans").await.json().await.unwrap();
        page["items"].as_array().unwrap().clone()
    }
}

/// Tries until it holds, at most this long.
pub(crate) async fn eventually<T, F: Future<Output = Option<T>>>(
    what: &str,
    mut attempt: impl FnMut() -> F,
) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = attempt().await {
            return found;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "never: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
