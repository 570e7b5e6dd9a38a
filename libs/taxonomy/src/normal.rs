//! The normal form in which names are compared, and of which ids are made.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Languages whose accents do not tell words apart.
const UNACCENTED: [&str; 8] = ["en", "fr", "ca", "es", "it", "nl", "pt", "xx"];

/// Lower case words joined by `-`, without accents where the language can spare them:
/// `("fr", "Lait écrémé")` → `lait-ecreme`.
#[must_use]
pub fn tag_key<'t>(language: &str, text: &'t str) -> Cow<'t, str> {
    if is_key(text) {
        return Cow::Borrowed(text);
    }
    let joined = joined_words(text);
    if joined.is_ascii() || !UNACCENTED.contains(&language) {
        return Cow::Owned(joined);
    }
    Cow::Owned(without_accents(&joined))
}

/// The key without any accent, whatever the language.
pub(crate) fn without_accents(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        push_plain(&mut plain, letter);
    }
    if plain.is_ascii() { plain } else { plain.nfc().collect() }
}

/// Adds a letter without its accent. Text is mostly ASCII, and what is not is mostly of western Europe.
pub(crate) fn push_plain(plain: &mut String, letter: char) {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => plain.push('a'),
        'è' | 'é' | 'ê' | 'ë' => plain.push('e'),
        'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => plain.push('o'),
        'ù' | 'ú' | 'û' | 'ü' => plain.push('u'),
        'ç' => plain.push('c'),
        'ñ' => plain.push('n'),
        'œ' => plain.push_str("oe"),
        'æ' => plain.push_str("ae"),
        'ß' => plain.push_str("ss"),
        ascii if ascii.is_ascii() => plain.push(ascii),
        other => plain.extend(std::iter::once(other).nfd().filter(|part| !is_combining_mark(*part))),
    }
}

/// Whether it is an accent that stands behind its letter.
pub(crate) fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && is_combining_mark(letter)
}

/// Whether the text is in normal form already, as tags mostly are.
fn is_key(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    bytes.iter().all(plain)
        && bytes.first() != Some(&b'-')
        && bytes.last() != Some(&b'-')
        && !text.contains("--")
}

fn joined_words(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let (mut gap, mut marked) = (false, false);
    for letter in text.chars() {
        if is_mark(letter) {
            // A mark without its letter says nothing.
            if !(joined.is_empty() || gap) {
                joined.push(letter);
                marked = true;
            }
            continue;
        }
        if !letter.is_alphanumeric() {
            gap = !joined.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            joined.push('-');
        }
        match letter {
            ascii if ascii.is_ascii() => joined.push(ascii.to_ascii_lowercase()),
            other => joined.extend(other.to_lowercase()),
        }
    }
    // Composed, so that the two ways to write an umlaut are one.
    if marked { joined.nfc().collect() } else { joined }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::tag_key;

    #[test]
    fn accents_fall_where_the_language_can_spare_them() {
        assert_eq!(tag_key("fr", "Lait écrémé  (en poudre)"), "lait-ecreme-en-poudre");
        assert_eq!(tag_key("fr", "Œufs d’oie"), "oeufs-d-oie");
        assert_eq!(tag_key("de", "Hühner-Eiweiß!"), "hühner-eiweiß");
        assert_eq!(tag_key("de", "Hu\u{308}hner"), "hühner");
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(language in "en|de|fr", text in "\\PC{0,30}") {
            let once = tag_key(&language, &text).into_owned();
            let twice = tag_key(&language, &once).into_owned();
            prop_assert_eq!(once, twice);
        }
    }
}
