//! Names and forms of stored events. A form, once written, is read for ever: `tests/corpus` holds some of each.

use contracts::{
    EventData,
    events::{
        ActionUndone, ItemAdded, ItemCorrected, ItemFrozen, ItemGivenAway, ItemOpened, ItemRecycled,
        ItemThawed, ItemThrownAway, ItemUsed,
    },
};
use serde_json::{Map, Value, json, value::RawValue};

use super::{StoredEvent, Unreadable};
use crate::domain::event::EventKind;

/// The ten types of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    ItemAdded,
    ItemOpened,
    ItemFrozen,
    ItemThawed,
    ItemUsed,
    ItemThrownAway,
    ItemGivenAway,
    ItemRecycled,
    ItemCorrected,
    ActionUndone,
}

impl Name {
    const ALL: [Self; 10] = [
        Self::ItemAdded,
        Self::ItemOpened,
        Self::ItemFrozen,
        Self::ItemThawed,
        Self::ItemUsed,
        Self::ItemThrownAway,
        Self::ItemGivenAway,
        Self::ItemRecycled,
        Self::ItemCorrected,
        Self::ActionUndone,
    ];

    pub(super) const fn of(kind: &EventKind) -> Self {
        match kind {
            EventKind::Added(_) => Self::ItemAdded,
            EventKind::Opened => Self::ItemOpened,
            EventKind::Frozen => Self::ItemFrozen,
            EventKind::Thawed => Self::ItemThawed,
            EventKind::Used { .. } => Self::ItemUsed,
            EventKind::ThrownAway { .. } => Self::ItemThrownAway,
            EventKind::GivenAway { .. } => Self::ItemGivenAway,
            EventKind::Recycled => Self::ItemRecycled,
            EventKind::Corrected(_) => Self::ItemCorrected,
            EventKind::Undone { .. } => Self::ActionUndone,
        }
    }

    /// The contract's type, which is the present form.
    pub(super) const fn event_type(self) -> &'static str {
        match self {
            Self::ItemAdded => ItemAdded::TYPE,
            Self::ItemOpened => ItemOpened::TYPE,
            Self::ItemFrozen => ItemFrozen::TYPE,
            Self::ItemThawed => ItemThawed::TYPE,
            Self::ItemUsed => ItemUsed::TYPE,
            Self::ItemThrownAway => ItemThrownAway::TYPE,
            Self::ItemGivenAway => ItemGivenAway::TYPE,
            Self::ItemRecycled => ItemRecycled::TYPE,
            Self::ItemCorrected => ItemCorrected::TYPE,
            Self::ActionUndone => ActionUndone::TYPE,
        }
    }
}

/// Data in the present form.
pub(super) enum Data<'s> {
    /// As they were stored.
    Present(&'s RawValue),
    /// Made so.
    Upcast(Map<String, Value>),
}

/// The event's name, and its data in the present form.
pub(super) fn to_present(stored: &StoredEvent) -> Result<(Name, Data<'_>), Unreadable> {
    let unknown = || Unreadable::Type(stored.event_type.clone());
    let (stem, form) = stored.event_type.rsplit_once(".v").ok_or_else(unknown)?;
    let is_named = |name: &&Name| name.event_type().strip_suffix(".v1") == Some(stem);
    let name = *Name::ALL.iter().find(is_named).ok_or_else(unknown)?;
    match form {
        "1" => Ok((name, Data::Present(&stored.data))),
        "0" => Ok((name, Data::Upcast(from_v0(name, stored).ok_or_else(unknown)?))),
        _ => Err(unknown()),
    }
}

/// The first form counted whole packs as a bare number, knew no place but the fridge, and said nowhere when something happened: it
/// had happened when it was recorded.
fn from_v0(name: Name, stored: &StoredEvent) -> Option<Map<String, Value>> {
    let mut data: Map<String, Value> = serde_json::from_str(stored.data.get()).ok()?;
    if let Some(pieces) = data.get_mut("quantity").filter(|quantity| quantity.is_number()) {
        *pieces = json!({ "amount": pieces.take(), "unit": "piece" });
    }
    if name == Name::ItemAdded {
        data.entry("place").or_insert_with(|| json!("fridge"));
    }
    data.entry("at").or_insert_with(|| json!(stored.recorded_at));
    Some(data)
}
