//! Of where a released number tells.

use std::{fmt, str::FromStr};

use service_kit::identity;

/// A region that stood alone (ISO 3166-2, or `unknown` where nobody said), `other` for those that did not, `all` for their sum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(Box<str>);

/// Nothing of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a region is an ISO 3166-2 code, unknown, other or all")]
pub struct RegionFault;

const ALL: &str = "all";

impl Region {
    /// The sum of a product's released rows.
    #[must_use]
    pub fn all() -> Self {
        Self(ALL.into())
    }

    /// Whether it is the sum.
    #[must_use]
    pub fn is_all(&self) -> bool {
        &*self.0 == ALL
    }

    /// As it is published.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Region {
    type Err = RegionFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = matches!(text, ALL | "other" | "unknown") || text.parse::<identity::Region>().is_ok();
        if known { Ok(Self(text.into())) } else { Err(RegionFault) }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_told_as_it_was_read_and_nothing_else_is_one() {
        for good in ["IT", "IT-25", "GB-ENG", "unknown", "other", "all"] {
            assert_eq!(good.parse::<Region>().unwrap().to_string(), good);
        }
        for bad in ["", "it", "All", "IT-", "IT-2500", "somewhere", "IT-25\n"] {
            assert_eq!(bad.parse::<Region>(), Err(RegionFault), "{bad}");
        }
        assert!(Region::all().is_all() && !"other".parse::<Region>().unwrap().is_all());
    }
}
