//! What happened to one pack.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use service_kit::ids::EventId;
use utoipa::ToSchema;

use crate::domain::{
    date::ExpiryKind,
    event::{Event, EventKind},
    food::Place,
    quantity::Stock,
    tally::Reason,
};

/// A page of what happened, in order.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FridgeHistory)]
pub(in crate::adapters::http) struct HistoryBody {
    items: Vec<PastEventBody>,
    /// Cursor of the next page; `null` on the last one.
    #[schema(required)]
    next: Option<String>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = FridgeEvent)]
pub(in crate::adapters::http) struct PastEventBody {
    #[schema(value_type = uuid::Uuid)]
    event_id: EventId,
    #[serde(rename = "type")]
    kind: EventWord,
    /// When it happened, as the person says.
    at: Timestamp,
    /// When we heard of it.
    recorded_at: Timestamp,
    /// How much; with `item_corrected` what remained.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<Stock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiry: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiry_kind: Option<ExpiryKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    /// It was taken back later.
    undone: bool,
}

/// What happened.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FridgeEventType)]
pub(in crate::adapters::http) enum EventWord {
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

impl HistoryBody {
    /// At most `limit` events after this version.
    pub(in crate::adapters::http) fn page(history: &[Event], after: u64, limit: usize) -> Self {
        let mut rest = history.iter().filter(|event| event.version > after);
        let page: Vec<_> = rest.by_ref().take(limit).collect();
        let next = rest.next().and(page.last()).map(|last| last.version.to_string());
        let undone = |event: &Event| {
            let id = event.id;
            history.iter().any(|later| later.kind == EventKind::Undone { undoes: id })
        };
        Self { items: page.into_iter().map(|event| PastEventBody::new(event, undone(event))).collect(), next }
    }
}

impl PastEventBody {
    fn new(event: &Event, undone: bool) -> Self {
        let bare = Self {
            event_id: event.id,
            kind: word(&event.kind),
            at: event.at,
            recorded_at: event.recorded_at,
            quantity: None,
            reason: None,
            expiry: None,
            expiry_kind: None,
            place: None,
            undone,
        };
        match &event.kind {
            EventKind::Added(added) => Self {
                quantity: Some(added.quantity.into()),
                expiry: added.printed.map(|printed| printed.day),
                expiry_kind: added.printed.map(|printed| printed.kind),
                place: Some(added.place),
                ..bare
            },
            EventKind::Used { quantity } | EventKind::GivenAway { quantity } => {
                Self { quantity: Some((*quantity).into()), ..bare }
            }
            EventKind::ThrownAway { quantity, reason } => {
                Self { quantity: Some((*quantity).into()), reason: Some(*reason), ..bare }
            }
            EventKind::Corrected(correction) => Self {
                quantity: correction.remaining,
                expiry: correction.printed.map(|printed| printed.day),
                expiry_kind: correction.printed.map(|printed| printed.kind),
                place: correction.place,
                ..bare
            },
            EventKind::Opened
            | EventKind::Frozen
            | EventKind::Thawed
            | EventKind::Recycled
            | EventKind::Undone { .. } => bare,
        }
    }
}

const fn word(kind: &EventKind) -> EventWord {
    match kind {
        EventKind::Added(_) => EventWord::ItemAdded,
        EventKind::Opened => EventWord::ItemOpened,
        EventKind::Frozen => EventWord::ItemFrozen,
        EventKind::Thawed => EventWord::ItemThawed,
        EventKind::Used { .. } => EventWord::ItemUsed,
        EventKind::ThrownAway { .. } => EventWord::ItemThrownAway,
        EventKind::GivenAway { .. } => EventWord::ItemGivenAway,
        EventKind::Recycled => EventWord::ItemRecycled,
        EventKind::Corrected(_) => EventWord::ItemCorrected,
        EventKind::Undone { .. } => EventWord::ActionUndone,
    }
}
