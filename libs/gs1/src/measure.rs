//! Measures (31nn to 36nn) and amounts (39nn): decimals, units, currencies.

use alloc::string::String;

use crate::{
    ai::Ai,
    date::Date,
    error::{ErrorCode, ParseError},
    value,
};

/// Codes of UN/ECE Recommendation 20, by the first three digits of the AI.
const UNITS: [(&[&str], &str); 21] = [
    (&["310", "330"], "KGM"),
    (&["311", "312", "313", "331", "332", "333"], "MTR"),
    (&["314", "334"], "MTK"),
    (&["315", "335"], "LTR"),
    (&["316", "336"], "MTQ"),
    (&["337"], "28"),
    (&["320", "340"], "LBR"),
    (&["321", "324", "327", "341", "344", "347"], "INH"),
    (&["322", "325", "328", "342", "345", "348"], "FOT"),
    (&["323", "326", "329", "343", "346", "349"], "YRD"),
    (&["350", "353"], "INK"),
    (&["351", "354"], "FTK"),
    (&["352", "355"], "YDK"),
    (&["356"], "APZ"),
    (&["357"], "ONZ"),
    (&["360", "362"], "QT"),
    (&["361", "363"], "GLL"),
    (&["364", "367"], "INQ"),
    (&["365", "368"], "FTQ"),
    (&["366", "369"], "YDQ"),
    (&["394"], "P1"),
];

/// A quantity as it is written, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    decimal: String,
    unit: Option<&'static str>,
    currency: Option<String>,
}

impl Measure {
    /// Digits and a point, with every decimal the code has.
    #[must_use]
    pub fn decimal(&self) -> &str {
        &self.decimal
    }

    /// The unit's code in UN/ECE Recommendation 20.
    #[must_use]
    pub const fn unit(&self) -> Option<&'static str> {
        self.unit
    }

    /// The currency's three digits in ISO 4217.
    #[must_use]
    pub fn currency(&self) -> Option<&str> {
        self.currency.as_deref()
    }
}

/// The measure or amount that a value means.
///
/// # Errors
/// When the AI holds neither, or the value is not of its shape.
pub fn read(ai: &Ai, text: &str) -> Result<Measure, ParseError> {
    let wrong = |code, at| ParseError::new(code, at).located(text).of(ai.code());
    let (kind, places) = places(ai).ok_or(wrong(ErrorCode::NotAMeasure, 0))?;
    let bytes = text.as_bytes();
    value::check_length(ai, bytes).map_err(|found| wrong(found.code, found.at))?;
    value::check(ai, bytes, YEAR_WITHOUT_MEANING).map_err(|found| wrong(found.code, found.at))?;
    let with_currency = matches!(kind, "391" | "393");
    let (currency, digits) = text.split_at(if with_currency { 3 } else { 0 });
    let unit = UNITS.iter().find(|(kinds, _)| kinds.contains(&kind)).map(|(_, unit)| *unit);
    let currency = with_currency.then(|| String::from(currency));
    Ok(Measure { decimal: decimal(digits, places), unit, currency })
}

/// No component of a measure is a date.
const YEAR_WITHOUT_MEANING: Date = Date::FIRST;

/// The first three digits, and how many decimals the fourth asks for.
fn places(ai: &Ai) -> Option<(&'static str, usize)> {
    let (kind, places) = ai.code().split_at_checked(3)?;
    let places = places.bytes().next()?;
    matches!(kind.as_bytes(), [b'3', b'1'..=b'6' | b'9', _]).then(|| (kind, usize::from(places - b'0')))
}

fn decimal(digits: &str, places: usize) -> String {
    let padded = alloc::format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { String::from(whole) } else { alloc::format!("{whole}.{fraction}") }
}
