//! Which version of a passport the caller has.

use axum::http::{HeaderMap, header};

/// The version that the caller has, by `If-None-Match`.
pub(super) fn seen(headers: &HeaderMap) -> Option<i64> {
    let tags = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|value| value.split(',')).filter_map(version).max()
}

fn version(tag: &str) -> Option<i64> {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_tag_that_was_sent_is_recognised() {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"3\", W/\"7\", \"x\""));
        assert_eq!(seen(&headers), Some(7));
    }
}
