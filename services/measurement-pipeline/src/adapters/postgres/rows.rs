//! Values as columns hold them.

use jiff::Timestamp;
use service_kit::ids::EventId;
use uuid::Uuid;

use crate::domain::{
    fact::{Fact, FactKind, Level},
    region::Region,
};

/// A column holds what nothing here writes.
#[derive(Debug, thiserror::Error)]
#[error("the column {0} holds no such value")]
pub(super) struct Strange(pub(super) &'static str);

impl From<Strange> for sqlx::Error {
    fn from(strange: Strange) -> Self {
        Self::Decode(Box::new(strange))
    }
}

/// So many bytes.
pub(super) fn bytes<const N: usize>(bytes: Vec<u8>, column: &'static str) -> Result<[u8; N], Strange> {
    bytes.try_into().map_err(|_| Strange(column))
}

pub(super) const fn kind_name(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Scan => "scan",
        FactKind::Verdict(Level::Good) => "verdict_good",
        FactKind::Verdict(Level::Careful) => "verdict_careful",
        FactKind::Verdict(Level::Avoid) => "verdict_avoid",
        FactKind::Saved => "saved",
        FactKind::Used => "used",
        FactKind::ThrownAway => "thrown_away",
        FactKind::Recycled => "recycled",
        FactKind::Report => "report",
    }
}

fn kind(name: &str) -> Result<FactKind, Strange> {
    Ok(match name {
        "scan" => FactKind::Scan,
        "verdict_good" => FactKind::Verdict(Level::Good),
        "verdict_careful" => FactKind::Verdict(Level::Careful),
        "verdict_avoid" => FactKind::Verdict(Level::Avoid),
        "saved" => FactKind::Saved,
        "used" => FactKind::Used,
        "thrown_away" => FactKind::ThrownAway,
        "recycled" => FactKind::Recycled,
        "report" => FactKind::Report,
        _ => return Err(Strange("kind")),
    })
}

/// A fact of its columns.
pub(super) fn fact(
    event: Uuid,
    at: Timestamp,
    gtin: &str,
    region: &str,
    kind_name: &str,
) -> Result<Fact, Strange> {
    let region = match region {
        "unknown" => Region::Unknown,
        code => code.parse().map_err(|_| Strange("region"))?,
    };
    let gtin = gtin.parse().map_err(|_| Strange("gtin"))?;
    Ok(Fact { id: EventId::from_uuid(event), at, gtin, region, kind: kind(kind_name)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_as_it_was_written() {
        let levels = [Level::Good, Level::Careful, Level::Avoid].map(FactKind::Verdict);
        let others = [FactKind::Scan, FactKind::Saved, FactKind::Used, FactKind::ThrownAway];
        for one in levels.into_iter().chain(others).chain([FactKind::Recycled, FactKind::Report]) {
            assert_eq!(kind(kind_name(one)).ok(), Some(one));
        }
        assert!(kind("anything").is_err());
    }
}
