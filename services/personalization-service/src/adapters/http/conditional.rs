//! Entity tags: a profile's state.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::application::ports::{Expected, ProfileTag};

/// The tag of a state.
pub(super) fn etag(tag: ProfileTag) -> HeaderValue {
    let text = format!("\"{}-{}\"", tag.key.simple(), tag.version);
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("\"\""))
}

/// What the caller says to replace, by `If-Match`.
pub(super) fn expected(headers: &HeaderMap) -> Expected {
    let mut values = headers.get_all(header::IF_MATCH).iter();
    match (values.next(), values.next()) {
        (None, _) => Expected::Nothing,
        (Some(value), None) if value == "*" => Expected::Any,
        (Some(value), None) => value.to_str().ok().and_then(read).map_or(Expected::Foreign, Expected::Tag),
        (Some(_), Some(_)) => Expected::Foreign,
    }
}

/// Tags are compared strongly (RFC 9110, 13.1.1): a weak one is none of ours.
fn read(text: &str) -> Option<ProfileTag> {
    let (key, version) = text.trim().strip_prefix('"')?.strip_suffix('"')?.rsplit_once('-')?;
    Some(ProfileTag { key: key.parse().ok()?, version: version.parse().ok()? })
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
        let tag = ProfileTag { key: uuid::Uuid::from_u128(7), version: 3 };
        let given = etag(tag);
        let given = given.to_str().expect("text");
        assert_eq!(saying(given), Expected::Tag(tag));
        assert_eq!(saying("*"), Expected::Any);
        for other in [&format!("W/{given}"), "\"3\"", "3", "\"x-3\""] {
            assert_eq!(saying(other), Expected::Foreign, "{other}");
        }
        assert_eq!(expected(&HeaderMap::new()), Expected::Nothing);
    }
}
