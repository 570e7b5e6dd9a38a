//! Splits a link into scheme, host, path and query. The path is decoded after it was split at its slashes.

use crate::{
    chars::{self, NOT_IN_HOST, URI, is_space},
    error::{ErrorCode, ParseError},
    options::{Warning, Warnings},
    steps,
};

const SCHEMES: [&str; 4] = ["https://", "HTTPS://", "http://", "HTTP://"];

/// Byte offsets into the raw text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Where the scheme starts.
    pub(super) start: usize,
    /// The slash after the host.
    pub(super) path: usize,
    pub(super) path_end: usize,
    pub(super) query: usize,
    pub(super) query_end: usize,
}

/// Whether the text starts like a link, in any case.
pub(crate) fn has_scheme(text: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

pub(super) fn frame(raw: &str, lenient: bool, warnings: &mut Warnings) -> Result<Frame, ParseError> {
    let bytes = raw.as_bytes();
    let (start, end) = if lenient { trimmed(bytes, warnings) } else { (0, bytes.len()) };
    let host = start
        + scheme(&raw[start..end], lenient, warnings).ok_or(ParseError::new(ErrorCode::UriScheme, start))?;
    if let Some(at) = bytes[host..end].iter().position(|byte| !chars::is(*byte, URI)) {
        return Err(ParseError::new(ErrorCode::UriIllegalCharacter, host + at));
    }
    let path = host + host_length(&bytes[host..end]).map_err(|error| error.shifted(host))?;
    let end = path + find(&bytes[path..end], b'#');
    let path_end = path + find(&bytes[path..end], b'?');
    steps::count(end - start);
    let mut frame = Frame { start, path, path_end, query: (path_end + 1).min(end), query_end: end };
    if lenient && frame.path_end > frame.path + 1 && bytes[frame.path_end - 1] == b'/' {
        frame.path_end -= 1;
        warnings.add(Warning::TrailingSlash);
    }
    Ok(frame)
}

fn trimmed(bytes: &[u8], warnings: &mut Warnings) -> (usize, usize) {
    let start = bytes.iter().position(|byte| !is_space(*byte)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !is_space(*byte)).map_or(start, |last| last + 1);
    if (start, end) != (0, bytes.len()) {
        warnings.add(Warning::SurroundingWhitespace);
    }
    (start, end)
}

fn scheme(text: &str, lenient: bool, warnings: &mut Warnings) -> Option<usize> {
    if let Some(scheme) = SCHEMES.iter().find(|scheme| text.starts_with(**scheme)) {
        return Some(scheme.len());
    }
    if !lenient || !has_scheme(text) {
        return None;
    }
    warnings.add(Warning::SchemeCase);
    text.find("//").map(|at| at + 2)
}

fn host_length(rest: &[u8]) -> Result<usize, ParseError> {
    let missing = ParseError::new(ErrorCode::UriMissingDomainOrPath, 0);
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'/' if at == 0 => return Err(missing),
            b'/' => return Ok(at),
            byte if chars::is(*byte, NOT_IN_HOST) => return Err(ParseError::new(ErrorCode::UriDomain, at)),
            _ => {}
        }
    }
    Err(missing)
}

fn find(bytes: &[u8], wanted: u8) -> usize {
    bytes.iter().position(|byte| *byte == wanted).unwrap_or(bytes.len())
}
