//! What a code says about the pack in a person's hand.

use gs1::{Gtin, Options};
use jiff::civil::Date;

use super::scan::{Expiry, ExpiryKind, ScannedItem};

/// Longer than any code that a pack carries.
const LONGEST: usize = 4096;

/// Why a code names no product.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct InvalidCode {
    /// The broad kind: `check_digit`, `length`, `not_a_gs1_code`, `date`, …
    pub reason: &'static str,
    /// Where, in characters.
    pub at: Option<usize>,
    /// In plain words.
    pub detail: String,
}

impl From<gs1::ParseError> for InvalidCode {
    fn from(error: gs1::ParseError) -> Self {
        Self { reason: error.reason().as_str(), at: Some(error.at()), detail: sentence(&error.detail()) }
    }
}

impl ScannedItem {
    /// Reads whatever a code said or a person typed.
    ///
    /// # Errors
    /// [`InvalidCode`] says what is wrong and where.
    pub fn read(raw: &str, today: Date) -> Result<Self, InvalidCode> {
        if raw.len() > LONGEST {
            return Err(too_long());
        }
        Self::from_code(&gs1::parse(raw, Options::lenient(today.into()))?, raw)
    }

    /// The pack that a code was read of; `raw` is the code as it came.
    pub(super) fn from_code(code: &gs1::Code, raw: &str) -> Result<Self, InvalidCode> {
        let gtin = code.gtin().ok_or_else(no_product)?;
        let expiry = code.expiry().map(|expiry| Expiry {
            date: expiry.date.into(),
            kind: match expiry.kind {
                gs1::ExpiryKind::UseBy => ExpiryKind::UseBy,
                gs1::ExpiryKind::BestBefore => ExpiryKind::BestBefore,
            },
        });
        Ok(Self {
            gtin,
            lot: code.lot().map(str::to_owned),
            serial: code.serial().map(str::to_owned),
            expiry,
            raw: raw.to_owned(),
        })
    }
}

impl ScannedItem {
    /// The consumer product variant, which the code alone still says.
    #[must_use]
    pub fn variant(&self) -> Option<String> {
        // A variant is the same whatever century its dates are read in.
        let day = self.expiry.map_or(Date::constant(2026, 1, 1), |expiry| expiry.date);
        let code = match self.raw.starts_with('/') {
            true => read_link(&self.raw, day).ok(),
            false => gs1::parse(&self.raw, Options::lenient(day.into())).ok(),
        };
        code?.value("22").map(str::to_owned)
    }
}

/// Reads the path and query of a request to the resolver, as strictly as the standard, but for one trailing
/// slash and short GTINs.
pub(super) fn read_link(target: &str, today: Date) -> Result<gs1::Code, InvalidCode> {
    let uri = format!("{}{target}", gs1::CANONICAL_STEM);
    let shift = |error: gs1::ParseError| {
        let at = error.at().saturating_sub(gs1::CANONICAL_STEM.len());
        InvalidCode { at: Some(at), ..InvalidCode::from(error) }
    };
    let code = gs1::parse(&uri, Options::lenient(today.into())).map_err(shift)?;
    let tolerable = |warning| matches!(warning, gs1::Warning::TrailingSlash | gs1::Warning::GtinNot14Digits);
    if !code.warnings().iter().all(tolerable) {
        gs1::parse(&uri, Options::strict(today.into())).map_err(shift)?;
    }
    Ok(code)
}

/// Reads the GTIN of a URL, of any length that GTINs have.
///
/// # Errors
/// [`InvalidCode`] says what is wrong and where.
pub fn read_gtin(digits: &str) -> Result<Gtin, InvalidCode> {
    Ok(digits.parse()?)
}

/// A valid code of something that is no product: a pallet, a place, a person.
pub const NO_PRODUCT: &str = "no_product";

fn no_product() -> InvalidCode {
    InvalidCode {
        reason: NO_PRODUCT,
        at: None,
        detail: "This is a GS1 code, but not one of a product: it names no GTIN.".to_owned(),
    }
}

fn too_long() -> InvalidCode {
    InvalidCode {
        reason: gs1::Reason::Length.as_str(),
        at: Some(LONGEST),
        detail: "This is longer than any GS1 code.".to_owned(),
    }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).chain(std::iter::once('.')).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn a_digital_link_names_gtin_lot_serial_and_expiry() {
        let item = ScannedItem::read("https://brand.example/01/08001505005707/10/L42/21/S1?17=261231", TODAY)
            .expect("valid");
        assert_eq!(item.gtin.as_str(), "08001505005707");
        assert_eq!((item.lot.as_deref(), item.serial.as_deref()), (Some("L42"), Some("S1")));
        let expiry = item.expiry.expect("stated");
        assert_eq!((expiry.date, expiry.kind), (date(2026, 12, 31), ExpiryKind::UseBy));
    }

    #[test]
    fn typed_digits_may_have_spaces() {
        let item = ScannedItem::read(" 8001505 005707 ", TODAY).expect("valid");
        assert_eq!(item.gtin.as_str(), "08001505005707");
    }

    #[test]
    fn a_mistyped_digit_is_told() {
        let fault = ScannedItem::read("8001505005708", TODAY).expect_err("wrong digit");
        assert_eq!(fault.reason, "check_digit");
        assert!(fault.at.is_some());
    }

    #[test]
    fn use_by_wins_over_best_before() {
        let item = ScannedItem::read("(01)08001505005707(15)270101(17)261231", TODAY).expect("valid");
        assert_eq!(item.expiry.map(|e| e.kind), Some(ExpiryKind::UseBy));
    }

    #[test]
    fn a_pallet_is_no_product() {
        let fault = ScannedItem::read("(00)106141412345678908", TODAY).expect_err("no GTIN");
        assert_eq!(fault.reason, NO_PRODUCT);
    }

    #[test]
    fn the_resolver_tolerates_a_trailing_slash_and_refuses_words_for_identifiers() {
        assert!(read_link("/01/08001505005707/10/L42/", TODAY).is_ok());
        assert!(read_link("/gtin/08001505005707", TODAY).is_err());
        assert!(read_link("/01/08001505005707/17/261231", TODAY).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(raw in "\\PC{0,200}") {
            let _ = ScannedItem::read(&raw, TODAY);
            let _ = read_link(&raw, TODAY);
        }
    }
}
