//! Whether a request is a person's navigation: only those are scans.

use axum::http::{HeaderMap, Method, header};
use service_kit::bots::is_bot;

/// A GET by no program, navigating when the browser says so, and not ahead of its time.
pub(in crate::adapters::http) fn is_navigation(method: &Method, headers: &HeaderMap) -> bool {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let says =
        |name: &str, word: &str| value(name).is_some_and(|value| value.to_ascii_lowercase().contains(word));
    method == Method::GET
        && !is_bot(value(header::USER_AGENT.as_str()).unwrap_or_default())
        && value("sec-fetch-mode").is_none_or(|mode| mode.eq_ignore_ascii_case("navigate"))
        && value("sec-fetch-dest").is_none_or(|dest| dest.eq_ignore_ascii_case("document"))
        && !says("sec-purpose", "prefetch")
        && !says("purpose", "prefetch")
        && !says("accept", "linkset")
}

/// Whether the browser says that it is not to be measured: Global Privacy Control.
pub(in crate::adapters::http) fn objects(headers: &HeaderMap) -> bool {
    headers.get("sec-gpc").is_some_and(|value| value == "1")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: (&str, &str) =
        ("user-agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1");

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().expect("name"), value.parse().expect("value")))
            .collect()
    }

    #[test]
    fn a_phone_that_opens_a_link_is_a_person() {
        assert!(is_navigation(&Method::GET, &headers(&[PHONE])));
        assert!(is_navigation(&Method::GET, &headers(&[PHONE, ("sec-fetch-mode", "navigate")])));
    }

    #[test]
    fn programs_prefetches_and_fetches_are_no_scans() {
        assert!(!is_navigation(&Method::HEAD, &headers(&[PHONE])));
        assert!(!is_navigation(&Method::GET, &headers(&[])));
        assert!(!is_navigation(&Method::GET, &headers(&[("user-agent", "WhatsApp/2.24")])));
        for (name, value) in [
            ("sec-fetch-mode", "cors"),
            ("sec-fetch-dest", "iframe"),
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "prefetch"),
            ("accept", "application/linkset+json"),
        ] {
            assert!(!is_navigation(&Method::GET, &headers(&[PHONE, (name, value)])), "{name}: {value}");
        }
    }
}
