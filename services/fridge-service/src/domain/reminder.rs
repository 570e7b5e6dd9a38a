//! When a person is reminded: at their hour, on their days, whatever their clocks do.

use jiff::{
    Timestamp, ToSpan,
    civil::Date,
    tz::{AmbiguousOffset, TimeZone},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An hour of a day: 0 to 23.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "u8")]
#[schema(value_type = u8, minimum = 0, maximum = 23)]
pub struct Hour(u8);

/// Not an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is a whole number from 0 to 23")]
pub struct HourFault;

impl Hour {
    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// Before people cook.
impl Default for Hour {
    fn default() -> Self {
        Self(17)
    }
}

impl TryFrom<u8> for Hour {
    type Error = HourFault;

    fn try_from(hour: u8) -> Result<Self, HourFault> {
        if hour <= 23 { Ok(Self(hour)) } else { Err(HourFault) }
    }
}

/// The instant of an hour on a day: of an hour that comes twice the first, of one that is skipped the first instant after the gap.
/// `None` when the zone has skipped the whole day, or the calendar ends.
#[must_use]
pub fn instant_of(day: Date, hour: Hour, zone: &TimeZone) -> Option<Timestamp> {
    let hour = i8::try_from(hour.get()).ok()?;
    let ambiguous = zone.to_ambiguous_zoned(day.at(hour, 0, 0, 0));
    let instant = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
            ambiguous.earlier().ok()?.timestamp()
        }
        // Between the two readings of an hour that is not there lies the one instant at which the clocks were moved.
        AmbiguousOffset::Gap { .. } => {
            let before = ambiguous.clone().earlier().ok()?.timestamp();
            zone.following(before.checked_sub(1.second()).ok()?).next()?.timestamp()
        }
    };
    (zone.to_datetime(instant).date() == day).then_some(instant)
}

/// The first instant after `now` at which it is that hour for the person.
#[must_use]
pub fn next(now: Timestamp, hour: Hour, zone: &TimeZone) -> Option<Timestamp> {
    let today = zone.to_datetime(now).date();
    let days = today.series(1.day()).take(4);
    days.filter_map(|day| instant_of(day, hour, zone)).find(|instant| *instant > now)
}

#[cfg(test)]
mod tests;
