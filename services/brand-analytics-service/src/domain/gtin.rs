//! Which product.

use std::{fmt, str::FromStr};

/// A product by its 14 digits: a name, nothing is read out of them here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gtin([u8; 14]);

/// Not 14 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a released GTIN has 14 digits")]
pub struct GtinFault;

impl Gtin {
    /// 14 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Gtin {
    type Err = GtinFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: [u8; 14] = text.as_bytes().try_into().map_err(|_| GtinFault)?;
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(digits)) } else { Err(GtinFault) }
    }
}

impl fmt::Display for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gtin({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fourteen_digits_and_nothing_else() {
        assert_eq!("08001505005707".parse::<Gtin>().unwrap().to_string(), "08001505005707");
        for bad in ["8001505005707", "", "0800150500570x", "080015050057070"] {
            assert_eq!(bad.parse::<Gtin>(), Err(GtinFault), "{bad}");
        }
    }
}
