//! Reads a link once from end to end: the right-most primary key wins, then its qualifiers, then the query.

use super::{
    DigitalLinkRef, ElementRef, MAX_INPUT, MAX_PATH, alpha,
    query::{Meaning, Parameter, Parameters},
    split::{self, Frame},
    value::{Decoded, ValueRef},
};
use crate::{
    ai::{self, Ai, AiId},
    date::Date,
    error::{ErrorCode, Flaw, ParseError},
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
    let pairs = Pairs::find(raw.as_bytes(), frame, options.lenient)
        .ok_or(ParseError::new(ErrorCode::NoPrimaryKey, frame.path))?;
    let mut reader = Reader::<N>::new(options, warnings);
    reader.path(raw, &pairs)?;
    let query = Parameters::new(&raw[frame.query..frame.query_end], frame.query, semicolons);
    for parameter in query {
        reader.parameter(parameter)?;
    }
    pairing::check(&reader.seen[..reader.count], options.requisites)?;
    if semicolons {
        reader.warnings.add(Warning::SemicolonDelimiter);
    }
    let stem = &raw[frame.start..pairs.key];
    Ok(DigitalLinkRef { stem, path: reader.path, query, options, warnings: reader.warnings })
}

/// An AI in a path.
#[derive(Clone, Copy)]
struct Pair {
    ai: &'static Ai,
    by_word: bool,
    /// Where its value starts and ends.
    value: (usize, usize),
}

/// What was found on the way back to the primary key.
struct Pairs {
    /// The slash before the primary key.
    key: usize,
    /// From the last to the first.
    found: [Option<Pair>; MAX_PATH],
    count: usize,
}

impl Pairs {
    /// Walks back from the end over pairs of AI and value; the right-most primary key ends the walk.
    fn find(raw: &[u8], frame: Frame, lenient: bool) -> Option<Self> {
        let mut pairs = Self { key: frame.path_end, found: [None; MAX_PATH], count: 0 };
        loop {
            let value = slash_before(raw, pairs.key).filter(|slash| *slash > frame.path)?;
            let code = slash_before(raw, value)?;
            steps::count(pairs.key - code);
            let (ai, by_word) = segment_ai(&raw[code + 1..value], lenient)?;
            if let Some(slot) = pairs.found.get_mut(pairs.count) {
                *slot = Some(Pair { ai, by_word, value: (value + 1, pairs.key) });
            }
            pairs.key = code;
            pairs.count += 1;
            if ai.is_primary_key() {
                return Some(pairs);
            }
        }
    }
}

fn slash_before(raw: &[u8], end: usize) -> Option<usize> {
    raw[..end].iter().rposition(|byte| *byte == b'/')
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
    qualifiers: [AiId; MAX_PATH - 1],
    in_path: usize,
    seen: [Present; N],
    count: usize,
}

impl<'a, const N: usize> Reader<'a, N> {
    fn new(options: Options, warnings: Warnings) -> Self {
        let unused = Present { ai: ai::any(), length: 0, at: 0 };
        let (path, qualifiers) = ([None; MAX_PATH], [0; MAX_PATH - 1]);
        Self { options, warnings, path, qualifiers, in_path: 0, seen: [unused; N], count: 0 }
    }

    fn path(&mut self, raw: &'a str, pairs: &Pairs) -> Result<(), ParseError> {
        let out_of_order = ParseError::new(ErrorCode::QualifierSequence, pairs.key);
        if pairs.count > MAX_PATH {
            return Err(out_of_order);
        }
        for pair in pairs.found.iter().rev().flatten() {
            self.segment(raw, *pair)?;
        }
        match self.path[0] {
            Some(key) if key.ai.allows(self.qualifiers()) => Ok(()),
            _ => Err(out_of_order),
        }
    }

    fn segment(&mut self, raw: &'a str, pair: Pair) -> Result<(), ParseError> {
        let (start, end) = pair.value;
        let element = ElementRef::new(pair.ai, &raw[start..end], Part::Path, start, self.options.lenient);
        self.admit(&element)?;
        if pair.by_word {
            self.warnings.add(Warning::ConvenienceAlpha);
        }
        self.path[self.in_path] = Some(element);
        if self.in_path > 0 {
            self.qualifiers[self.in_path - 1] = pair.ai.id;
        }
        self.in_path += 1;
        Ok(())
    }

    /// The AIs that follow the key in the path.
    fn qualifiers(&self) -> &[AiId] {
        &self.qualifiers[..self.in_path.saturating_sub(1)]
    }

    fn parameter(&mut self, parameter: Parameter<'a>) -> Result<(), ParseError> {
        match parameter.meaning() {
            Meaning::Other => Ok(()),
            Meaning::UnknownAi => Err(ParseError::new(ErrorCode::UnknownAi, parameter.at)),
            Meaning::Attribute(ai, value) => {
                let at = parameter.at + parameter.text.len() - value.len();
                let element = ElementRef::new(ai, value, Part::Query, at, self.options.lenient);
                self.attribute(&element, parameter.at)
            }
        }
    }

    fn attribute(&mut self, element: &ElementRef<'a>, at: usize) -> Result<(), ParseError> {
        let ai = element.ai;
        let refuse = |code| Err(ParseError::new(code, at).of(ai.code()));
        if self.seen[..self.count].iter().any(|one| one.ai.id == ai.id) {
            return refuse(ErrorCode::DuplicateAi);
        }
        self.admit(element)?;
        if !ai.is_attribute() {
            return refuse(ErrorCode::NotDataAttribute);
        }
        match self.path[0] {
            Some(key) if key.ai.takes_into_path(self.qualifiers(), ai.id) => refuse(ErrorCode::BelongsInPath),
            _ => Ok(()),
        }
    }

    /// Checks the value and remembers the AI.
    fn admit(&mut self, element: &ElementRef<'a>) -> Result<(), ParseError> {
        let ElementRef { ai, value, at } = *element;
        if value.is_padded() {
            self.warnings.add(Warning::GtinNot14Digits);
        }
        let length = check(ai, value, self.options.today).map_err(|found| refused(element, found))?;
        steps::count(value.raw().len());
        let Some(slot) = self.seen.get_mut(self.count) else {
            return Err(ParseError::new(ErrorCode::TooManyAis, at).of(ai.code()));
        };
        *slot = Present { ai, length: length as u32, at: at as u32 };
        self.count += 1;
        Ok(())
    }
}

/// The decoded value's length.
fn check(ai: &Ai, value: ValueRef<'_>, today: Date) -> Result<usize, Flaw> {
    if let Some(plain) = value.as_plain() {
        if plain.is_empty() {
            return Err(Flaw { code: ErrorCode::EmptyValue, at: 0 });
        }
        // A URI has no carets and nothing but ASCII, so that the length is all there is to look at first.
        content::check_bounds(ai, plain.len())?;
        content::check(ai, plain.as_bytes(), today)?;
        return Ok(plain.len());
    }
    Decoded::with(value, |bytes| {
        content::check_length(ai, bytes)?;
        content::check(ai, bytes, today)?;
        Ok(bytes.len())
    })
}

/// With the digit that would check a GTIN or another key of digits.
#[cold]
fn refused(element: &ElementRef<'_>, found: Flaw) -> ParseError {
    let text = (found.code == ErrorCode::CheckDigit).then(|| element.value.to_text());
    let digit = text.and_then(|text| crate::check::expected(text.as_bytes()));
    ParseError::new(found.code, element.at + found.at).of(element.ai.code()).expecting(digit)
}
