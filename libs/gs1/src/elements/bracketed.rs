//! `(01)09521234543213(10)LOT7`; a bracket inside a value is written `\(`.

use alloc::{string::String, vec::Vec};

use super::{Message, fail};
use crate::{
    ai,
    code::Element,
    error::{ErrorCode, ParseError},
    options::Options,
    steps, value as content,
};

pub(crate) fn parse(text: &str, options: Options) -> Result<Vec<Element>, ParseError> {
    let mut message = Message::new(options);
    let mut at = 0;
    while at < text.len() {
        let malformed = |at| ParseError::new(ErrorCode::AiParse, at);
        let code = text[at..].strip_prefix('(').ok_or(malformed(at))?;
        let (code, rest) = code.split_once(')').ok_or(malformed(at))?;
        let ai = ai::lookup(code.as_bytes()).ok_or(ParseError::new(ErrorCode::UnknownAi, at + 1))?;
        let start = at + code.len() + 2;
        if rest.is_empty() {
            return Err(malformed(start).of(ai.code()));
        }
        let (value, length) = unescaped(rest);
        content::check_length(ai, value.as_bytes()).map_err(|found| fail(ai, &value, start, found))?;
        message.push(ai, value, start)?;
        at = start + length;
        steps::count(code.len() + length);
    }
    message.finish()
}

/// The value up to the next bracket that is not escaped, and its length as written.
fn unescaped(rest: &str) -> (String, usize) {
    let mut value = String::new();
    let mut from = 0;
    loop {
        let end = rest[from..].find('(').map_or(rest.len(), |at| from + at);
        match rest[from..end].strip_suffix('\\') {
            Some(part) if end < rest.len() => {
                value.push_str(part);
                value.push('(');
                from = end + 1;
            }
            _ => {
                value.push_str(&rest[from..end]);
                return (value, end);
            }
        }
    }
}

pub(crate) fn write(elements: &[Element]) -> String {
    let mut text = String::new();
    for element in elements {
        text.push('(');
        text.push_str(element.ai().code());
        text.push(')');
        text.push_str(&element.value().replace('(', "\\("));
    }
    text
}
