//! The brand for which somebody works, as identity-service tells of it.

use gs1::Gtin;
use service_kit::ids::BrandId;

use crate::domain::product::BrandName;

/// The brand, its name, and the prefixes that are its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// The brand.
    pub id: BrandId,
    /// As it is called.
    pub name: String,
    /// Its GS1 company prefixes.
    pub prefixes: Vec<Prefix>,
}

/// A GS1 company prefix: the first 4 to 12 digits of a GTIN-13.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prefix(String);

impl Prefix {
    /// Reads the digits.
    #[must_use]
    pub fn of(digits: &str) -> Option<Self> {
        let fits = (4..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| Self(digits.to_owned()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the product's number was given under this prefix; of a GTIN-14 the indicator stands before it.
    #[must_use]
    pub fn covers(&self, gtin: &Gtin) -> bool {
        gtin.as_str().get(1..).is_some_and(|digits| digits.starts_with(&self.0))
    }
}

impl Tenant {
    /// Whether the product is the brand's own.
    #[must_use]
    pub fn owns(&self, gtin: &Gtin) -> bool {
        self.prefixes.iter().any(|prefix| prefix.covers(gtin))
    }

    /// As a product names it.
    #[must_use]
    pub fn brand_name(&self) -> BrandName {
        BrandName { brand_id: Some(self.id.as_uuid()), name: self.name.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gtin(text: &str) -> Gtin {
        text.parse().expect("a GTIN")
    }

    #[test]
    fn a_prefix_covers_its_gtins_and_their_cases_and_no_others() {
        let prefix = Prefix::of("9521234").expect("a prefix");
        assert!(prefix.covers(&gtin("09521234500018")));
        assert!(prefix.covers(&gtin("19521234500015")), "a case of them");
        assert!(!prefix.covers(&gtin("08001505005707")));
        assert!(Prefix::of("952").is_none() && Prefix::of("95212a4").is_none());
    }
}
