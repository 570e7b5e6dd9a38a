//! How long food keeps once it is opened, frozen or thawed: public guidance by category, editable for each item.

mod guide;

use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use guide::{Guide, GuideFault};

/// A number of days: 0 to 3,650. With 0 it is to be used the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "u16")]
#[schema(value_type = u16, minimum = 0, maximum = 3650)]
pub struct Days(u16);

/// Not a number of days that food keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is a whole number from 0 to 3650")]
pub struct DaysFault;

impl Days {
    /// One day.
    pub const ONE: Self = Self(1);

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    pub(super) fn span(self) -> Span {
        i64::from(self.0).days()
    }
}

impl TryFrom<u16> for Days {
    type Error = DaysFault;

    fn try_from(days: u16) -> Result<Self, DaysFault> {
        if days <= 3650 { Ok(Self(days)) } else { Err(DaysFault) }
    }
}

/// How long an item keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShelfLife {
    /// Days after the one on which it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_opening_days: Option<Days>,
    /// Days after the one on which it was frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freezer_days: Option<Days>,
    /// Days after the one on which it was thawed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thawed_days: Option<Days>,
    /// Who says so.
    pub source: Source,
}

/// Who says how long food keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", untagged)]
pub enum Source {
    /// A public guidance.
    Guidance(Guidance),
    /// The person: the word `own`.
    Own(Own),
}

/// Where a default was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Guidance {
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub url: String,
}

/// The person themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Own {
    /// They have edited it.
    Own,
}

/// What a person changes of it; what is not said stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShelfLifeEdit {
    /// Days after the one on which it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_opening_days: Option<Days>,
    /// Days after the one on which it was frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freezer_days: Option<Days>,
}

impl ShelfLife {
    pub(super) fn edited(before: Option<&Self>, edit: &ShelfLifeEdit) -> Self {
        Self {
            after_opening_days: edit.after_opening_days.or(before.and_then(|life| life.after_opening_days)),
            freezer_days: edit.freezer_days.or(before.and_then(|life| life.freezer_days)),
            thawed_days: before.and_then(|life| life.thawed_days),
            source: Source::Own(Own::Own),
        }
    }
}

#[cfg(test)]
mod tests;
