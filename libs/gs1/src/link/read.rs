//! Reads a link once from end to end: the right-most primary key wins, then its qualifiers, then the query.

use super::{
    DigitalLinkRef, ElementRef, MAX_INPUT, MAX_PATH, alpha,
    query::{Meaning, Parameter, Parameters},
    split::{self, Frame},
    value::Decoded,
};
use crate::{
    ai::{self, Ai, AiId},
    error::{ErrorCode, ParseError},
    options::{Options, Warning, Warnings},
    pairing::{self, Present},
    percent::Part,
    steps, value as content,
};

/// Positions in errors are byte offsets. `N`: how many AIs there is room for.
pub(super) fn read<const N: usize>(
    raw: &str,
    options: Options,
    semicolons: bool,
) -> Result<DigitalLinkRef<'_>, ParseError> {
    if raw.len() > MAX_INPUT {
        return Err(ParseError::new(ErrorCode::TooLong, MAX_INPUT));
    }
    let mut warnings = Warnings::default();
    let frame = split::frame(raw, options.lenient, &mut warnings)?;
    let key = find_key(&raw.as_bytes()[frame.path..frame.path_end], options.lenient)
        .ok_or(ParseError::new(ErrorCode::NoPrimaryKey, frame.path))?
        + frame.path;
    let mut reader = Reader::<N>::new(options, warnings);
    reader.path(raw, key, frame)?;
    let query = Parameters::new(&raw[frame.query..frame.query_end], frame.query, semicolons);
    query.into_iter().try_for_each(|parameter| reader.parameter(parameter))?;
    reader.pairing()?;
    if semicolons {
        reader.warnings.add(Warning::SemicolonDelimiter);
    }
    let stem = &raw[frame.start..key];
    Ok(DigitalLinkRef { stem, path: reader.path, query, options, warnings: reader.warnings })
}

/// Walks back from the end over pairs of AI and value to the slash before the right-most primary key.
fn find_key(path: &[u8], lenient: bool) -> Option<usize> {
    let mut end = path.len();
    loop {
        let value = slash_before(path, end).filter(|slash| *slash > 0)?;
        let code = slash_before(path, value)?;
        steps::count(end - code);
        if segment_ai(&path[code + 1..value], lenient)?.0.is_primary_key() {
            return Some(code);
        }
        end = code;
    }
}

fn slash_before(path: &[u8], end: usize) -> Option<usize> {
    path[..end].iter().rposition(|byte| *byte == b'/')
}

/// The AI that a path segment names, and whether it does so by a word.
fn segment_ai(segment: &[u8], lenient: bool) -> Option<(&'static Ai, bool)> {
    let by_code = ai::lookup(segment).map(|ai| (ai, false));
    let by_word = || core::str::from_utf8(segment).ok().and_then(alpha::from_word).map(|ai| (ai, true));
    by_code.or_else(|| if lenient { by_word() } else { None })
}

