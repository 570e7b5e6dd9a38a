//! The caller as services see it.

use std::{collections::BTreeSet, fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, BrandId, VisitorId};

/// Who is calling. A visitor always; more when signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Principal {
    /// The browser, or a fresh unsaved one for programs.
    pub visitor: VisitorId,
    /// The signed-in consumer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The tenant of a brand user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<BrandId>,
    /// What the caller may be.
    #[serde(default)]
    pub roles: BTreeSet<Role>,
    /// Where the caller is, as far as a trusted proxy or the person said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// When the person last proved who they are.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "seconds")]
    pub auth_time: Option<Timestamp>,
}

impl Principal {
    /// Anyone: a visitor who is not signed in.
    #[must_use]
    pub fn anonymous(visitor: VisitorId) -> Self {
        Self { visitor, account: None, brand: None, roles: BTreeSet::new(), region: None, auth_time: None }
    }
}

impl Principal {
    /// A service that acts for itself: nobody's browser, nobody's account.
    #[must_use]
    pub fn service() -> Self {
        let nobody = VisitorId::from_uuid(uuid::Uuid::nil());
        Self { roles: BTreeSet::from([Role::Service]), ..Self::anonymous(nobody) }
    }

    /// Whether a service speaks, and only for itself.
    #[must_use]
    pub fn is_service(&self) -> bool {
        self.roles.iter().eq([&Role::Service]) && self.account.is_none() && self.brand.is_none()
    }

    /// The brand that the caller acts for: named in the token, and only with the role.
    #[must_use]
    pub fn acts_for(&self) -> Option<BrandId> {
        self.brand.filter(|_| self.roles.contains(&Role::BrandUser))
    }
}

/// What a caller may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A signed-in person.
    Consumer,
    /// A signed-in user of one brand.
    BrandUser,
    /// A service of ours, for background work.
    Service,
}

/// ISO 3166-2, such as `IT-21`, or a bare ISO 3166-1 country, such as `IT`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Region(String);

/// Not an ISO 3166 code.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a region is an ISO 3166-2 code such as IT-21")]
pub struct RegionFault;

impl Region {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Region {
    type Err = RegionFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (country, part) =
            text.split_once('-').map_or((text, None), |(country, part)| (country, Some(part)));
        let country_fits = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        let part_fits = part.is_none_or(|part| {
            (1..=3).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        });
        if country_fits && part_fits { Ok(Self(text.to_owned())) } else { Err(RegionFault) }
    }
}

impl TryFrom<String> for Region {
    type Error = RegionFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Region> for String {
    fn from(region: Region) -> Self {
        region.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

mod seconds {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => serializer.serialize_i64(at.as_second()),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        let seconds = Option::<i64>::deserialize(deserializer)?;
        seconds.map(|at| Timestamp::from_second(at).map_err(D::Error::custom)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_iso_codes() {
        for code in ["IT", "IT-21", "DE-BY", "FR-IDF", "US-CA"] {
            assert_eq!(code.parse::<Region>().map(String::from), Ok(code.to_owned()));
        }
        for code in ["", "it", "IT-", "ITA", "IT-ABCD", "IT-21\n", "unknown", "IT-2-1"] {
            assert_eq!(code.parse::<Region>(), Err(RegionFault), "{code}");
        }
    }
}
