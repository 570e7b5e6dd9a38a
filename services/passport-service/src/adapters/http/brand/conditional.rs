//! Entity tags of what a brand changes: versions.

use axum::http::{HeaderMap, header};

use crate::{adapters::http::conditional::etag, application::workspace::Expected};

/// What the caller says to have seen, by `If-Match`.
pub(super) fn expected(headers: &HeaderMap) -> Expected {
    let mut values = headers.get_all(header::IF_MATCH).iter();
    match (values.next(), values.next()) {
        (None, _) => Expected::Nothing,
        (Some(value), None) if value == "*" => Expected::Any,
        (Some(value), None) => {
            value.to_str().ok().and_then(read).map_or(Expected::Foreign, Expected::Version)
        }
        (Some(_), Some(_)) => Expected::Foreign,
    }
}

/// Tags are compared strongly (RFC 9110, 13.1.1): a weak one is none of ours.
fn read(text: &str) -> Option<i64> {
    let digits = text.trim().strip_prefix('"')?.strip_suffix('"')?;
    let version = digits.parse().ok()?;
    (etag(version) == text.trim()).then_some(version)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_tag_that_was_given_is_recognised_and_no_other() {
        let saying = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_MATCH, HeaderValue::from_str(value).expect("a value"));
            expected(&headers)
        };
        assert_eq!(saying("\"3\""), Expected::Version(3));
        assert_eq!(saying("*"), Expected::Any);
        for other in ["W/\"3\"", "3", "\"x\"", "\"+3\"", "\"03\""] {
            assert_eq!(saying(other), Expected::Foreign, "{other}");
        }
        assert_eq!(expected(&HeaderMap::new()), Expected::Nothing);
    }
}
