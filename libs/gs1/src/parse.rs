//! Tells what a text is, and reads it as that.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use crate::{
    ai::lookup,
    chars::is_space,
    code::{Code, Element, Kind},
    elements::{self, GROUP_SEPARATOR, scan::Scan},
    error::{ErrorCode, ParseError},
    gtin::Gtin,
    link::{self, DigitalLinkRef, MAX_INPUT},
    options::{Options, Warning, Warnings},
};

/// Reads whatever a person typed or a scanner sent: a Digital Link with any host, an element string (in
/// brackets, with U+001D or `^` for FNC1, or after a symbology identifier such as `]d2`), or a GTIN-8, -12,
/// -13 or -14.
///
/// # Errors
/// With the first thing that is wrong, and where.
pub fn parse(raw: &str, options: Options) -> Result<Code, ParseError> {
    read(raw, options).map_err(|error| error.located(raw))
}

/// An element string in brackets.
///
/// # Errors
/// With the first thing that is wrong, and where.
pub fn parse_bracketed(text: &str, options: Options) -> Result<Code, ParseError> {
    let elements = elements::bracketed(text, options).map_err(|error| error.located(text))?;
    Ok(message(elements, Warnings::default(), options))
}

/// An element string that starts with `separator`, which stands for FNC1.
///
/// # Errors
/// With the first thing that is wrong, and where.
pub fn parse_fnc1(text: &str, separator: char, options: Options) -> Result<Code, ParseError> {
    let missing = ParseError::new(ErrorCode::MissingFnc1, 0);
    let data = text.strip_prefix(separator).ok_or(missing)?;
    let elements = elements::fnc1(data, separator, options)
        .map_err(|error| error.shifted(separator.len_utf8()).located(text))?;
    Ok(message(elements, Warnings::default(), options))
}

/// What a scanner sends, with its symbology identifier.
///
/// # Errors
/// With the first thing that is wrong, and where.
pub fn parse_scan(raw: &str, options: Options) -> Result<Scan, ParseError> {
    elements::scan::parse(raw, options).map_err(|error| error.located(raw))
}

/// Positions in errors are byte offsets.
fn read(raw: &str, options: Options) -> Result<Code, ParseError> {
    if raw.len() > MAX_INPUT {
        return Err(ParseError::new(ErrorCode::TooLong, MAX_INPUT));
    }
    let start =
        raw.bytes().position(|byte| !is_space(byte)).ok_or(ParseError::new(ErrorCode::EmptyData, 0))?;
    let mut warnings = Warnings::default();
    if !options.lenient {
        return text(raw, options, warnings);
    }
    let trimmed = raw[start..].trim_end_matches(|found: char| found.is_ascii() && is_space(found as u8));
    if trimmed.len() < raw.len() {
        warnings.add(Warning::SurroundingWhitespace);
    }
    text(trimmed, options, warnings).map_err(|error| error.shifted(start))
}

fn text(raw: &str, options: Options, warnings: Warnings) -> Result<Code, ParseError> {
    let first = raw.chars().next().unwrap_or_default();
    match first {
        ']' => scanned(raw, options, warnings),
        '(' => bracketed(raw, options, warnings),
        '^' | GROUP_SEPARATOR => {
            let elements = elements::fnc1(&raw[1..], first, options).map_err(|error| error.shifted(1))?;
            Ok(message(elements, warnings, options))
        }
        _ if link::has_scheme(raw) || raw.contains(['/', ':']) => digital_link(raw, options, warnings),
        _ if raw.contains(GROUP_SEPARATOR) => {
            Ok(message(elements::fnc1(raw, GROUP_SEPARATOR, options)?, warnings, options))
        }
        _ => typed(raw, options, warnings),
    }
}

fn message(elements: Vec<Element>, warnings: Warnings, options: Options) -> Code {
    let (kind, today) = (Kind::ElementString, options.today);
    Code { kind, elements, other: Vec::new(), stem: None, warnings, today }
}

fn item(gtin: Gtin, warnings: Warnings, options: Options) -> Code {
    let elements = gtin_element(gtin).into_iter().collect();
    Code { kind: Kind::Gtin, ..message(elements, warnings, options) }
}

fn gtin_element(gtin: Gtin) -> Option<Element> {
    lookup(b"01").map(|ai| Element::new(ai, gtin.as_str().to_owned(), None))
}

