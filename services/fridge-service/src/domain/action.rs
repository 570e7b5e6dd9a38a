//! What a person asks for.

use super::{date::PrintedDate, event::Correction, quantity::Quantity, tally::Reason};

/// Something to be done to an item. Without a quantity, all that remains is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// It was opened.
    Open,
    /// It goes into the freezer.
    Freeze,
    /// It comes out of the freezer.
    Thaw,
    /// It was eaten or cooked.
    Use {
        /// How much of it.
        quantity: Option<Quantity>,
    },
    /// It was thrown away.
    ThrowAway {
        /// How much of it.
        quantity: Option<Quantity>,
        /// Why.
        reason: Reason,
    },
    /// It was given to somebody.
    GiveAway {
        /// How much of it.
        quantity: Option<Quantity>,
    },
    /// Its packaging was recycled.
    Recycle,
    /// What is known of it is wrong.
    Correct(Box<Correction>),
    /// The latest of all this was a slip.
    Undo,
}

impl Action {
    /// The date that it says stands on the pack.
    pub(super) fn printed(&self) -> Option<PrintedDate> {
        match self {
            Self::Correct(correction) => correction.printed,
            Self::Open
            | Self::Freeze
            | Self::Thaw
            | Self::Use { .. }
            | Self::ThrowAway { .. }
            | Self::GiveAway { .. }
            | Self::Recycle
            | Self::Undo => None,
        }
    }
}
