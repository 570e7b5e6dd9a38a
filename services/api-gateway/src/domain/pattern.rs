//! Path patterns of the route table: `/api/v1/scans/{scanId}`, `/01/{gtin}/{+qualifiers}`.

use std::{fmt, str::FromStr};

/// One part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Matches itself, byte for byte.
    Literal(Box<str>),
    /// `{name}`: any one segment that is not empty.
    Parameter,
    /// `{+name}`, last only: one or more segments that the router does not read, so that they may carry `%2F`.
    Opaque,
}

/// A parsed path pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    text: Box<str>,
    segments: Vec<Segment>,
}

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// Patterns are absolute paths.
    #[error("a pattern starts with `/`")]
    NotAbsolute,
    /// Nothing can come after an opaque tail.
    #[error("`{{+…}}` can only be the last segment")]
    OpaqueNotLast,
    /// A brace, percent sign or query where none belongs, or an empty segment.
    #[error("`{0}` is no segment")]
    BadSegment(String),
}

impl Pattern {
    /// The parts, in order; none for `/`.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Where the part that the router does not read begins.
    #[must_use]
    pub fn opaque_from(&self) -> Option<usize> {
        matches!(self.segments.last(), Some(Segment::Opaque)).then(|| self.segments.len() - 1)
    }

    /// The pattern as `OpenAPI` writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let path = text.strip_prefix('/').ok_or(PatternError::NotAbsolute)?;
        let segments = match path {
            "" => Vec::new(),
            path => path.split('/').map(segment).collect::<Result<Vec<_>, _>>()?,
        };
        let opaque = segments.iter().position(|segment| *segment == Segment::Opaque);
        if opaque.is_some_and(|at| at + 1 != segments.len()) {
            return Err(PatternError::OpaqueNotLast);
        }
        Ok(Self { text: text.into(), segments })
    }
}

fn segment(text: &str) -> Result<Segment, PatternError> {
    let name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(inner) if name(inner) => Ok(Segment::Parameter),
        Some(inner) if inner.strip_prefix('+').is_some_and(name) => Ok(Segment::Opaque),
        None if literal(text) => Ok(Segment::Literal(text.into())),
        _ => Err(PatternError::BadSegment(text.to_owned())),
    }
}

fn literal(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    !text.is_empty() && text != "." && text != ".." && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_knows_its_parts() {
        let pattern: Pattern = "/01/{gtin}/{+qualifiers}".parse().expect("valid");
        assert_eq!(pattern.segments(), [Segment::Literal("01".into()), Segment::Parameter, Segment::Opaque]);
        assert_eq!(pattern.opaque_from(), Some(2));
        assert_eq!("/".parse::<Pattern>().expect("root").segments(), []);
    }

    #[test]
    fn a_pattern_that_cannot_match_is_refused() {
        for text in ["", "api", "/a//b", "/{+a}/b", "/{}", "/{+}", "/a%2Fb", "/..", "/a?b", "/{a", "/a/"] {
            assert!(text.parse::<Pattern>().is_err(), "{text}");
        }
    }
}