fn digital_link(raw: &str, options: Options, warnings: Warnings) -> Result<Code, ParseError> {
    let link = DigitalLinkRef::read_tolerant(raw, options)?;
    let element = |element: link::ElementRef<'_>| {
        Element::new(element.ai(), element.value().to_text(), Some(element.part()))
    };
    Ok(Code {
        kind: Kind::DigitalLink,
        elements: link.elements().map(element).collect(),
        other: link.other().map(|(key, value)| (key.to_owned(), value.map(str::to_owned))).collect(),
        stem: Some(link.stem().to_owned()),
        warnings: warnings.and(link.warnings()),
        today: options.today,
    })
}

fn scanned(raw: &str, options: Options, warnings: Warnings) -> Result<Code, ParseError> {
    match elements::scan::parse(raw, options)? {
        Scan::Elements(elements) => Ok(message(elements, warnings, options)),
        Scan::Item { gtin, elements, .. } if elements.is_empty() => Ok(item(gtin, warnings, options)),
        Scan::Item { gtin, elements, .. } => {
            Ok(message(gtin_element(gtin).into_iter().chain(elements).collect(), warnings, options))
        }
        Scan::Link(text) | Scan::Plain(text) => {
            // Plain data has no separators, and no second identifier.
            let odd = text.starts_with([']', '^', GROUP_SEPARATOR]) || text.is_empty();
            let nested = if odd { Err(not_a_code()) } else { self::text(&text, options, warnings) };
            nested.map_err(|error| error.shifted(raw.len() - text.len()))
        }
    }
}

/// A lenient reading takes the form printed under a symbol: spaces around brackets.
fn bracketed(raw: &str, options: Options, mut warnings: Warnings) -> Result<Code, ParseError> {
    match elements::bracketed(raw, options) {
        Err(error) if options.lenient && raw.bytes().any(is_space) => {
            let packed: String =
                raw.chars().filter(|found| !found.is_ascii() || !is_space(*found as u8)).collect();
            warnings.add(Warning::Separators);
            let elements = elements::bracketed(&packed, options).map_err(|_| error)?;
            Ok(message(elements, warnings, options))
        }
        result => result.map(|elements| message(elements, warnings, options)),
    }
}

/// Digits, perhaps grouped.
fn typed(raw: &str, options: Options, mut warnings: Warnings) -> Result<Code, ParseError> {
    if !raw.contains(|found: char| found.is_numeric()) {
        return Err(not_a_code());
    }
    let packed: String = raw.chars().filter(|found| !options.lenient || !is_grouping(*found)).collect();
    if packed.len() < raw.len() {
        warnings.add(Warning::Separators);
    }
    match Gtin::parse(&packed) {
        Ok((gtin, _)) => Ok(item(gtin, warnings, options)),
        Err(error) => unmarked(&packed, options, warnings).ok_or_else(|| explained(raw, &packed, error)),
    }
}

/// What people put between groups of digits: spaces and dashes of any width.
const fn is_grouping(found: char) -> bool {
    matches!(found, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '-' | '\u{2010}'..='\u{2015}')
}

/// An element string from a scanner that drops the first FNC1, recognised by its GTIN.
fn unmarked(packed: &str, options: Options, mut warnings: Warnings) -> Option<Code> {
    if !options.lenient || !packed.starts_with("01") || packed.len() <= Gtin::LENGTH {
        return None;
    }
    warnings.add(Warning::MissingFnc1);
    elements::fnc1(packed, GROUP_SEPARATOR, options).ok().map(|elements| message(elements, warnings, options))
}

/// Text with a digit in it is no mistyped GTIN.
fn explained(raw: &str, packed: &str, error: ParseError) -> ParseError {
    let digits = packed.chars().filter(|found| found.is_numeric()).count();
    if error.code() == ErrorCode::NonDigit && digits * 2 < packed.chars().count() {
        return not_a_code();
    }
    let kept = |found: &(usize, char)| packed.len() == raw.len() || !is_grouping(found.1);
    let in_raw = raw.char_indices().filter(kept).map(|(index, _)| index).chain([raw.len()]);
    let before = packed.char_indices().take_while(|(index, _)| *index < error.at()).count();
    let at = in_raw.clone().nth(error.at().max(before)).unwrap_or(raw.len());
    error.moved(at)
}

