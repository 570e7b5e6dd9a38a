//! Element strings: with brackets, with separators, from a scanner.

mod bracketed;
mod fnc1;
pub(crate) mod scan;

use alloc::{string::String, vec::Vec};

pub(crate) use bracketed::{parse as bracketed, write as write_bracketed};
pub(crate) use fnc1::{parse as fnc1, write as write_fnc1};

use crate::{
    ai::Ai,
    code::Element,
    error::{ErrorCode, Flaw, ParseError},
    link::MAX_ELEMENTS,
    options::Options,
    pairing::{self, Present},
};

/// FNC1 as scanners send it.
pub(crate) const GROUP_SEPARATOR: char = '\u{1d}';

/// Elements that were checked one by one; `finish` checks them together.
struct Message {
    elements: Vec<(Element, usize)>,
    options: Options,
}

impl Message {
    const fn new(options: Options) -> Self {
        Self { elements: Vec::new(), options }
    }

    /// `at`: where the value starts.
    fn push(&mut self, ai: &'static Ai, value: String, at: usize) -> Result<(), ParseError> {
        if self.elements.len() >= MAX_ELEMENTS {
            return Err(ParseError::new(ErrorCode::TooManyAis, at));
        }
        crate::value::check(ai, value.as_bytes(), self.options.today)
            .map_err(|found| fail(ai, &value, at, found))?;
        self.elements.push((Element::new(ai, value, None), at));
        Ok(())
    }

    fn finish(self) -> Result<Vec<Element>, ParseError> {
        let present: Vec<_> = self.elements.iter().map(|(element, at)| present(element, *at)).collect();
        pairing::check(&present, self.options.requisites)?;
        self.check_repeated()?;
        Ok(self.elements.into_iter().map(|(element, _)| element).collect())
    }

    /// Labels read one after another repeat an AI, but never with another value.
    fn check_repeated(&self) -> Result<(), ParseError> {
        let conflicts = |(index, (one, _)): &(usize, &(Element, usize))| {
            self.elements[..*index].iter().any(|(other, _)| other.ai().id == one.ai().id && other != one)
        };
        self.elements.iter().enumerate().find(conflicts).map_or(Ok(()), |(_, (element, at))| {
            Err(ParseError::new(ErrorCode::AiRepeatConflict, *at).of(element.ai().code()))
        })
    }
}

fn present(element: &Element, at: usize) -> Present {
    Present { ai: element.ai(), length: element.value().len() as u32, at: at as u32 }
}

fn fail(ai: &'static Ai, value: &str, at: usize, found: Flaw) -> ParseError {
    let digit =
        (found.code == ErrorCode::CheckDigit).then(|| crate::check::expected(value.as_bytes())).flatten();
    ParseError::new(found.code, at + found.at).of(ai.code()).expecting(digit)
}
