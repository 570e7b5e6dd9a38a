//! `^010952123454321310LOT7^17261231`, where `^` stands for the separator FNC1.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::Message;
use crate::{
    ai,
    code::Element,
    error::{ErrorCode, ParseError},
    options::Options,
    steps,
};

/// `text` comes after the first FNC1.
pub(crate) fn parse(text: &str, separator: char, options: Options) -> Result<Vec<Element>, ParseError> {
    if text.is_empty() {
        return Err(ParseError::new(ErrorCode::EmptyData, 0));
    }
    if let Some(at) = text.bytes().position(|byte| !byte.is_ascii()) {
        return Err(ParseError::new(ErrorCode::Cset82, at));
    }
    let mut message = Message::new(options);
    let mut at = 0;
    while at < text.len() {
        let unknown = ParseError::new(ErrorCode::UnknownAi, at);
        let ai = ai::leading(&text.as_bytes()[at..]).ok_or(unknown)?;
        let start = at + ai.code().len();
        let limit = start + ai.max_length();
        // Nothing after the longest value matters, so that each byte is looked at once.
        let window = text.get(start..).unwrap_or_default();
        let end = window
            .char_indices()
            .take_while(|(index, _)| start + index <= limit)
            .find(|(_, found)| *found == separator)
            .map_or(window.len(), |(index, _)| index)
            + start;
        let end = if ai.has_fixed_length() { end.min(limit) } else { end };
        if end > limit {
            return Err(ParseError::new(ErrorCode::ValueTooLong, limit).of(ai.code()));
        }
        let value = text.get(start..end).ok_or(ParseError::new(ErrorCode::NonDigit, start).of(ai.code()))?;
        steps::count(end - at + 1);
        message.push(ai, value.to_owned(), start)?;
        at = end + text[end..].strip_prefix(separator).map_or(0, |_| separator.len_utf8());
    }
    message.finish()
}

/// With a separator at the start and after every value that needs one.
pub(crate) fn write(elements: &[Element], separator: char) -> String {
    let mut text = String::new();
    let mut separated = true;
    for element in elements {
        if separated {
            text.push(separator);
        }
        text.push_str(element.ai().code());
        text.push_str(element.value());
        separated = !element.ai().has_fixed_length();
    }
    text
}
