//! The chain over a brand's releases: `docs/adr/0016-groups-never-people.md` publishes the bytes.

use std::{collections::HashMap, fmt, fmt::Write as _};

use service_kit::ids::BrandId;
use sha2::{Digest as _, Sha256};

use super::{day::Day, policy::ReleasePolicy, release::Row};

/// A SHA-256 value; 64 lower-case hexadecimal digits in print.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Before the first window of a chain.
    pub const NONE: Self = Self([0; 32]);

    /// These bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The value itself.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
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

/// That a brand's day is told, and what with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Whose.
    pub brand: BrandId,
    /// Which day.
    pub day: Day,
    /// How many numbers were told.
    pub rows: u64,
    /// The hash of the brand's window before; [`Hash::NONE`] in the first.
    pub previous_hash: Hash,
    /// The hash over all of it.
    pub hash: Hash,
}

/// Where a brand's releases end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Events told so far.
    pub version: i64,
    /// The hash of the last window.
    pub hash: Hash,
}

impl Head {
    /// Nothing was told.
    pub const START: Self = Self { version: 0, hash: Hash::NONE };
}

/// Where every brand's releases end.
pub type Heads = HashMap<BrandId, Head>;

impl Window {
    /// The window of these rows, all of one brand and day, in whatever order.
    #[must_use]
    pub fn over(brand: BrandId, day: Day, rows: &[Row], policy: ReleasePolicy, previous_hash: Hash) -> Self {
        let text = canonical(brand, day, rows, policy, previous_hash);
        let hash = Hash(Sha256::digest(text).into());
        Self { brand, day, rows: rows.len() as u64, previous_hash, hash }
    }
}

/// One `name:value` a line, each line ended by a line feed; rows in the order of their bytes. No value holds a line feed or a comma.
#[must_use]
pub fn canonical(brand: BrandId, day: Day, rows: &[Row], policy: ReleasePolicy, previous: Hash) -> String {
    let mut lines: Vec<_> = rows.iter().map(|row| line(row, policy)).collect();
    lines.sort_unstable();
    let mut text = String::with_capacity(256 + 64 * lines.len());
    // Writing to a `String` does not fail.
    let _ = write!(text, "packytrace-release:1\nbrandId:{brand}\nday:{day}\nrows:{}\n", lines.len());
    lines.iter().for_each(|line| text.push_str(line));
    let _ = writeln!(text, "previousHash:{previous}");
    text
}

fn line(row: &Row, policy: ReleasePolicy) -> String {
    let Row { gtin, region, metric, visitors, .. } = row;
    let (region, metric, name, k) = (region.as_str(), metric.as_str(), policy.name(), policy.k().get());
    let sigma = policy.sigma().map(|sigma| format!(",{sigma}")).unwrap_or_default();
    format!("row:{gtin},{region},{metric},{visitors},{name},{k}{sigma}\n")
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{metric::Metric, policy::K, region::RowRegion};

    const POLICY: fn() -> ReleasePolicy = || ReleasePolicy::Threshold(K::new(5).unwrap());

    fn row(region: RowRegion, visitors: u64) -> Row {
        let brand = BrandId::from_uuid(Uuid::nil());
        Row { brand, gtin: "08001505005707".parse().unwrap(), region, metric: Metric::Reports, visitors }
    }

    fn rows() -> [Row; 2] {
        [row(RowRegion::One("IT-25".parse().unwrap()), 7), row(RowRegion::All, 7)]
    }

    #[test]
    fn the_hashed_bytes_are_the_published_ones() {
        let day = Day::of(Timestamp::UNIX_EPOCH);
        let text = canonical(rows()[0].brand, day, &rows(), POLICY(), Hash::NONE);
        let zeros = "0".repeat(64);
        let expected = format!(
            "packytrace-release:1\nbrandId:00000000-0000-0000-0000-000000000000\nday:1970-01-01\nrows:2\n\
             row:08001505005707,IT-25,reports,7,threshold,5\nrow:08001505005707,all,reports,7,threshold,5\n\
             previousHash:{zeros}\n"
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn the_order_of_rows_changes_no_hash_and_everything_else_does() {
        let (brand, day) = (rows()[0].brand, Day::of(Timestamp::UNIX_EPOCH));
        let [one, other] = rows();
        let hash = |day, rows: &[Row], previous| Window::over(brand, day, rows, POLICY(), previous).hash;
        let known = hash(day, &[one, other], Hash::NONE);
        assert_eq!(known, hash(day, &[other, one], Hash::NONE));
        assert_ne!(known, hash(day.next(), &[one, other], Hash::NONE));
        assert_ne!(known, hash(day, &[one, Row { visitors: 8, ..other }], Hash::NONE));
        assert_ne!(known, hash(day, &[one, other], known));
        assert_ne!(known, hash(day, &[one], Hash::NONE));
    }
}
