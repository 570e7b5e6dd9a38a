//! `Prefer: wait=N` (RFC 7240): how long the caller likes to wait for a change.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::FromRequestParts,
    http::{HeaderName, HeaderValue, request::Parts},
};

const LONGEST_SECONDS: u64 = 10;

/// The wish, cut at 10 s; unreadable preferences are ignored, as the RFC says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreferWait(pub Option<Duration>);

impl<S: Sync> FromRequestParts<S> for PreferWait {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let preferences = parts.headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
        let wait = preferences.flat_map(|value| value.split([',', ';'])).find_map(seconds);
        Ok(Self(wait.map(|seconds| Duration::from_secs(seconds.min(LONGEST_SECONDS)))))
    }
}

fn seconds(preference: &str) -> Option<u64> {
    let (name, value) = preference.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("wait") {
        return None;
    }
    value.trim().trim_matches('"').parse().ok()
}

/// The header that says how long we waited at most.
#[must_use]
pub fn preference_applied(wait: Duration) -> (HeaderName, HeaderValue) {
    let value = HeaderValue::from_str(&format!("wait={}", wait.as_secs()));
    (HeaderName::from_static("preference-applied"), value.unwrap_or(HeaderValue::from_static("wait")))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    async fn wait(value: &str) -> Option<u64> {
        let (mut parts, ()) =
            Request::get("/").header("Prefer", value).body(()).expect("request").into_parts();
        let Ok(PreferWait(wait)) = PreferWait::from_request_parts(&mut parts, &()).await;
        wait.map(|wait| wait.as_secs())
    }

    #[tokio::test]
    async fn a_wish_is_read_and_cut() {
        for (value, seconds) in [
            ("wait=3", Some(3)),
            ("respond-async, wait=7", Some(7)),
            ("Wait = \"5\"", Some(5)),
            ("wait=99", Some(10)),
            ("wait=-1", None),
            ("wait", None),
            ("return=minimal", None),
        ] {
            assert_eq!(wait(value).await, seconds, "{value}");
        }
    }
}
