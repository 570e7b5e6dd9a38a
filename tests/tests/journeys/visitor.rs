//! A browser as far as journeys need one: it keeps its cookies and says where its requests come from.

use std::time::{Duration, Instant};

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, Url, header, redirect};
use serde_json::{Value, json};

use crate::browser::{Jar, as_navigation};

const PHONE: &str = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36";

/// One browser.
pub(crate) struct Visitor {
    base: Url,
    client: Client,
    jar: Jar,
}

impl Visitor {
    pub(crate) fn new(base: &str) -> Self {
        Self::with(base, Jar::default())
    }

    /// A browser that somebody filled with these cookies.
    pub(crate) fn with(base: &str, jar: Jar) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none()).user_agent(PHONE).build().unwrap();
        Self { base: base.parse().unwrap(), client, jar }
    }

    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    pub(crate) fn jar(&self) -> &Jar {
        &self.jar
    }

    /// The visitor's cookie.
    pub(crate) fn cookie(&self) -> Option<String> {
        self.jar.ours("visitor").map(|(name, value)| format!("{name}={value}"))
    }

    pub(crate) fn set_cookie(&self, pair: &str) {
        let (name, value) = pair.split_once('=').unwrap();
        self.jar.plant(&self.base, name, value);
    }

    /// A request to a path of ours, or to a whole address.
    pub(crate) fn request(&self, method: Method, target: &str) -> RequestBuilder {
        let url = self.base.join(target).unwrap();
        let cookies = self.jar.header(&url);
        let request = self.client.request(method, url);
        match cookies {
            Some(cookies) => request.header(header::COOKIE, cookies),
            None => request,
        }
    }

    pub(crate) async fn send(&self, request: RequestBuilder) -> Response {
        let response = request.send().await.unwrap();
        self.jar.take(response.url(), response.headers());
        response
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.send(self.request(Method::GET, path)).await
    }

    /// What a path answers, which must be 200.
    pub(crate) async fn json(&self, path: &str) -> Value {
        let response = self.get(path).await;
        let (status, body) = (response.status(), response.text().await.unwrap());
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        serde_json::from_str(&body).unwrap()
    }

    /// What the address bar or a camera app does.
    pub(crate) async fn navigate(&self, path: &str) -> Response {
        let request = as_navigation(self.request(Method::GET, path));
        self.send(request.header("sec-fetch-site", "none")).await
    }

    /// What the app does to change something.
    pub(crate) fn command(&self, method: Method, path: &str) -> RequestBuilder {
        self.request(method, path).header("sec-fetch-site", "same-origin").header("x-packytrace", "1")
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Response {
        self.send(self.command(Method::POST, path).json(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Response {
        self.send(self.command(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Response {
        self.send(self.command(Method::DELETE, path)).await
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
        self.json("/api/v1/scans").await["items"].as_array().unwrap().clone()
    }

    /// The lots of the scans that are listed, newest first; journeys tell their scans apart by them.
    pub(crate) async fn lots(&self) -> Vec<String> {
        let history = self.history().await;
        history.iter().filter_map(|scan| scan["item"]["lot"].as_str().map(str::to_owned)).collect()
    }
}

/// Tries until it holds, at most this long.
pub(crate) async fn eventually<T, F: Future<Output = Option<T>>>(
    what: &str,
    attempt: impl FnMut() -> F,
) -> T {
    within(30, what, attempt).await
}

/// Tries until it holds, at most so many seconds.
pub(crate) async fn within<T, F: Future<Output = Option<T>>>(
    seconds: u64,
    what: &str,
    mut attempt: impl FnMut() -> F,
) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = attempt().await {
            return found;
        }
        assert!(began.elapsed() < Duration::from_secs(seconds), "never: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
