//! Entity tags that are versions.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::version::Expected;

/// The tag of a version.
#[must_use]
pub fn etag(version: i64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// What the caller says to have seen, by `If-Match`.
#[must_use]
pub fn expected(headers: &HeaderMap) -> Expected {
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
    use super::*;

    fn saying(value: &str) -> Expected {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_MATCH, HeaderValue::from_str(value).expect("a value"));
        expected(&headers)
    }

    #[test]
    fn a_tag_that_was_given_is_recognised_and_no_other() {
        assert_eq!(etag(7), "\"7\"");
        assert_eq!(saying(etag(3).to_str().expect("text")), Expected::Version(3));
        assert_eq!(saying("*"), Expected::Any);
        for other in ["W/\"3\"", "3", "\"x\"", "\"+3\"", "\"03\""] {
            assert_eq!(saying(other), Expected::Foreign, "{other}");
        }
        assert_eq!(expected(&HeaderMap::new()), Expected::Nothing);
    }
}
