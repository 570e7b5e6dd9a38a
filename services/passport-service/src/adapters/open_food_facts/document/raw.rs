//! Tolerant readers of one unparsed JSON value.

use std::borrow::Cow;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::notes::Notes;

/// A member of a document, not yet parsed.
pub(super) type Raw<'d> = Option<&'d RawValue>;

/// Longer texts are cut.
const LONGEST_TEXT: usize = 20_000;
/// Longer lists are cut.
const LONGEST_LIST: usize = 500;
/// Deeper values are refused.
const DEEPEST: usize = 64;

#[derive(Deserialize)]
struct Text<'d>(#[serde(borrow)] Cow<'d, str>);

#[derive(Deserialize)]
struct Translation<'d> {
    #[serde(borrow, default)]
    lang: Raw<'d>,
    #[serde(borrow, default)]
    text: Raw<'d>,
}

/// The text of a value unless it is absent or `null`.
pub(super) fn present<'d>(raw: Raw<'d>) -> Option<&'d str> {
    raw.map(RawValue::get).filter(|json| *json != "null")
}

/// Parses a nested value into `T`; too deep or of another shape is noted.
pub(super) fn nested<'d, T: Deserialize<'d>>(raw: Raw<'d>, field: &str, notes: &mut Notes) -> Option<T> {
    let json = present(raw)?;
    let parsed = if depth(json) > DEEPEST { None } else { serde_json::from_str(json).ok() };
    if parsed.is_none() {
        notes.unreadable(field);
    }
    parsed
}

/// As [`nested`], for a value that some exports write as JSON inside a string.
pub(super) fn nested_or_quoted<T: DeserializeOwned>(
    raw: Raw<'_>,
    field: &str,
    notes: &mut Notes,
) -> Option<T> {
    let json = present(raw)?;
    if !json.starts_with('"') {
        return nested(raw, field, notes);
    }
    let quoted = string(json)?;
    if quoted.trim().is_empty() {
        return None;
    }
    let parsed = if depth(&quoted) > DEEPEST { None } else { serde_json::from_str(&quoted).ok() };
    if parsed.is_none() {
        notes.unreadable(field);
    }
    parsed
}

/// A cleaned text; empty is none. Of several languages the main one, else the given one, else the first.
pub(super) fn text(raw: Raw<'_>, language: Option<&str>, field: &str, notes: &mut Notes) -> Option<String> {
    let json = present(raw)?;
    let read = match json.as_bytes().first() {
        Some(b'"') => string(json).map(|text| clean(&text)),
        Some(b'0'..=b'9') => Some(json.to_owned()),
        Some(b'[') => translated(raw, language),
        _ => None,
    };
    if read.is_none() {
        notes.unreadable(field);
    }
    read.filter(|text| !text.is_empty())
}

fn translated(raw: Raw<'_>, language: Option<&str>) -> Option<String> {
    let json = present(raw)?;
    if let Ok(texts) = serde_json::from_str::<Vec<Text<'_>>>(json) {
        return Some(clean(&texts.iter().map(|text| text.0.as_ref()).collect::<Vec<_>>().join(", ")));
    }
    let translations: Vec<Translation<'_>> = serde_json::from_str(json).ok()?;
    let texts: Vec<_> = translations.iter().map(|one| (plain(one.lang), plain(one.text))).collect();
    let of = |wanted: &str| texts.iter().find(|(own, text)| own == wanted && !text.is_empty());
    let best =
        of("main").or_else(|| of(language?)).or_else(|| texts.iter().find(|(_, text)| !text.is_empty()));
    Some(best.map(|(_, text)| text.clone()).unwrap_or_default())
}

fn plain(raw: Raw<'_>) -> String {
    present(raw).and_then(string).map(|text| clean(&text)).unwrap_or_default()
}

/// A list of cleaned texts, or a text separated by commas.
pub(super) fn list(raw: Raw<'_>, field: &str, notes: &mut Notes) -> Vec<String> {
    let Some(json) = present(raw) else { return Vec::new() };
    if !json.starts_with('[') {
        let joined = text(raw, None, field, notes).unwrap_or_default();
        return filled(joined.split(',').map(clean));
    }
    if let Ok(texts) = serde_json::from_str::<Vec<Text<'_>>>(json) {
        return filled(texts.into_iter().map(|text| clean(&text.0)));
    }
    let items: Vec<&RawValue> = nested(raw, field, notes).unwrap_or_default();
    let mut odd = false;
    let texts: Vec<String> = items
        .iter()
        .filter_map(|item| {
            let text = string(item.get());
            odd |= text.is_none();
            text.map(|text| clean(&text))
        })
        .collect();
    if odd {
        notes.unreadable(field);
    }
    filled(texts.into_iter())
}

fn filled(texts: impl Iterator<Item = String>) -> Vec<String> {
    texts.filter(|text| !text.is_empty()).take(LONGEST_LIST).collect()
}

/// A finite number, also when written as text, with a comma, or with `<` or `~` before it.
pub(super) fn number(raw: Raw<'_>, field: &str, notes: &mut Notes) -> Option<f64> {
    let json = present(raw)?;
    let written = match json.as_bytes().first() {
        Some(b'"') => string(json).unwrap_or(Cow::Borrowed(json)),
        _ => Cow::Borrowed(json),
    };
    let written = written.trim();
    if written.is_empty() {
        return None;
    }
    let number = parse_number(written);
    if number.is_none() {
        notes.not_a_number(field, written);
    }
    number
}

/// The number that a text says.
pub(super) fn parse_number(written: &str) -> Option<f64> {
    let bare = written.trim_start_matches(['<', '>', '~', '≤', '≥', '=', ' ']);
    let number: f64 = match bare.parse() {
        Ok(number) => number,
        Err(_) if !bare.contains('.') => bare.replacen(',', ".", 1).parse().ok()?,
        Err(_) => return None,
    };
    number.is_finite().then_some(number)
}

/// `true`, `1`, `"1"`, `"on"`.
pub(super) fn flag(raw: Raw<'_>) -> Option<bool> {
    match present(raw)? {
        "true" | "1" | "1.0" | "\"1\"" | "\"on\"" | "\"true\"" | "\"True\"" => Some(true),
        "false" | "0" | "0.0" | "\"0\"" | "\"\"" | "\"false\"" | "\"False\"" => Some(false),
        _ => None,
    }
}

/// The JSON string's content.
fn string(json: &str) -> Option<Cow<'_, str>> {
    serde_json::from_str::<Text<'_>>(json).ok().map(|text| text.0)
}

/// Without control characters (a NUL no database takes), white space around, and endless length.
fn clean(text: &str) -> String {
    let text = text.trim();
    if text.len() <= LONGEST_TEXT && !text.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
        return text.to_owned();
    }
    let spaced = text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter });
    let cleaned: String = spaced.filter(|letter| !letter.is_control()).take(LONGEST_TEXT).collect();
    cleaned.trim().to_owned()
}

/// How deep a value is nested; brackets inside strings do not count.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::{depth, parse_number};

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (written, number) in [("1.5", 1.5), ("1,5", 1.5), ("< 0.5", 0.5), ("~12", 12.0)] {
            assert_eq!(parse_number(written), Some(number), "{written}");
        }
        for written in ["NaN", "inf", "1e999", "twelve", "1.000,5", "traces"] {
            assert_eq!(parse_number(written), None, "{written}");
        }
    }

    #[test]
    fn depth_counts_brackets_outside_strings() {
        assert_eq!(depth(r#"{"a":["[[[[\"[["]}"#), 2);
    }
}
