//! Two-letter country codes.

use std::{fmt, str::FromStr};

/// ISO 3166-1 alpha-2, upper case; `UK` is read as `GB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

/// Not two letters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no two-letter country code")]
pub struct NotACountryCode(String);

impl CountryCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Two ASCII letters by construction.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for CountryCode {
    type Err = NotACountryCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match *text.trim().as_bytes() {
            [b'u' | b'U', b'k' | b'K'] => Ok(Self(*b"GB")),
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => Err(NotACountryCode(text.to_owned())),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::CountryCode;

    #[test]
    fn codes_are_two_letters_of_any_case() {
        assert_eq!("it".parse::<CountryCode>().map(|code| code.to_string()), Ok("IT".to_owned()));
        assert_eq!("uk".parse::<CountryCode>(), "GB".parse());
        assert!("ita".parse::<CountryCode>().is_err());
        assert!("é".parse::<CountryCode>().is_err());
    }
}
