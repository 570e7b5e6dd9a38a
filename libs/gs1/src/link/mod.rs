//! GS1 Digital Link URIs, borrowed: nothing is copied, nothing allocated.

mod alpha;
mod build;
mod query;
mod read;
mod split;
mod value;

use crate::{
    ai::Ai,
    error::{ErrorCode, ParseError},
    gtin::Gtin,
    options::{Options, Warnings},
    percent::Part,
};

pub(crate) use build::{Order, build};
pub(crate) use split::has_scheme;
pub use value::ValueRef;

use query::{Meaning, Parameter, Parameters};

/// More AIs than any real code has.
pub(crate) const MAX_ELEMENTS: usize = 64;
/// Longer than any code: GS1's own engine reads 8191 characters.
pub(crate) const MAX_INPUT: usize = 16 * 1024;
/// Enough for nearly every code; the stack of a longer one is set up only when it is needed.
const USUAL_ELEMENTS: usize = 12;
/// A key and the most qualifiers that any key takes.
const MAX_PATH: usize = 4;

/// One AI and its value in a link.
#[derive(Clone, Copy, Debug)]
pub struct ElementRef<'a> {
    ai: &'static Ai,
    value: ValueRef<'a>,
    at: usize,
}

impl<'a> ElementRef<'a> {
    /// A lenient reading pads a short GTIN.
    fn new(ai: &'static Ai, raw: &'a str, part: Part, at: usize, lenient: bool) -> Self {
        let value = ValueRef::new(raw, part);
        let length = if lenient && ai.code() == "01" { value.bytes().take(Gtin::LENGTH).count() } else { 0 };
        let value = if matches!(length, 8 | 12 | 13) { value.padded(length) } else { value };
        Self { ai, value, at }
    }

    /// The Application Identifier.
    #[must_use]
    pub const fn ai(&self) -> &'static Ai {
        self.ai
    }

    /// Its value.
    #[must_use]
    pub const fn value(&self) -> ValueRef<'a> {
        self.value
    }

    /// Whether it stands in the path or in the query.
    #[must_use]
    pub const fn part(&self) -> Part {
        self.value.part()
    }
}

/// A checked Digital Link that borrows its text. Reading one allocates nothing.
#[derive(Clone, Copy, Debug)]
pub struct DigitalLinkRef<'a> {
    stem: &'a str,
    path: [Option<ElementRef<'a>>; MAX_PATH],
    query: Parameters<'a>,
    options: Options,
    warnings: Warnings,
}

impl<'a> DigitalLinkRef<'a> {
    /// Reads a link.
    ///
    /// # Errors
    /// With the first thing that is wrong, and where.
    pub fn parse(uri: &'a str, options: Options) -> Result<Self, ParseError> {
        Self::read_tolerant(uri, options).map_err(|error| error.located(uri))
    }

    /// A semicolon belongs to a value wherever that reads well.
    pub(crate) fn read_tolerant(uri: &'a str, options: Options) -> Result<Self, ParseError> {
        match Self::read(uri, options, false) {
            Err(error) if options.lenient && uri.contains(';') => {
                Self::read(uri, options, true).map_err(|_| error)
            }
            result => result,
        }
    }

    /// Positions in errors are byte offsets.
    pub(crate) fn read(uri: &'a str, options: Options, semicolons: bool) -> Result<Self, ParseError> {
        match read::read::<USUAL_ELEMENTS>(uri, options, semicolons) {
            Err(error) if error.code() == ErrorCode::TooManyAis => {
                read::read::<MAX_ELEMENTS>(uri, options, semicolons)
            }
            result => result,
        }
    }

    /// Everything before the primary key.
    #[must_use]
    pub const fn stem(&self) -> &'a str {
        self.stem
    }

    /// The primary key: what the link is about.
    #[must_use]
    pub const fn primary_key(&self) -> Option<ElementRef<'a>> {
        self.path[0]
    }

    /// The key, its qualifiers and the attributes, in the order of the link.
    pub fn elements(&self) -> impl Iterator<Item = ElementRef<'a>> {
        let lenient = self.options.lenient;
        let attributes = self.query.filter_map(move |parameter| match parameter.meaning() {
            Meaning::Attribute(ai, value) => {
                Some(ElementRef::new(ai, value, Part::Query, parameter.at_value(), lenient))
            }
            Meaning::UnknownAi | Meaning::Other => None,
        });
        self.path.into_iter().flatten().chain(attributes)
    }

    /// The query's parameters that are none of GS1's, as they stand there: a key, and its value if it has one.
    pub fn other(&self) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        self.query.filter(|parameter| matches!(parameter.meaning(), Meaning::Other)).map(Parameter::pair)
    }

    /// What a lenient reading tolerated.
    #[must_use]
    pub const fn warnings(&self) -> Warnings {
        self.warnings
    }
}
