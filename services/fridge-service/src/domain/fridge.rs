//! The fold: an account's events in, every item that it ever had out.

use std::collections::BTreeMap;

use super::{
    event::Event,
    held::{FoldFault, Held},
    item::ItemId,
};

/// What an account has at home, and what it had.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fridge {
    version: u64,
    items: BTreeMap<ItemId, Held>,
}

impl Fridge {
    /// Before the first event.
    #[must_use]
    pub const fn empty() -> Self {
        Self { version: 0, items: BTreeMap::new() }
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

    /// The items, gone ones included.
    pub fn items(&self) -> impl Iterator<Item = &Held> {
        self.items.values()
    }

    /// The items of which something is left.
    pub fn present(&self) -> impl Iterator<Item = &Held> {
        self.items().filter(|held| held.item().is_present())
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
        let mut held = self.items.remove(&event.item);
        let applied = Held::apply(&mut held, event);
        if let Some(held) = held {
            self.items.insert(event.item, held);
        }
        applied?;
        self.version = event.version;
        Ok(())
    }

    /// Counts an event without applying it: for readers of streams that others may have damaged.
    pub const fn pass_over(&mut self, version: u64) {
        self.version = version;
    }
}

#[cfg(test)]
mod tests;
