//! Where: the cells of facts, and what is told of them.

use std::{fmt, str::FromStr};

use service_kit::identity;

/// Where something happened, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// ISO 3166-2, or a bare country.
    Code(RegionCode),
    /// Nobody said. A cell like any other.
    Unknown,
}

/// An ISO 3166-2 code, such as `IT-21`, or a country, such as `IT`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode([u8; 6]);

/// Of where a released row tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowRegion {
    /// A region that stands alone.
    One(Region),
    /// The regions that do not, together.
    Other,
    /// The sum of a product's released rows.
    All,
}

impl RegionCode {
    fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0')
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Region {
    type Err = identity::RegionFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<identity::Region>()?;
        let mut code = [0; 6];
        // A valid code has at most six bytes.
        code.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
        Ok(Self::Code(RegionCode(code)))
    }
}

impl Region {
    /// As it is published.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Code(code) => code.as_str(),
            Self::Unknown => "unknown",
        }
    }
}

impl RowRegion {
    /// As it is published.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::One(region) => region.as_str(),
            Self::Other => "other",
            Self::All => "all",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_told_as_it_was_read() {
        for code in ["IT", "IT-25", "GB-ENG", "FR-A"] {
            assert_eq!(code.parse::<Region>().unwrap().as_str(), code);
        }
        assert_eq!(Region::Unknown.as_str(), "unknown");
    }

    #[test]
    fn what_is_no_iso_code_is_no_region() {
        for bad in ["", "it", "other", "all", "unknown", "IT-", "IT-2500", "ITA"] {
            assert!(bad.parse::<Region>().is_err(), "{bad}");
        }
    }
}
