//! Short calls to servers of ours that answer with a little JSON.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use reqwest::{Client, RequestBuilder, redirect};

/// More than any answer of a realm or of identity-service.
const LONGEST: usize = 256 * 1024;

/// What was said.
pub(crate) struct Said {
    /// How.
    pub(crate) status: StatusCode,
    /// What.
    pub(crate) body: Bytes,
}

/// A client that gives up after `patience` and follows nobody elsewhere.
pub(crate) fn client(patience: Duration) -> reqwest::Result<Client> {
    // The process has one provider; a second install is no fault.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .user_agent("packytrace-gateway")
        .redirect(redirect::Policy::none())
        .no_proxy()
        .connect_timeout(Duration::from_secs(1))
        .timeout(patience)
        .pool_idle_timeout(Duration::from_secs(5))
        .build()
}

/// Sends a request and reads its short answer; nothing when there is none.
pub(crate) async fn post(request: RequestBuilder, headers: HeaderMap, body: String) -> Option<Said> {
    read(request.headers(headers).body(body)).await
}

/// The same without a body.
pub(super) async fn read(request: RequestBuilder) -> Option<Said> {
    let mut response = request.send().await.ok()?;
    let status = response.status();
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        if body.len() + chunk.len() > LONGEST {
            return None;
        }
        body.extend_from_slice(&chunk);
    }
    Some(Said { status, body: body.freeze() })
}
