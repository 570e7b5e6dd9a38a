//! The query of a link: attributes, and parameters that are none of GS1's.

use crate::{
    ai::{Ai, lookup},
    steps,
};

/// One part of a query, with its offset in the raw link.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
}

/// What a parameter is to GS1.
pub(super) enum Meaning<'a> {
    Attribute(&'static Ai, &'a str),
    /// Digits alone that are no AI.
    UnknownAi,
    Other,
}

impl<'a> Parameter<'a> {
    /// Key and value; a key alone has none.
    pub(super) fn pair(self) -> (&'a str, Option<&'a str>) {
        self.text.split_once('=').map_or((self.text, None), |(key, value)| (key, Some(value)))
    }

    /// Where the value of an attribute stands in the raw link.
    pub(super) fn at_value(self) -> usize {
        self.at + self.pair().0.len() + 1
    }

    pub(super) fn meaning(self) -> Meaning<'a> {
        let (key, Some(value)) = self.pair() else { return Meaning::Other };
        match lookup(key.as_bytes()) {
            Some(ai) => Meaning::Attribute(ai, value),
            None if key.bytes().all(|byte| byte.is_ascii_digit()) => Meaning::UnknownAi,
            None => Meaning::Other,
        }
    }
}

/// Splits at `&`, and at `;` when a lenient reading asks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameters<'a> {
    rest: &'a str,
    at: usize,
    semicolons: bool,
}

impl<'a> Parameters<'a> {
    pub(super) const fn new(query: &'a str, at: usize, semicolons: bool) -> Self {
        Self { rest: query, at, semicolons }
    }
}

impl<'a> Iterator for Parameters<'a> {
    type Item = Parameter<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let semicolons = self.semicolons;
        let delimits = |byte: &u8| *byte == b'&' || (semicolons && *byte == b';');
        let start = self.rest.bytes().position(|byte| !delimits(&byte))?;
        let rest = &self.rest[start..];
        let length = rest.as_bytes().iter().position(delimits).unwrap_or(rest.len());
        let (text, after) = rest.split_at(length);
        let parameter = Parameter { at: self.at + start, text };
        steps::count(start + length);
        self.rest = after;
        self.at += start + length;
        Some(parameter)
    }
}
