//! Which of our languages somebody understands best (RFC 9110, 12.5.4).

use std::cmp::Reverse;

use http::{HeaderMap, header};

use super::{Weight, weighted};

/// The best of `ours` that the caller's `Accept-Language` asks for; none when it asks for none of them.
#[must_use]
pub fn accepted_language<'a>(headers: &HeaderMap, ours: &[&'a str]) -> Option<&'a str> {
    let wished = weighted(headers, header::ACCEPT_LANGUAGE).filter(|(_, weight)| *weight > Weight::NONE);
    let spoken = wished.filter_map(|(range, weight)| Some((spoken(range, ours)?, weight)));
    spoken.min_by_key(|(_, weight)| Reverse(*weight)).map(|(language, _)| language)
}

/// Which of ours a range such as `de-AT` is.
fn spoken<'a>(range: &str, ours: &[&'a str]) -> Option<&'a str> {
    let first = range.split('-').next()?;
    ours.iter().copied().find(|language| language.eq_ignore_ascii_case(first))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn the_heaviest_wish_that_we_speak_wins() {
        for (asked, got) in [
            ("it", Some("it")),
            ("de-AT, en;q=0.8", Some("de")),
            ("fr, it;q=0.4, de;q=0.7", Some("de")),
            ("IT-it", Some("it")),
            ("it;q=0, de;q=0.1", Some("de")),
            ("fr", None),
            ("", None),
            ("de;q=x", None),
            ("de;q=inf, it;q=0.1", Some("it")),
            ("it;Q=0.2, de;q=0.3", Some("de")),
            ("it, de", Some("it")),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_str(asked).expect("a value"));
            assert_eq!(accepted_language(&headers, &["en", "it", "de"]), got, "{asked}");
        }
    }
}
