//! A code that was read: what it is and what it says.

use alloc::{format, string::String, vec::Vec};

use crate::{
    ai::{Ai, lookup},
    date::{self, Date, DateValue, ExpiryKind},
    elements,
    error::ParseError,
    gtin::Gtin,
    link::{self, Order},
    options::Warnings,
    percent::Part,
};

/// Where canonical links point.
pub const CANONICAL_STEM: &str = "https://id.gs1.org";

/// What kind of text the code was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A GS1 Digital Link URI.
    DigitalLink,
    /// An element string: in brackets, with separators or from a scanner.
    ElementString,
    /// The digits of a GTIN alone.
    Gtin,
}

impl Kind {
    /// In snake case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DigitalLink => "digital_link",
            Self::ElementString => "element_string",
            Self::Gtin => "gtin",
        }
    }
}

/// An AI and its value, decoded and checked.
#[derive(Clone, Debug)]
pub struct Element {
    ai: &'static Ai,
    value: String,
    part: Option<Part>,
}

impl Element {
    pub(crate) const fn new(ai: &'static Ai, value: String, part: Option<Part>) -> Self {
        Self { ai, value, part }
    }

    /// The Application Identifier.
    #[must_use]
    pub const fn ai(&self) -> &'static Ai {
        self.ai
    }

    /// The value: text, never a number.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Where it stood in a Digital Link.
    #[must_use]
    pub const fn part(&self) -> Option<Part> {
        self.part
    }
}

impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.ai.id == other.ai.id && self.value == other.value
    }
}

impl Eq for Element {}

/// A day on a label, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Expiry {
    /// The last day.
    pub date: Date,
    /// Use by, or best before.
    pub kind: ExpiryKind,
}

/// A code that was read and checked.
#[derive(Clone, Debug)]
pub struct Code {
    pub(crate) kind: Kind,
    pub(crate) elements: Vec<Element>,
    pub(crate) other: Vec<(String, Option<String>)>,
    pub(crate) stem: Option<String>,
    pub(crate) warnings: Warnings,
    pub(crate) today: Date,
}

impl Code {
    /// What kind of text it was.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Every element, in the order of the code.
    #[must_use]
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// A link's query parameters that are none of GS1's, as they stand there.
    #[must_use]
    pub fn other(&self) -> &[(String, Option<String>)] {
        &self.other
    }

    /// A link's start, up to its primary key.
    #[must_use]
    pub fn stem(&self) -> Option<&str> {
        self.stem.as_deref()
    }

    /// What lenient reading tolerated.
    #[must_use]
    pub const fn warnings(&self) -> Warnings {
        self.warnings
    }

    /// The first value of this AI.
    #[must_use]
    pub fn value(&self, ai: &str) -> Option<&str> {
        self.elements.iter().find(|element| element.ai.code() == ai).map(Element::value)
    }

    /// Of the item itself, or of the item that it is a piece of (AI 8006).
    #[must_use]
    pub fn gtin(&self) -> Option<Gtin> {
        self.value("01").or_else(|| self.value("8006")).and_then(Gtin::from_checked)
    }

    /// Batch or lot.
    #[must_use]
    pub fn lot(&self) -> Option<&str> {
        self.value("10")
    }

    /// Serial number.
    #[must_use]
    pub fn serial(&self) -> Option<&str> {
        self.value("21")
    }

    /// Use by (AI 17, or 7003 with a time) before best before (AI 15).
    #[must_use]
    pub fn expiry(&self) -> Option<Expiry> {
        let of = |ai, kind| self.date(ai).map(|found| Expiry { date: found.last_day(), kind });
        let use_by = || of("17", ExpiryKind::UseBy).or_else(|| of("7003", ExpiryKind::UseBy));
        use_by().or_else(|| of("15", ExpiryKind::BestBefore))
    }

    /// The date that this AI's value means.
    #[must_use]
    pub fn date(&self, ai: &str) -> Option<DateValue> {
        let entry = lookup(ai.as_bytes())?;
        date::read(entry, self.value(ai)?, self.today).ok()
    }

    /// Every AI with a date, in the order of the code.
    pub fn dates(&self) -> impl Iterator<Item = (&'static str, DateValue)> {
        self.elements.iter().filter_map(|element| {
            let found = date::read(element.ai, &element.value, self.today).ok()?;
            Some((element.ai.code(), found))
        })
    }

    /// The link at id.gs1.org that says the same: query keys in order, nothing else in it. `None` for a code
    /// that no link can express.
    #[must_use]
    pub fn canonical(&self) -> Option<String> {
        link::build(&self.elements, CANONICAL_STEM, Order::Sorted).ok()
    }

    /// A link with this stem, attributes in the code's order.
    ///
    /// # Errors
    /// When no primary key is there, or when an element may stand in no link.
    pub fn link(&self, stem: &str) -> Result<String, ParseError> {
        link::build(&self.elements, stem, Order::AsGiven)
    }

    /// `(01)…(10)…`
    #[must_use]
    pub fn element_string(&self) -> String {
        elements::write_bracketed(&self.elements)
    }

    /// With `separator` for FNC1, as symbols carry it.
    #[must_use]
    pub fn fnc1(&self, separator: char) -> String {
        elements::write_fnc1(&self.elements, separator)
    }

    /// Human-readable interpretation, one line an element: `(01) 09521234543213`.
    #[must_use]
    pub fn hri(&self) -> Vec<String> {
        self.elements.iter().map(|element| format!("({}) {}", element.ai.code(), element.value)).collect()
    }

    /// The same with GS1's data titles: `GTIN (01) 09521234543213`.
    #[must_use]
    pub fn hri_with_titles(&self) -> Vec<String> {
        let line = |(element, text): (&Element, String)| match element.ai.title() {
            "" => text,
            title => format!("{title} {text}"),
        };
        self.elements.iter().zip(self.hri()).map(line).collect()
    }
}
