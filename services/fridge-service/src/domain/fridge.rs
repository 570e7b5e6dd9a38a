//! The fold: an account's events in, what it has at home out.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::ids::EventId;

use super::{
    condition::Impossible,
    event::{Event, EventKind},
    item::{Item, ItemId},
    undo::{Past, WINDOW},
};

/// What an account has at home.
///
/// It holds the items that are present and those that went in the last ten minutes, so that it stays small however long the stream
/// is; [`Fridge::of_everything`] holds every item that ever was. Serialised it is a snapshot: folding on from one gives what folding
/// from the start gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fridge {
    version: u64,
    items: BTreeMap<ItemId, Held>,
    /// Which items the events of the last ten minutes were about, the oldest first.
    recent: VecDeque<Recent>,
    keeps_gone: bool,
}

/// An item, and the actions on it that can still be undone, the latest last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    item: Item,
    /// When the last event about it was recorded.
    touched_at: Timestamp,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    past: Vec<Past>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Recent {
    recorded_at: Timestamp,
    item: ItemId,
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
}

impl Default for Fridge {
    fn default() -> Self {
        Self::empty()
    }
}

impl Fridge {
    /// Before the first event.
    #[must_use]
    pub const fn empty() -> Self {
        Self::before_the_first(false)
    }

    const fn before_the_first(keeps_gone: bool) -> Self {
        Self { version: 0, items: BTreeMap::new(), recent: VecDeque::new(), keeps_gone }
    }

    /// Before the first event, but nothing will be forgotten: for projections, ledgers and histories.
    #[must_use]
    pub const fn of_everything() -> Self {
        Self::before_the_first(true)
    }

    /// Folds a whole stream.
    ///
    /// # Errors
    /// At the first event that does not fit.
    pub fn fold<'e>(self, events: impl IntoIterator<Item = &'e Event>) -> Result<Self, FoldFault> {
        events.into_iter().try_fold(self, |mut fridge, event| fridge.apply(event).map(|()| fridge))
    }

    /// Version of the last event in it; 0 before the first.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The items that it holds.
    pub fn items(&self) -> impl Iterator<Item = &Held> {
        self.items.values()
    }

    /// The items of which something is left.
    pub fn present(&self) -> impl Iterator<Item = &Held> {
        self.items().filter(|held| held.item.is_present())
    }

    /// One item.
    #[must_use]
    pub fn get(&self, item: ItemId) -> Option<&Held> {
        self.items.get(&item)
    }

    /// Applies the stream's next event.
    ///
    /// # Errors
    /// When it is not the next one, or contradicts what came before; the fridge is as it was then.
    pub fn apply(&mut self, event: &Event) -> Result<(), FoldFault> {
        let expected = self.version + 1;
        if event.version != expected {
            return Err(FoldFault::Gap { expected, found: event.version });
        }
        self.apply_alone(event)
    }

    /// Applies an event wherever it stands in the stream: for folding the events of one item, which depend on no other's.
    ///
    /// # Errors
    /// When it contradicts what came before; the fridge is as it was then.
    pub fn apply_alone(&mut self, event: &Event) -> Result<(), FoldFault> {
        match &event.kind {
            EventKind::Added(added) => self.add(event, Item::new(event.item, added, event.at))?,
            EventKind::Undone { undoes } => self.undo(event, *undoes)?,
            EventKind::Opened
            | EventKind::Frozen
            | EventKind::Thawed
            | EventKind::Used { .. }
            | EventKind::ThrownAway { .. }
            | EventKind::GivenAway { .. }
            | EventKind::Recycled
            | EventKind::Corrected(_) => self.change(event)?,
        }
        self.recent.push_back(Recent { recorded_at: event.recorded_at, item: event.item });
        self.pass_over(event.version, event.recorded_at);
        Ok(())
    }

    /// Counts an event without applying it: for readers of streams that others may have damaged.
    pub fn pass_over(&mut self, version: u64, recorded_at: Timestamp) {
        self.version = version;
        self.forget(recorded_at);
    }

    fn add(&mut self, event: &Event, item: Item) -> Result<(), FoldFault> {
        if self.items.contains_key(&event.item) {
            return Err(FoldFault::AddedTwice);
        }
        let past = Past::of(event, None);
        self.items.insert(event.item, Held { item, touched_at: event.recorded_at, past: vec![past] });
        Ok(())
    }

    fn change(&mut self, event: &Event) -> Result<(), FoldFault> {
        let held = self.items.get_mut(&event.item).ok_or(FoldFault::UnknownItem)?;
        let after = held.item.condition.after(&event.kind, event.at)?;
        let before = std::mem::replace(&mut held.item.condition, after);
        held.item.version = held.item.version.next();
        held.touched_at = event.recorded_at;
        held.past.push(Past::of(event, Some(before)));
        Ok(())
    }

    fn undo(&mut self, event: &Event, undoes: EventId) -> Result<(), FoldFault> {
        let held = self.items.get_mut(&event.item).ok_or(FoldFault::UnknownItem)?;
        let past = held.past.pop_if(|past| past.event == undoes).ok_or(FoldFault::NotTheLatest)?;
        match past.before {
            Some(before) => {
                held.item.condition = before;
                held.item.version = held.item.version.next();
                held.touched_at = event.recorded_at;
            }
            None => drop(self.items.remove(&event.item)),
        }
        Ok(())
    }

    /// Forgets what can no longer be undone, and the items that are gone for good.
    fn forget(&mut self, now: Timestamp) {
        let is_over = |recorded_at: Timestamp| now.duration_since(recorded_at) > WINDOW;
        while let Some(Recent { item, .. }) = self.recent.pop_front_if(|recent| is_over(recent.recorded_at)) {
            let Some(held) = self.items.get_mut(&item) else { continue };
            held.past.retain(|past| !is_over(past.recorded_at));
            if is_over(held.touched_at) && !held.item.is_present() && !self.keeps_gone {
                self.items.remove(&item);
            }
        }
    }
}

#[cfg(test)]
mod tests;
