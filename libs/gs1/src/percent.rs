//! Percent-encoding: `+` is a plus in a path and a space in a query.

use alloc::{string::String, vec::Vec};

use crate::{
    chars::is_unreserved,
    error::{ErrorCode, ParseError},
};

/// Where a text stands in a URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Before the question mark.
    Path,
    /// After it.
    Query,
}

/// One byte of an encoded text, and how many bytes it took.
///
/// `None` when no two hexadecimal digits follow a percent sign.
#[inline]
pub(crate) fn next(rest: &[u8], part: Part) -> Option<(u8, usize)> {
    match rest {
        [b'%', high, low, ..] => Some((hex(*high)? << 4 | hex(*low)?, 3)),
        [b'%', ..] | [] => None,
        [b'+', ..] if part == Part::Query => Some((b' ', 1)),
        [byte, ..] => Some((*byte, 1)),
    }
}

const fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// Decodes once.
///
/// # Errors
/// When a percent sign is not followed by two hexadecimal digits; other tools keep it as text.
pub fn decode(text: &str, part: Part) -> Result<Vec<u8>, ParseError> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (byte, taken) = next(&bytes[at..], part)
            .ok_or_else(|| ParseError::new(ErrorCode::PercentEncoding, at).located(text))?;
        decoded.push(byte);
        at += taken;
    }
    Ok(decoded)
}

/// Encodes everything but letters, digits, `-`, `.`, `_` and `~`.
#[must_use]
pub fn encode(text: &str, part: Part) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            byte if is_unreserved(byte) => encoded.push(char::from(byte)),
            b' ' if part == Part::Query => encoded.push('+'),
            byte => {
                let digits = [byte >> 4, byte & 15].map(|digit| char::from(HEX[usize::from(digit)]));
                encoded.push('%');
                encoded.extend(digits);
            }
        }
    }
    encoded
}
