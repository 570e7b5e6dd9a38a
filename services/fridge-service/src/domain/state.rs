//! The states of a pack, each with exactly what it needs.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The state of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// At hand: sealed, or opened.
    Packed(Pack),
    /// In the freezer since `at`.
    Frozen {
        /// Since when.
        at: Timestamp,
        /// What it was before.
        before: Pack,
    },
    /// Nothing of it is left.
    Gone(Gone),
}

/// A pack that is not frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pack {
    /// As it was bought.
    Sealed,
    /// Opened, or thawed, which counts as opened.
    Opened(Opened),
}

/// An opened pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// When it was opened; for a pack that was frozen sealed, when it was thawed.
    pub at: Timestamp,
    /// Its last time in the freezer, if it has been there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thawed: Option<Thawed>,
}

/// A time in the freezer that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thawed {
    /// When it was put there.
    pub frozen_at: Timestamp,
    /// When it was taken out.
    pub at: Timestamp,
}

/// How a pack ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Where the last of it went.
    pub how: Ending,
    /// When.
    pub at: Timestamp,
    /// Whether its packaging was recycled.
    pub recycled: bool,
}

/// Where the last of a pack went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Eaten or cooked.
    Used,
    /// Thrown away.
    ThrownAway,
    /// Given to somebody.
    GivenAway,
    /// Nobody has said where.
    Unaccounted,
}

impl Ending {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::ThrownAway => "thrown_away",
            Self::GivenAway => "given_away",
            Self::Unaccounted => "unaccounted",
        }
    }
}

/// The published word of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    /// As it was bought.
    Sealed,
    /// Opened, or thawed.
    Opened,
    /// In the freezer.
    Frozen,
    /// Nothing of it is left.
    Gone,
}

impl StateName {
    /// The word itself.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::Opened => "opened",
            Self::Frozen => "frozen",
            Self::Gone => "gone",
        }
    }
}

impl State {
    /// Its published word.
    #[must_use]
    pub const fn name(&self) -> StateName {
        match self {
            Self::Packed(Pack::Sealed) => StateName::Sealed,
            Self::Packed(Pack::Opened(_)) => StateName::Opened,
            Self::Frozen { .. } => StateName::Frozen,
            Self::Gone(_) => StateName::Gone,
        }
    }

    /// Whether nothing is left.
    #[must_use]
    pub const fn is_gone(&self) -> bool {
        matches!(self, Self::Gone(_))
    }

    const fn pack(&self) -> Option<&Pack> {
        match self {
            Self::Packed(pack) | Self::Frozen { before: pack, .. } => Some(pack),
            Self::Gone(_) => None,
        }
    }

    /// How and when it was opened, if it is still there.
    #[must_use]
    pub const fn opened(&self) -> Option<&Opened> {
        match self.pack() {
            Some(Pack::Opened(opened)) => Some(opened),
            Some(Pack::Sealed) | None => None,
        }
    }

    /// Since when it is in the freezer, or when it was last put there.
    #[must_use]
    pub fn frozen_at(&self) -> Option<Timestamp> {
        match self {
            Self::Frozen { at, .. } => Some(*at),
            Self::Packed(_) | Self::Gone(_) => self.opened()?.thawed.map(|thawed| thawed.frozen_at),
        }
    }

    /// When it was last thawed, if it is not frozen again.
    #[must_use]
    pub fn thawed_at(&self) -> Option<Timestamp> {
        match self {
            Self::Packed(Pack::Opened(Opened { thawed: Some(thawed), .. })) => Some(thawed.at),
            Self::Packed(_) | Self::Frozen { .. } | Self::Gone(_) => None,
        }
    }
}
