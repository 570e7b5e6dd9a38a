//! Text into HTML, JSON into a script element: nothing in a fact can end either.

use std::fmt::Write as _;

use serde::Serialize;

/// Text as HTML, in elements and in quoted attributes.
pub(super) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A value as JSON that may stand in a script element.
pub(super) fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // Only strings hold these in JSON, and there an escape means the same.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(escaped, "\\u{:04x}", u32::from(letter));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_fact_opens_a_tag(text in "[<>&\"'a/ ]{0,40}") {
            prop_assert!(!html(&text).contains(['<', '>', '"', '\'']));
            prop_assert!(!json(&text).contains(['<', '>', '&']));
        }

        #[test]
        fn escaped_json_says_the_same(text in "\\PC{0,40}") {
            prop_assert_eq!(serde_json::from_str::<String>(&json(&text)).expect("JSON"), text);
        }
    }
}
