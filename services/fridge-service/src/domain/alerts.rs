//! What a person is told because of the calendar.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    freshness::{Freshness, Today, freshness, order, usable_until},
    item::{Item, ItemId},
};

/// Something about one item that its owner should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Alert {
    /// Which item.
    pub item_id: ItemId,
    /// What about it.
    pub kind: AlertKind,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

/// What an alert says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// Few days are left.
    UseSoon,
    /// Today is the last one.
    LastDay,
    /// Past its best.
    PastBestBefore,
    /// Not to be eaten any more.
    Expired,
    /// The product was called back.
    Recalled,
    /// The product's allergens have changed.
    LabelChanged,
}

impl AlertKind {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UseSoon => "use_soon",
            Self::LastDay => "last_day",
            Self::PastBestBefore => "past_best_before",
            Self::Expired => "expired",
            Self::Recalled => "recalled",
            Self::LabelChanged => "label_changed",
        }
    }

    /// The alert that a freshness asks for, if any.
    #[must_use]
    pub const fn of(freshness: Freshness) -> Option<Self> {
        match freshness {
            Freshness::UseSoon => Some(Self::UseSoon),
            Freshness::LastDay => Some(Self::LastDay),
            Freshness::PastBestBefore => Some(Self::PastBestBefore),
            Freshness::Expired => Some(Self::Expired),
            Freshness::Fresh | Freshness::Unknown => None,
        }
    }
}

/// The alert of an item on that day, if there is one.
#[must_use]
pub fn calendar_alert(item: &Item, today: &Today) -> Option<Alert> {
    let kind = AlertKind::of(freshness(item, today))?;
    let until = usable_until(item, &today.zone)?;
    let first = match kind {
        AlertKind::UseSoon => until.saturating_sub(i64::from(today.lead.get()).days()),
        AlertKind::LastDay => until,
        AlertKind::PastBestBefore | AlertKind::Expired => until.saturating_add(1.day()),
        AlertKind::Recalled | AlertKind::LabelChanged => return None,
    };
    let since = start_of(first, &today.zone).max(known_since(item));
    Some(Alert { item_id: item.id(), kind, since })
}

/// The alerts of all present items, in the order of the list.
#[must_use]
pub fn calendar_alerts<'i>(items: impl IntoIterator<Item = &'i Item>, today: &Today) -> Vec<Alert> {
    let mut present: Vec<_> = items.into_iter().filter(|item| item.is_present()).collect();
    present.sort_by_cached_key(|item| order(item, &today.zone));
    present.into_iter().filter_map(|item| calendar_alert(item, today)).collect()
}

/// The first instant of a day; not always midnight.
fn start_of(day: Date, zone: &TimeZone) -> Timestamp {
    day.to_zoned(zone.clone()).map_or(Timestamp::MIN, |start| start.timestamp())
}

/// No alert is older than what it is about.
fn known_since(item: &Item) -> Timestamp {
    let state = item.condition().state();
    let opened_at = state.opened().map(|opened| opened.at);
    let turns = [opened_at, state.frozen_at(), state.thawed_at()];
    turns.into_iter().flatten().fold(item.added_at(), Ord::max)
}

#[cfg(test)]
mod tests;
