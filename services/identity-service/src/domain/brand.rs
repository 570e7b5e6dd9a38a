//! Brands: the tenants, each with the GS1 prefixes of its products.

use std::{fmt, str::FromStr};

use service_kit::ids::BrandId;

/// A brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// Its id.
    pub id: BrandId,
    /// What it is called.
    pub name: BrandName,
    /// Sorted, none twice.
    pub prefixes: Vec<Prefix>,
}

/// A brand's name: 1 to 200 characters, no control characters, no space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandName(String);

/// The first 4 to 12 digits of a GTIN-13, given to one company by GS1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prefix(String);

/// Why a brand cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrandFault {
    /// The name is too long, empty, or no text.
    #[error("a brand's name has 1 to 200 characters")]
    Name,
    /// Not a company prefix.
    #[error("a GS1 company prefix has 4 to 12 digits")]
    Prefix,
    /// Products of the two could not be told apart.
    #[error("prefix {ours} overlaps with {theirs} of another brand")]
    Overlap {
        /// The prefix that is asked for.
        ours: Prefix,
        /// The one that is taken.
        theirs: Prefix,
    },
}

const LONGEST_NAME: usize = 200;

impl BrandName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BrandName {
    type Err = BrandFault;

    fn from_str(text: &str) -> Result<Self, BrandFault> {
        let name = text.trim();
        let fits = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
        if fits { Ok(Self(name.to_owned())) } else { Err(BrandFault::Name) }
    }
}

impl Prefix {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether some GTIN begins with both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0) || other.0.starts_with(&self.0)
    }
}

impl FromStr for Prefix {
    type Err = BrandFault;

    fn from_str(text: &str) -> Result<Self, BrandFault> {
        let fits = (4..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(text.to_owned())) } else { Err(BrandFault::Prefix) }
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BrandName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Refuses prefixes that overlap with those of other brands.
///
/// # Errors
/// [`BrandFault::Overlap`] names the first pair.
pub fn refuse_overlap(ours: &[Prefix], of_others: &[Prefix]) -> Result<(), BrandFault> {
    for prefix in ours {
        if let Some(taken) = of_others.iter().find(|taken| taken.overlaps(prefix)) {
            return Err(BrandFault::Overlap { ours: prefix.clone(), theirs: taken.clone() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefixes(all: &[&str]) -> Vec<Prefix> {
        all.iter().map(|digits| digits.parse().expect("a prefix")).collect()
    }

    #[test]
    fn a_prefix_is_four_to_twelve_digits() {
        for wrong in ["", "952", "9521234567890", "95212a", " 9521", "٩٥٢١"] {
            assert_eq!(wrong.parse::<Prefix>(), Err(BrandFault::Prefix), "{wrong}");
        }
    }

    #[test]
    fn no_prefix_of_a_brand_begins_another_brands() {
        let taken = prefixes(&["9521234", "80012"]);
        assert!(refuse_overlap(&prefixes(&["9521235", "8002"]), &taken).is_ok());
        for overlapping in ["9521234", "95212345", "9521", "80012345"] {
            assert!(refuse_overlap(&prefixes(&[overlapping]), &taken).is_err(), "{overlapping}");
        }
    }

    #[test]
    fn a_name_is_text() {
        assert_eq!("  Valdoro ".parse::<BrandName>().map(|name| name.to_string()), Ok("Valdoro".into()));
        for wrong in ["", "  ", "a\nb", &"x".repeat(201)] {
            assert_eq!(wrong.parse::<BrandName>(), Err(BrandFault::Name), "{wrong}");
        }
    }
}
