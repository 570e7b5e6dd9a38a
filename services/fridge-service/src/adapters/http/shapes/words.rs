//! Words of the API that are no domain type themselves.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What can be done to a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Action)]
pub(in crate::adapters::http) enum ActionWord {
    Open,
    Freeze,
    Thaw,
    /// All that remains, unless a quantity is said.
    Use,
    /// All that remains, unless a quantity is said.
    ThrowAway,
    /// The packaging of a pack that is gone; changes no amount.
    Recycle,
    /// All that remains, unless a quantity is said.
    GiveAway,
    Correct,
    /// Takes back the last action on the item, within ten minutes.
    Undo,
}

impl ActionWord {
    /// The word.
    pub(in crate::adapters::http) const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Freeze => "freeze",
            Self::Thaw => "thaw",
            Self::Use => "use",
            Self::ThrowAway => "throw_away",
            Self::Recycle => "recycle",
            Self::GiveAway => "give_away",
            Self::Correct => "correct",
            Self::Undo => "undo",
        }
    }
}
