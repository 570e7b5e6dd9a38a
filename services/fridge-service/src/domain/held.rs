//! The fold of one item: its events in, how it is out. No item's events depend on another's.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::ids::EventId;

use super::{
    condition::{Condition, Impossible},
    event::{Event, EventKind},
    item::Item,
    undo::Past,
};

/// An item, and the actions on it that can still be undone, the latest last.
///
/// Serialised it is a snapshot, which leaves out what could be undone: folding on from one gives what folding from the start gives,
/// unless an event undoes something from before it ([`FoldFault::NotTheLatest`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    item: Item,
    #[serde(skip)]
    past: Vec<Past>,
}

/// Why an event does not fit what came before. A stream that this service has written has none of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FoldFault {
    /// An event is missing, or comes twice.
    #[error("stream version {found} where {expected} was to come")]
    Gap {
        /// The version that was to come.
        expected: u64,
        /// The version that came.
        found: u64,
    },
    /// Its item is not there.
    #[error("its item is not in the fridge")]
    UnknownItem,
    /// Its item was added before.
    #[error("its item was added before")]
    AddedTwice,
    /// What it undoes is not the latest that was done to the item.
    #[error("what it undoes is not the latest that was done")]
    NotTheLatest,
    /// The item's state contradicts it.
    #[error(transparent)]
    Impossible(#[from] Impossible),
}

impl Held {
    /// The item.
    #[must_use]
    pub const fn item(&self) -> &Item {
        &self.item
    }

    /// The latest action, while it can be undone.
    #[must_use]
    pub fn undoable_at(&self, now: Timestamp) -> Option<&Past> {
        self.past.last().filter(|past| past.can_be_undone_at(now))
    }

    /// What the event makes of its item, which is not there before it was added, and no longer when its adding was undone.
    ///
    /// # Errors
    /// When the event contradicts what came before; the item is as it was then.
    pub fn apply(held: &mut Option<Self>, event: &Event) -> Result<(), FoldFault> {
        match (&event.kind, held.as_mut()) {
            (EventKind::Added(_), Some(_)) => return Err(FoldFault::AddedTwice),
            (EventKind::Added(added), None) => {
                let item = Item::new(event.item, added, event.at);
                *held = Some(Self { item, past: vec![Past::of(event, None)] });
            }
            (_, None) => return Err(FoldFault::UnknownItem),
            (EventKind::Undone { undoes }, Some(there)) => match there.take_back(*undoes)?.before {
                Some(before) => drop(there.turn(before)),
                None => *held = None,
            },
            (_, Some(there)) => there.change(event)?,
        }
        if let Some(there) = held {
            there.forget(event.recorded_at);
        }
        Ok(())
    }

    fn change(&mut self, event: &Event) -> Result<(), FoldFault> {
        let after = self.item.condition.after(&event.kind, event.at)?;
        let before = self.turn(after);
        self.past.push(Past::of(event, Some(before)));
        Ok(())
    }

    /// Forgets what can no longer be undone: the oldest stand first.
    fn forget(&mut self, now: Timestamp) {
        let over = self.past.iter().take_while(|past| !past.can_be_undone_at(now)).count();
        self.past.drain(..over);
    }

    fn take_back(&mut self, undoes: EventId) -> Result<Past, FoldFault> {
        self.past.pop_if(|past| past.event == undoes).ok_or(FoldFault::NotTheLatest)
    }

    /// A new version of it; returns how it was.
    fn turn(&mut self, condition: Condition) -> Condition {
        self.item.version = self.item.version.next();
        std::mem::replace(&mut self.item.condition, condition)
    }
}