struct Reader<'a, const N: usize> {
    options: Options,
    warnings: Warnings,
    path: [Option<ElementRef<'a>>; MAX_PATH],
    seen: [Option<Present<'a>>; N],
    count: usize,
    in_path: usize,
}

impl<'a, const N: usize> Reader<'a, N> {
    const fn new(options: Options, warnings: Warnings) -> Self {
        Self { options, warnings, path: [None; MAX_PATH], seen: [None; N], count: 0, in_path: 0 }
    }

    fn seen(&self) -> impl Iterator<Item = &Present<'a>> {
        self.seen[..self.count].iter().flatten()
    }

    /// `key`: the slash before the primary key.
    fn path(&mut self, raw: &'a str, key: usize, frame: Frame) -> Result<(), ParseError> {
        let mut at = key + 1;
        while at <= frame.path_end {
            let rest = &raw[at..frame.path_end];
            let Some((code, after)) = rest.split_once('/') else { break };
            let Some((ai, by_word)) = segment_ai(code.as_bytes(), self.options.lenient) else { break };
            if by_word {
                self.warnings.add(Warning::ConvenienceAlpha);
            }
            let value = after.split_once('/').map_or(after, |(value, _)| value);
            at += code.len() + 1;
            self.segment(ElementRef::new(ai, value, Part::Path, at, self.options.lenient))?;
            at += value.len() + 1;
        }
        let (key, qualifiers) = self.sequence();
        match key {
            Some(key) if key.allows(&qualifiers[..self.in_path.saturating_sub(1)]) => Ok(()),
            _ => Err(ParseError::new(ErrorCode::QualifierSequence, key_at(&self.path))),
        }
    }

    fn segment(&mut self, element: ElementRef<'a>) -> Result<(), ParseError> {
        self.admit(element)?;
        let slot = self.path.get_mut(self.in_path);
        *slot.ok_or(ParseError::new(ErrorCode::QualifierSequence, element.at))? = Some(element);
        self.in_path += 1;
        Ok(())
    }

    /// The path's key and its qualifiers.
    fn sequence(&self) -> (Option<&'static Ai>, [AiId; MAX_PATH - 1]) {
        let mut qualifiers = [0; MAX_PATH - 1];
        let elements = self.path.iter().skip(1).flatten();
        qualifiers.iter_mut().zip(elements).for_each(|(slot, element)| *slot = element.ai.id);
        (self.path[0].map(|element| element.ai), qualifiers)
    }

    fn parameter(&mut self, parameter: Parameter<'a>) -> Result<(), ParseError> {
        match parameter.meaning() {
            Meaning::Other => Ok(()),
            Meaning::UnknownAi => Err(ParseError::new(ErrorCode::UnknownAi, parameter.at)),
            Meaning::Attribute(ai, value) => {
                let at = parameter.at_value();
                self.attribute(
                    ElementRef::new(ai, value, Part::Query, at, self.options.lenient),
                    parameter.at,
                )
            }
        }
    }

    fn attribute(&mut self, element: ElementRef<'a>, at: usize) -> Result<(), ParseError> {
        let ai = element.ai;
        let refuse = |code| Err(ParseError::new(code, at).of(ai.code()));
        if self.seen().any(|one| one.ai.id == ai.id) {
            return refuse(ErrorCode::DuplicateAi);
        }
        self.admit(element)?;
        let (key, qualifiers) = self.sequence();
        let joins = |key: &Ai| key.takes_into_path(&qualifiers[..self.in_path.saturating_sub(1)], ai.id);
        if !ai.is_attribute() {
            refuse(ErrorCode::NotDataAttribute)
        } else if key.is_some_and(joins) {
            refuse(ErrorCode::BelongsInPath)
        } else {
            Ok(())
        }
    }

    /// Checks the value and remembers the AI.
    fn admit(&mut self, element: ElementRef<'a>) -> Result<(), ParseError> {
        let ElementRef { ai, value, at, .. } = element;
        let fail = |code, offset| ParseError::new(code, at + offset).of(ai.code());
        if value.raw().is_empty() {
            return Err(fail(ErrorCode::EmptyValue, 0));
        }
        if value.is_padded() {
            self.warnings.add(Warning::GtinNot14Digits);
        }
        let today = self.options.today;
        let length = Decoded::with(value, |bytes| {
            content::check_length(ai, bytes)?;
            content::check(ai, bytes, today)?;
            Ok(bytes.len())
        })
        .map_err(|found| fail(found.code, found.at).expecting(expected(found.code, value)))?;
        steps::count(value.raw().len());
        let slot = self.seen.get_mut(self.count).ok_or(fail(ErrorCode::TooManyAis, 0))?;
        *slot = Some(Present { ai, length, at, written: value.raw() });
        self.count += 1;
        Ok(())
    }

    fn pairing(&self) -> Result<(), ParseError> {
        pairing::check(|| self.seen(), self.options.requisites)
    }
}

fn key_at(path: &[Option<ElementRef<'_>>; MAX_PATH]) -> usize {
    path.iter().flatten().nth(1).map_or(0, |element| element.at)
}

/// The digit that would check a GTIN or another key of digits.
#[cold]
fn expected(code: ErrorCode, value: super::ValueRef<'_>) -> Option<char> {
    let text = (code == ErrorCode::CheckDigit).then(|| value.to_text())?;
    crate::check::expected(text.as_bytes())
}
