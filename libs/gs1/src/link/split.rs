//! Splits a link into scheme, host, path and query. The path is decoded after it was split at its slashes.

use crate::{
    chars::{self, NOT_IN_HOST, STOP, is_space},
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
    let path = host + host_length(&bytes[host..end]).map_err(|error| error.shifted(host))?;
    let path_end = stop(bytes, path, end)?;
    let query = if bytes.get(path_end) == Some(&b'?') { path_end + 1 } else { path_end };
    let query_end = past_question_marks(bytes, query, end)?;
    check_fragment(bytes, query_end, end)?;
    steps::count(end - start);
    let mut frame = Frame { start, path, path_end, query, query_end };
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
    match rest.iter().position(|byte| *byte == b'/' || chars::is(*byte, NOT_IN_HOST | STOP)) {
        Some(0) if rest[0] == b'/' => Err(missing),
        Some(at) if rest[at] == b'/' => Ok(at),
        Some(at) if chars::is(rest[at], NOT_IN_HOST) => Err(ParseError::new(ErrorCode::UriDomain, at)),
        Some(at) => Err(illegal(at)),
        None => Err(missing),
    }
}

const fn illegal(at: usize) -> ParseError {
    ParseError::new(ErrorCode::UriIllegalCharacter, at)
}

/// Where the path ends, at `?`, `#` or the end; everything before is a URI's.
fn stop(bytes: &[u8], from: usize, end: usize) -> Result<usize, ParseError> {
    match chars::first(&bytes[from..end], STOP).map(|at| from + at) {
        None => Ok(end),
        Some(at) if matches!(bytes[at], b'?' | b'#') => Ok(at),
        Some(at) => Err(illegal(at)),
    }
}

/// Where the query ends, at `#` or the end; more question marks belong to it.
fn past_question_marks(bytes: &[u8], from: usize, end: usize) -> Result<usize, ParseError> {
    let mut at = from;
    loop {
        at = stop(bytes, at, end)?;
        if at == end || bytes[at] == b'#' {
            return Ok(at);
        }
        at += 1;
    }
}

/// A fragment says nothing to GS1, but consists of a URI's characters.
fn check_fragment(bytes: &[u8], from: usize, end: usize) -> Result<(), ParseError> {
    let mut at = from;
    while at < end {
        at = stop(bytes, at, end)? + 1;
    }
    Ok(())
}
