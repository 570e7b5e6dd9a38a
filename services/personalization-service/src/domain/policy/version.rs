//! Versions of policies: the month of their publication.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// `2026-11`; a later one is greater.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct PolicyVersion(String);

/// Not the version of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a policy's version, such as 2026-11")]
pub struct NotAVersion;

impl PolicyVersion {
    /// The version as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PolicyVersion {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let (year, month) = text.split_once('-').ok_or(NotAVersion)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let is_version = year.len() == 4 && digits(year) && month.len() == 2 && digits(month);
        is_version.then(|| Self(text.to_owned())).ok_or(NotAVersion)
    }
}

impl TryFrom<String> for PolicyVersion {
    type Error = NotAVersion;

    fn try_from(text: String) -> Result<Self, NotAVersion> {
        text.parse()
    }
}

impl fmt::Display for PolicyVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
