//! What a scanner sends: a symbology identifier of three characters, then the data.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{GROUP_SEPARATOR, fnc1};
use crate::{
    code::Element,
    error::{ErrorCode, ParseError},
    gtin::Gtin,
    link,
    options::Options,
};

/// Separates an EAN or UPC symbol from the composite symbol over it.
const COMPOSITE: &str = "|]e0";

/// What a symbol holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scan {
    /// An element string.
    Elements(Vec<Element>),
    /// A Digital Link, as the symbol has it.
    Link(String),
    /// An EAN or UPC symbol, and the elements of its composite part.
    Item {
        /// The symbol's 8 or 13 digits.
        digits: String,
        /// The same as a GTIN.
        gtin: Gtin,
        /// From the composite part.
        elements: Vec<Element>,
    },
    /// A symbol that says nothing of GS1.
    Plain(String),
}

enum Carrier {
    Elements,
    Item(usize),
    Plain,
}

fn carrier(identifier: &str) -> Option<Carrier> {
    match identifier {
        "]C1" | "]e0" | "]d2" | "]Q3" | "]J1" => Some(Carrier::Elements),
        "]E0" => Some(Carrier::Item(13)),
        "]E4" => Some(Carrier::Item(8)),
        "]d1" | "]Q1" | "]J0" => Some(Carrier::Plain),
        _ => None,
    }
}

/// Byte offsets in errors count from the start of `raw`.
pub(crate) fn parse(raw: &str, options: Options) -> Result<Scan, ParseError> {
    let missing = ParseError::new(ErrorCode::SymbologyIdentifierMissing, 0);
    let (identifier, data) = raw.split_at_checked(3).filter(|_| raw.starts_with(']')).ok_or(missing)?;
    let carrier = carrier(identifier).ok_or(ParseError::new(ErrorCode::SymbologyIdentifierUnsupported, 0))?;
    let parsed = match carrier {
        Carrier::Elements => message(data, options).map(Scan::Elements),
        Carrier::Item(digits) => item(data, digits, options),
        Carrier::Plain => plain(data, options),
    };
    parsed.map_err(|error| error.shifted(identifier.len()))
}

fn message(data: &str, options: Options) -> Result<Vec<Element>, ParseError> {
    match data.find('^') {
        Some(at) => Err(ParseError::new(ErrorCode::IllegalCaret, at)),
        None => fnc1(data, GROUP_SEPARATOR, options),
    }
}

fn item(data: &str, length: usize, options: Options) -> Result<Scan, ParseError> {
    let (digits, composite) = data.split_once(COMPOSITE).map_or((data, None), |(a, b)| (a, Some(b)));
    if digits.len() != length {
        let code = if digits.len() < length { ErrorCode::ValueTooShort } else { ErrorCode::ValueTooLong };
        return Err(ParseError::new(code, digits.len().min(length)));
    }
    let (gtin, _) = Gtin::parse(digits)?;
    let offset = digits.len() + COMPOSITE.len();
    // The symbol itself is the companion of whatever is over it.
    let elements = composite.map_or(Ok(Vec::new()), |data| {
        message(data, options.without_requisites()).map_err(|error| error.shifted(offset))
    })?;
    Ok(Scan::Item { digits: digits.to_owned(), gtin, elements })
}

fn plain(data: &str, options: Options) -> Result<Scan, ParseError> {
    let is_link =
        ["https://", "HTTPS://", "http://", "HTTP://"].iter().any(|scheme| data.starts_with(scheme));
    if is_link {
        link::DigitalLinkRef::read(data, options, false)?;
        return Ok(Scan::Link(data.to_owned()));
    }
    Ok(Scan::Plain(data.to_owned()))
}
