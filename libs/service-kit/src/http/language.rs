//! Which of our languages somebody understands best (RFC 9110, 12.5.4).

use std::cmp::Reverse;

use http::{HeaderMap, header};

/// The best of `ours` that the caller's `Accept-Language` asks for; none when it asks for none of them.
#[must_use]
pub fn accepted_language<'a>(headers: &HeaderMap, ours: &[&'a str]) -> Option<&'a str> {
    let values = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let wishes = values.flat_map(|value| value.split(',')).filter_map(|text| wish(text, ours));
    wishes.min_by_key(|(_, weight)| Reverse(*weight)).map(|(language, _)| language)
}

/// A wish and its weight in thousandths.
fn wish<'a>(text: &str, ours: &[&'a str]) -> Option<(&'a str, u16)> {
    let mut parts = text.split(';');
    let tag = parts.next()?.split('-').next().unwrap_or_default().trim();
    let language = ours.iter().find(|language| language.eq_ignore_ascii_case(tag))?;
    let weight =
        parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(Some(1.0_f32), |q| q.parse().ok())?;
    let thousandths = (weight.clamp(0.0, 1.0) * 1000.0).round() as u16;
    (thousandths > 0).then_some((language, thousandths))
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
            ("it, de", Some("it")),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_str(asked).expect("a value"));
            assert_eq!(accepted_language(&headers, &["en", "it", "de"]), got, "{asked}");
        }
    }
}
