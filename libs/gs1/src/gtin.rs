//! Global Trade Item Numbers.

use core::{fmt, str::FromStr};

use crate::{
    check,
    error::{ErrorCode, ParseError},
};

/// A GTIN with a right check digit, always as 14 digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gtin([u8; Self::LENGTH]);

/// How long a GTIN was when it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GtinFormat {
    /// 8 digits.
    Gtin8,
    /// 12 digits, under a UPC-A symbol.
    Gtin12,
    /// 13 digits, under an EAN-13 symbol.
    Gtin13,
    /// 14 digits.
    Gtin14,
}

impl GtinFormat {
    /// As GS1 writes it: `GTIN-13`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gtin8 => "GTIN-8",
            Self::Gtin12 => "GTIN-12",
            Self::Gtin13 => "GTIN-13",
            Self::Gtin14 => "GTIN-14",
        }
    }

    const fn of_length(digits: usize) -> Option<Self> {
        match digits {
            8 => Some(Self::Gtin8),
            12 => Some(Self::Gtin12),
            13 => Some(Self::Gtin13),
            14 => Some(Self::Gtin14),
            _ => None,
        }
    }
}

impl Gtin {
    /// Digits of every GTIN once it is padded.
    pub const LENGTH: usize = 14;

    /// Reads a GTIN-8, -12, -13 or -14: digits alone, nothing around or between them.
    ///
    /// # Errors
    /// With the first of: a character that is no digit, a length that no GTIN has, a wrong check digit.
    pub fn parse(text: &str) -> Result<(Self, GtinFormat), ParseError> {
        if let Some(at) = text.bytes().position(|byte| !byte.is_ascii_digit()) {
            return Err(ParseError::new(ErrorCode::NonDigit, at).located(text));
        }
        let format = GtinFormat::of_length(text.len())
            .ok_or_else(|| ParseError::new(ErrorCode::Length, text.len().min(Self::LENGTH)))?;
        check::verify_check_digit(text)?;
        let mut digits = [b'0'; Self::LENGTH];
        digits[Self::LENGTH - text.len()..].copy_from_slice(text.as_bytes());
        Ok((Self(digits), format))
    }

    /// 14 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// From the value of AI 01 in a code that was checked.
    pub(crate) fn from_checked(digits: &str) -> Option<Self> {
        digits.as_bytes().first_chunk().copied().map(Self)
    }
}

impl FromStr for Gtin {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).map(|(gtin, _)| gtin)
    }
}

impl fmt::Display for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gtin({self})")
    }
}

impl AsRef<str> for Gtin {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
