//! Ten minutes in which an action can be taken back.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use service_kit::ids::EventId;
use utoipa::ToSchema;

use super::{
    condition::Condition,
    event::{Event, EventKind},
};

/// How long after it was recorded an action can be undone.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// An action that can still be undone, with what was before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The event.
    pub event: EventId,
    /// What it did.
    pub action: ActionName,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// How the item was before; nothing when this event added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Condition>,
}

impl Past {
    pub(super) fn of(event: &Event, before: Option<Condition>) -> Self {
        let (event, action, recorded_at) = (event.id, ActionName::of(&event.kind), event.recorded_at);
        Self { event, action, recorded_at, before }
    }

    /// Until when it can be undone.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        self.recorded_at.saturating_add(WINDOW).unwrap_or(Timestamp::MAX)
    }

    /// Whether it can be undone now.
    #[must_use]
    pub fn can_be_undone_at(&self, now: Timestamp) -> bool {
        now <= self.until()
    }
}

/// The published words of what can be done to an item; `add` is the command that makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum ActionName {
    Add,
    Open,
    Freeze,
    Thaw,
    Use,
    ThrowAway,
    GiveAway,
    Recycle,
    Correct,
    Undo,
}

impl ActionName {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Open => "open",
            Self::Freeze => "freeze",
            Self::Thaw => "thaw",
            Self::Use => "use",
            Self::ThrowAway => "throw_away",
            Self::GiveAway => "give_away",
            Self::Recycle => "recycle",
            Self::Correct => "correct",
            Self::Undo => "undo",
        }
    }

    /// The action that an event tells of.
    #[must_use]
    pub const fn of(kind: &EventKind) -> Self {
        match kind {
            EventKind::Added(_) => Self::Add,
            EventKind::Opened => Self::Open,
            EventKind::Frozen => Self::Freeze,
            EventKind::Thawed => Self::Thaw,
            EventKind::Used { .. } => Self::Use,
            EventKind::ThrownAway { .. } => Self::ThrowAway,
            EventKind::GivenAway { .. } => Self::GiveAway,
            EventKind::Recycled => Self::Recycle,
            EventKind::Corrected(_) => Self::Correct,
            EventKind::Undone { .. } => Self::Undo,
        }
    }
}
