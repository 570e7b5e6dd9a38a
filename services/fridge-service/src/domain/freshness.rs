//! Until when a pack can be used, and how fresh it is today: pure functions of the item, the person's day and their lead days.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    condition::Condition,
    date::{ExpiryKind, PrintedDate},
    item::Item,
    shelf_life::Days,
    state::{Opened, Pack, State, Thawed},
};

/// How fresh a pack is. It changes by the calendar alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// More days are left than the person wants to be told of.
    Fresh,
    /// Few days are left.
    UseSoon,
    /// Today is the last one.
    LastDay,
    /// Past its best, which is about quality: look, smell, taste.
    PastBestBefore,
    /// Past its use-by, which is about safety: not to be eaten.
    Expired,
    /// Nobody can say; never the same as fresh.
    Unknown,
}

impl Freshness {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::UseSoon => "use_soon",
            Self::LastDay => "last_day",
            Self::PastBestBefore => "past_best_before",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
        }
    }
}

/// How many days before the last one a person wants to be told: 0 to 14.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "u8")]
#[schema(value_type = u8, minimum = 0, maximum = 14)]
pub struct LeadDays(u8);

/// Not a number of lead days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is a number from 0 to 14")]
pub struct LeadDaysFault;

impl LeadDays {
    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for LeadDays {
    fn default() -> Self {
        Self(2)
    }
}

impl TryFrom<u8> for LeadDays {
    type Error = LeadDaysFault;

    fn try_from(days: u8) -> Result<Self, LeadDaysFault> {
        if days <= 14 { Ok(Self(days)) } else { Err(LeadDaysFault) }
    }
}

impl std::str::FromStr for LeadDays {
    type Err = LeadDaysFault;

    fn from_str(text: &str) -> Result<Self, LeadDaysFault> {
        text.parse::<u8>().map_err(|_| LeadDaysFault)?.try_into()
    }
}

/// A person's day: whose zone, which day, how far they want to look ahead.
#[derive(Debug, Clone)]
pub struct Today {
    /// Their time zone.
    pub zone: TimeZone,
    /// Their day.
    pub day: Date,
    /// How many days ahead they want to be told.
    pub lead: LeadDays,
}

impl Today {
    /// The day that an instant falls on for them.
    #[must_use]
    pub fn at(now: Timestamp, zone: TimeZone, lead: LeadDays) -> Self {
        Self { day: day_of(now, &zone), zone, lead }
    }
}

/// The day of an instant in a zone.
#[must_use]
pub fn day_of(instant: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(instant).date()
}

/// The last day on which an item can be used, if anybody can say.
#[must_use]
pub fn usable_until(item: &Item, zone: &TimeZone) -> Option<Date> {
    let condition = item.condition();
    match condition.state() {
        State::Packed(pack) => packed(condition, pack, zone),
        State::Frozen { at, before } => {
            let before = packed(condition, before, zone);
            too_late(condition, before, *at, zone)
                .or_else(|| Some(after(day_of(*at, zone), condition.shelf_life()?.freezer_days?)))
        }
        State::Gone(_) => None,
    }
}

fn packed(condition: &Condition, pack: &Pack, zone: &TimeZone) -> Option<Date> {
    let printed = condition.printed().map(|printed| printed.day);
    match pack {
        Pack::Sealed => printed,
        Pack::Opened(Opened { thawed: Some(thawed), .. }) => Some(once_thawed(condition, *thawed, zone)),
        Pack::Opened(Opened { at, thawed: None }) => {
            let guidance = condition.shelf_life().and_then(|life| life.after_opening_days);
            let opened = guidance.map(|days| after(day_of(*at, zone), days));
            printed.into_iter().chain(opened).min()
        }
    }
}

/// Thawed food keeps as long as the guidance says, one day where it says nothing, and never as long as is printed on it.
fn once_thawed(condition: &Condition, thawed: Thawed, zone: &TimeZone) -> Date {
    let printed = condition.printed().map(|printed| printed.day);
    too_late(condition, printed, thawed.frozen_at, zone).unwrap_or_else(|| {
        let days = condition.shelf_life().and_then(|life| life.thawed_days).unwrap_or(Days::ONE);
        after(day_of(thawed.at, zone), days)
    })
}

/// The day that stays, when a pack with a use-by date was frozen only after its last day: the freezer makes nothing safe again.
fn too_late(
    condition: &Condition,
    until: Option<Date>,
    frozen_at: Timestamp,
    zone: &TimeZone,
) -> Option<Date> {
    let is_use_by = matches!(condition.printed(), Some(PrintedDate { kind: ExpiryKind::UseBy, .. }));
    until.filter(|day| is_use_by && day_of(frozen_at, zone) > *day)
}

fn after(day: Date, days: Days) -> Date {
    day.saturating_add(days.span())
}

/// How fresh an item is on that day.
#[must_use]
pub fn freshness(item: &Item, today: &Today) -> Freshness {
    match usable_until(item, &today.zone) {
        Some(until) => freshness_until(item, until, today),
        None => Freshness::Unknown,
    }
}

fn freshness_until(item: &Item, until: Date, today: &Today) -> Freshness {
    let printed = item.condition().printed();
    match (until - today.day).get_days() {
        ..0 if printed.is_some_and(|printed| printed.kind == ExpiryKind::UseBy) => Freshness::Expired,
        ..0 => Freshness::PastBestBefore,
        0 => Freshness::LastDay,
        days if days <= i32::from(today.lead.get()) => Freshness::UseSoon,
        // Guidance has room left, but nobody knows how old the pack was when it was added.
        _ if printed.is_none() => Freshness::Unknown,
        _ => Freshness::Fresh,
    }
}

/// The order of a list: what has to be used first comes first, what nobody can say comes last.
#[must_use]
pub fn order(item: &Item, zone: &TimeZone) -> impl Ord + use<> {
    let until = usable_until(item, zone);
    (until.is_none(), until, item.added_at(), item.id())
}

#[cfg(test)]
mod tests;
