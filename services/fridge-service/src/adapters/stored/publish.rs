//! What of a stored event others get to know.

use contracts::{
    EventData,
    events::{
        ActionUndone, ItemAdded, ItemCorrected, ItemFrozen, ItemGivenAway, ItemOpened, ItemRecycled,
        ItemThawed, ItemThrownAway, ItemUsed,
    },
};
use serde_json::value::RawValue;

use super::StoredEvent;

/// An event as its contract has it.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is its contract's type")]
pub enum Published {
    Added(ItemAdded),
    Opened(ItemOpened),
    Frozen(ItemFrozen),
    Thawed(ItemThawed),
    Used(ItemUsed),
    ThrownAway(ItemThrownAway),
    GivenAway(ItemGivenAway),
    Recycled(ItemRecycled),
    Corrected(ItemCorrected),
    Undone(ActionUndone),
}

/// Why a stored event cannot be published.
#[derive(Debug, thiserror::Error)]
pub enum Unpublishable {
    /// It has not the form that the contract describes: only events of old forms, which were published when they were written.
    #[error("{0} is not published")]
    Type(String),
    /// Its data are not what the contract says.
    #[error(transparent)]
    Data(#[from] serde_json::Error),
}

impl Published {
    /// What of it is published: the contract's members alone, and so neither the words nor the picture of the food.
    ///
    /// # Errors
    /// When it has not the contract's form; never for an event that was just stored.
    pub fn of(stored: &StoredEvent) -> Result<Self, Unpublishable> {
        let data = &stored.data;
        match stored.event_type.as_str() {
            ItemAdded::TYPE => typed(data, Self::Added),
            ItemOpened::TYPE => typed(data, Self::Opened),
            ItemFrozen::TYPE => typed(data, Self::Frozen),
            ItemThawed::TYPE => typed(data, Self::Thawed),
            ItemUsed::TYPE => typed(data, Self::Used),
            ItemThrownAway::TYPE => typed(data, Self::ThrownAway),
            ItemGivenAway::TYPE => typed(data, Self::GivenAway),
            ItemRecycled::TYPE => typed(data, Self::Recycled),
            ItemCorrected::TYPE => typed(data, Self::Corrected),
            ActionUndone::TYPE => typed(data, Self::Undone),
            other => Err(Unpublishable::Type(other.to_owned())),
        }
    }
}

fn typed<T: EventData>(data: &RawValue, published: fn(T) -> Published) -> Result<Published, Unpublishable> {
    Ok(published(serde_json::from_str(data.get())?))
}
