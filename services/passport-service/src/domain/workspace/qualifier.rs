//! What tells one pack of a product from another: its lot, its serial number.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A lot or serial number: 1 to 20 characters of GS1's set 82.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, min_length = 1, max_length = 20)]
pub struct Qualifier(String);

/// A text that no code carries as a lot or serial number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("has 1 to 20 letters, digits and signs that a GS1 code can carry")]
pub struct NoQualifier;

const LONGEST: usize = 20;

impl Qualifier {
    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Qualifier {
    type Err = NoQualifier;

    fn from_str(text: &str) -> Result<Self, NoQualifier> {
        let fits = |byte: u8| {
            byte.is_ascii_graphic()
                && !matches!(
                    byte,
                    b'#' | b'$' | b'@' | b'[' | b'\\' | b']' | b'^' | b'`' | b'{' | b'|' | b'}' | b'~'
                )
        };
        let length = (1..=LONGEST).contains(&text.len());
        if length && text.bytes().all(fits) { Ok(Self(text.to_owned())) } else { Err(NoQualifier) }
    }
}

impl TryFrom<String> for Qualifier {
    type Error = NoQualifier;

    fn try_from(text: String) -> Result<Self, NoQualifier> {
        text.parse()
    }
}

impl From<Qualifier> for String {
    fn from(qualifier: Qualifier) -> Self {
        qualifier.0
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_code_carries_is_a_lot() {
        for good in ["L2611A", "a/b", "%", "12345678901234567890"] {
            assert!(good.parse::<Qualifier>().is_ok(), "{good}");
        }
        for bad in ["", "a b", "é", "123456789012345678901", "a|b", "x\n"] {
            assert_eq!(bad.parse::<Qualifier>(), Err(NoQualifier), "{bad}");
        }
    }
}
