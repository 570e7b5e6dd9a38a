//! The chain over a brand's releases: `docs/adr/0016-groups-never-people.md` publishes the bytes.

use std::{fmt, fmt::Write as _, str::FromStr};

use service_kit::hex;
use sha2::{Digest as _, Sha256};

use super::window::{Claim, Row};

/// A SHA-256 value; 64 lower-case hexadecimal digits in print.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; 32]);

/// Not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash has 64 lower-case hexadecimal digits")]
pub struct HashFault;

impl Hash {
    /// Before the first window of a chain.
    pub const NONE: Self = Self([0; 32]);
}

impl FromStr for Hash {
    type Err = HashFault;

    fn from_str(text: &str) -> Result<Self, HashFault> {
        let bytes = hex::bytes(text).filter(|_| !text.bytes().any(|byte| byte.is_ascii_uppercase()));
        bytes.and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or(HashFault)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The hash of these rows under what the window says of itself.
#[must_use]
pub fn hash(claim: &Claim, rows: &[Row]) -> Hash {
    Hash(Sha256::digest(canonical(claim, rows)).into())
}

/// One `name:value` a line, each line ended by a line feed; rows in the order of their bytes. No value holds a line feed or a comma.
fn canonical(claim: &Claim, rows: &[Row]) -> String {
    let mut lines: Vec<_> = rows.iter().map(line).collect();
    lines.sort_unstable();
    let Claim { brand, day, previous_hash, .. } = claim;
    let mut text = String::with_capacity(256 + 64 * lines.len());
    // Writing to a `String` does not fail.
    let _ = write!(text, "packytrace-release:1\nbrandId:{brand}\nday:{day}\nrows:{}\n", lines.len());
    lines.iter().for_each(|line| text.push_str(line));
    let _ = writeln!(text, "previousHash:{previous_hash}");
    text
}

fn line(row: &Row) -> String {
    let Row { gtin, region, metric, visitors, policy } = row;
    format!("row:{gtin},{region},{metric},{visitors},{policy}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::window::testing::{claim, row};

    #[test]
    fn the_hashed_bytes_are_the_published_ones() {
        let rows = [row("IT-25", 7), row("all", 7)];
        let claim = Claim { rows: 2, previous_hash: Hash::NONE, ..claim(&[], Hash::NONE) };
        let expected = format!(
            "packytrace-release:1\nbrandId:{}\nday:2026-11-20\nrows:2\n\
             row:08001505005707,IT-25,reports,7,threshold,5\nrow:08001505005707,all,reports,7,threshold,5\n\
             previousHash:{}\n",
            claim.brand,
            "0".repeat(64)
        );
        assert_eq!(canonical(&claim, &rows), expected);
    }

    #[test]
    fn noise_is_hashed_with_its_sigma() {
        let mut noisy = row("all", 7);
        noisy.policy.sigma = Some(2.5);
        assert!(line(&noisy).ends_with(",threshold,5,2.5\n"));
    }

    #[test]
    fn a_hash_survives_printing() {
        let text = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assert_eq!(text.parse::<Hash>().unwrap().to_string(), text);
        for bad in ["", &text[1..], &text.to_uppercase(), &format!("{text}0")] {
            assert_eq!(bad.parse::<Hash>(), Err(HashFault), "{bad}");
        }
    }
}
