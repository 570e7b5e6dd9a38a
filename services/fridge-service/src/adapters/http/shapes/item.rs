//! One pack.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    application::{
        ports::KeptItem,
        read_fridge::{Day, ShownItem},
    },
    domain::{
        date::ExpiryKind,
        food::{Place, Price},
        freshness::{Freshness, freshness, usable_until},
        item::{ItemId, ItemVersion},
        quantity::{Amount, Quantity, Stock},
        shelf_life::ShelfLife,
        state::{Ending, State, StateName},
        undo::ActionName,
    },
};

/// A pack, or a food that was typed by hand.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = FridgeItem)]
pub(in crate::adapters::http) struct ItemBody<'a> {
    item_id: ItemId,
    /// 14 digits; `null` for what was typed by hand.
    #[schema(required)]
    gtin: Option<&'a str>,
    /// As the catalog calls it now, or as it was typed; `null` when nobody has named it.
    #[schema(required)]
    name: Option<&'a str>,
    #[schema(required)]
    image_url: Option<&'a str>,
    #[schema(required)]
    lot: Option<&'a str>,
    /// What came in.
    quantity: Quantity,
    /// What is left of it; its amount may be 0.
    remaining: Stock,
    place: Place,
    state: StateName,
    /// The printed day.
    #[schema(required)]
    expiry: Option<Date>,
    #[schema(required)]
    expiry_kind: Option<ExpiryKind>,
    /// The printed day, as opening, freezing and thawing have changed it; `null` when nobody can say.
    #[schema(required)]
    usable_until: Option<Date>,
    freshness: Freshness,
    added_at: Timestamp,
    /// Grows with every action on this item; its `ETag`.
    version: ItemVersion,
    #[serde(skip_serializing_if = "Option::is_none")]
    opened_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frozen_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thawed_at: Option<Timestamp>,
    /// What the whole pack cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Price>,
    /// How long such food keeps once opened, frozen, thawed.
    #[serde(skip_serializing_if = "Option::is_none")]
    shelf_life: Option<&'a ShelfLife>,
    /// Present when the item is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<GoneBody>,
    /// What `undo` would take back; absent when there is nothing, or too late.
    #[serde(skip_serializing_if = "Option::is_none")]
    undo: Option<UndoBody>,
}

/// How an item went.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Gone)]
pub(in crate::adapters::http) struct GoneBody {
    how: GoneWord,
    at: Timestamp,
}

/// Where the last of it went.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoneHow)]
pub(in crate::adapters::http) enum GoneWord {
    Used,
    ThrownAway,
    GivenAway,
    /// Corrected to nothing.
    Unaccounted,
    /// The adding itself was undone: as if it had never been there.
    NeverAdded,
}

/// What can be taken back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Undo)]
pub(in crate::adapters::http) struct UndoBody {
    action: ActionName,
    /// Afterwards it stays.
    until: Timestamp,
}

impl<'a> ItemBody<'a> {
    /// As it is on this day.
    pub(super) fn new(kept: &'a KeptItem, day: &Day) -> Self {
        let item = &kept.item;
        let (added, condition) = (item.added(), item.condition());
        let (state, product) = (condition.state(), added.food.product());
        Self {
            item_id: item.id(),
            gtin: product.map(|product| product.gtin.as_str()),
            name: kept.called(),
            image_url: kept.pictured(),
            lot: product.and_then(|product| Some(product.lot.as_ref()?.as_str())),
            quantity: added.quantity,
            remaining: condition.remaining(),
            place: condition.place(),
            state: state.name(),
            expiry: condition.printed().map(|printed| printed.day),
            expiry_kind: condition.printed().map(|printed| printed.kind),
            usable_until: usable_until(item, &day.today.zone),
            freshness: freshness(item, &day.today),
            added_at: item.added_at(),
            version: item.version(),
            opened_at: state.opened().map(|opened| opened.at),
            frozen_at: state.frozen_at(),
            thawed_at: state.thawed_at(),
            price: condition.price(),
            shelf_life: condition.shelf_life(),
            gone: gone(state),
            undo: kept
                .undo
                .filter(|(_, until)| day.now <= *until)
                .map(|(action, until)| UndoBody { action, until }),
        }
    }

    /// As it was, and is no more.
    fn never_added(self, at: Timestamp) -> Self {
        Self {
            remaining: Stock { amount: Amount::ZERO, unit: self.remaining.unit },
            state: StateName::Gone,
            usable_until: None,
            freshness: Freshness::Unknown,
            gone: Some(GoneBody { how: GoneWord::NeverAdded, at }),
            undo: None,
            ..self
        }
    }
}

impl<'a> From<&'a ShownItem> for ItemBody<'a> {
    fn from(shown: &'a ShownItem) -> Self {
        let body = Self::new(&shown.kept, &shown.day);
        match shown.never_added {
            Some(at) => body.never_added(at),
            None => body,
        }
    }
}

fn gone(state: &State) -> Option<GoneBody> {
    let State::Gone(gone) = state else { return None };
    let how = match gone.how {
        Ending::Used => GoneWord::Used,
        Ending::ThrownAway => GoneWord::ThrownAway,
        Ending::GivenAway => GoneWord::GivenAway,
        Ending::Unaccounted => GoneWord::Unaccounted,
    };
    Some(GoneBody { how, at: gone.at })
}