const fn not_a_code() -> ParseError {
    ParseError::new(ErrorCode::NotAGs1Code, 0)
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String};

    use super::*;
    use crate::{date::Date, steps};

    fn strict() -> Options {
        Options::strict(Date::new(2026, 11, 22).unwrap())
    }

    fn steps(raw: &str) -> usize {
        [strict(), Options::lenient(strict().today)]
            .into_iter()
            .map(|options| steps::during(|| drop(parse(raw, options))))
            .sum()
    }

    #[test]
    fn work_grows_with_the_length_and_not_with_its_square() {
        let shapes: [fn(usize) -> String; 7] = [
            |n| format!("https://example.com{}", "/10/A".repeat(n)),
            |n| format!("https://example.com/01/09506000134352{}", "/10/A".repeat(n)),
            |n| format!("https://example.com/01/09506000134352?{}", "a=b&".repeat(n)),
            |n| format!("https://example.com/01/09506000134352?{};", "&;".repeat(n)),
            |n| format!("https://example.com/01/09506000134352/10/{}", "%2F".repeat(n)),
            |n| format!("(01)09506000134352{}", "(99)\\(".repeat(n)),
            |n| format!("]C10109506000134352{}", "99X\u{1d}".repeat(n)),
        ];
        for shape in shapes {
            let (short, long) = (steps(&shape(500)), steps(&shape(2_000)));
            assert!(short > 0, "{} is not counted", shape(1));
            assert!(long <= short * 4 + 200, "{}…: {short} steps, then {long}", shape(1));
        }
    }

    #[test]
    fn every_form_of_the_same_item_says_the_same() {
        let options = Options::lenient(strict().today);
        for raw in [
            "https://example.com/01/09506000134352/10/A1?17=261231",
            "(01)09506000134352(10)A1(17)261231",
            " (01) 09506000134352 (10) A1 (17) 261231",
            "]d2010950600013435210A1\u{1d}17261231",
            "]C1010950600013435217261231",
            "\u{1d}010950600013435210A1\u{1d}17261231",
            "010950600013435210A1\u{1d}17261231",
            "010950600013435217261231",
            "^010950600013435210A1^17261231",
            "]Q1https://example.com/01/09506000134352/10/A1?17=261231",
        ] {
            let code = parse(raw, options).unwrap();
            assert_eq!(code.gtin().unwrap().as_str(), "09506000134352", "{raw}");
            assert_eq!(format!("{}", code.expiry().unwrap().date), "2026-12-31", "{raw}");
        }
    }

    #[test]
    fn typed_digits_may_be_grouped() {
        for raw in
            ["9506000134352", "9 506000 134352", "950-6000-13435-2", " 9506000134352\n", "]E09506000134352"]
        {
            let code = parse(raw, Options::lenient(strict().today)).unwrap();
            assert_eq!((code.kind(), code.gtin().unwrap().as_str()), (Kind::Gtin, "09506000134352"), "{raw}");
        }
        assert!(parse("9 506000 134352", strict()).is_err());
    }

    #[test]
    fn an_error_says_what_and_where() {
        let options = Options::lenient(strict().today);
        for (raw, code, at) in [
            ("", "empty_data", 0),
            ("hello", "not_a_gs1_code", 0),
            ("9506000134353", "check_digit", 12),
            ("950-6000-13435-3", "check_digit", 15),
            ("95060001343", "length", 11),
            ("950600013435O", "non_digit", 12),
            ("https://example.com/01/09506000134353", "check_digit", 36),
            ("  https://example.com/01/09506000134353", "check_digit", 38),
            ("https://example.com/01/09506000134352/10/%41%40", "cset82", 44),
            ("(01)09506000134352(10)é", "cset82", 22),
            ("]d20109506000134353", "check_digit", 18),
            ("(01)09506000134352(17)261331", "date_month", 24),
            ("https://example.com/about", "no_primary_key", 19),
        ] {
            let error = parse(raw, options).unwrap_err();
            assert_eq!((error.code().as_str(), error.at()), (code, at), "{raw}");
        }
    }

    #[test]
    fn use_by_comes_before_best_before() {
        let expiry = |raw| parse(raw, strict()).unwrap().expiry().unwrap();
        let both = expiry("(01)09506000134352(15)261101(17)261200");
        assert_eq!((format!("{}", both.date), both.kind.as_str()), ("2026-12-31".to_owned(), "use_by"));
        assert_eq!(expiry("(01)09506000134352(15)261101").kind.as_str(), "best_before");
    }
}
