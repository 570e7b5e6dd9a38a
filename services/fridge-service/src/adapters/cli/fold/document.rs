//! What the command answers: items, alerts, ledger, in the shapes of the API.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::domain::{
    alerts::{Alert, calendar_alerts},
    date::ExpiryKind,
    food::{FoodName, Place, Price},
    freshness::{Freshness, Today, freshness, order, usable_until},
    fridge::Fridge,
    held::Held,
    item::{Item, ItemId, ItemVersion},
    ledger::{Cut, Entry, Period, Waste},
    quantity::{Quantity, Stock},
    shelf_life::ShelfLife,
    state::StateName,
};

/// The answer.
#[derive(Serialize)]
pub(super) struct Document<'f> {
    items: Vec<View<'f>>,
    alerts: Vec<Alert>,
    waste: Waste,
}

impl<'f> Document<'f> {
    pub(super) fn of(fridge: &'f Fridge, today: &Today, by: Period) -> Self {
        let mut present: Vec<_> = fridge.present().map(Held::item).collect();
        present.sort_by_cached_key(|item| order(item, &today.zone));
        let cut = Cut { zone: today.zone.clone(), by, from: None, to: None };
        Self {
            alerts: calendar_alerts(present.iter().copied(), today),
            items: present.into_iter().map(|item| View::of(item, today)).collect(),
            waste: Waste::of(fridge.items().map(|held| Entry::of(held.item())), &cut),
        }
    }
}

/// A present item, as events alone tell it: a product is called what it was called when it was added.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'f> {
    item_id: ItemId,
    gtin: Option<&'f str>,
    name: Option<&'f str>,
    image_url: Option<&'f str>,
    lot: Option<&'f str>,
    quantity: Quantity,
    remaining: Stock,
    place: Place,
    state: StateName,
    expiry: Option<Date>,
    expiry_kind: Option<ExpiryKind>,
    usable_until: Option<Date>,
    freshness: Freshness,
    added_at: Timestamp,
    version: ItemVersion,
    #[serde(skip_serializing_if = "Option::is_none")]
    opened_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frozen_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thawed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Price>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shelf_life: Option<&'f ShelfLife>,
}

impl<'f> View<'f> {
    fn of(item: &'f Item, today: &Today) -> Self {
        let (added, condition) = (item.added(), item.condition());
        let (state, product) = (condition.state(), added.food.product());
        Self {
            item_id: item.id(),
            gtin: product.map(|product| product.gtin.as_str()),
            name: added.food.name().map(FoodName::as_str),
            image_url: product.and_then(|product| Some(product.picture.as_ref()?.as_str())),
            lot: product.and_then(|product| Some(product.lot.as_ref()?.as_str())),
            quantity: added.quantity,
            remaining: condition.remaining(),
            place: condition.place(),
            state: state.name(),
            expiry: condition.printed().map(|printed| printed.day),
            expiry_kind: condition.printed().map(|printed| printed.kind),
            usable_until: usable_until(item, &today.zone),
            freshness: freshness(item, today),
            added_at: item.added_at(),
            version: item.version(),
            opened_at: state.opened().map(|opened| opened.at),
            frozen_at: state.frozen_at(),
            thawed_at: state.thawed_at(),
            price: condition.price(),
            shelf_life: condition.shelf_life(),
        }
    }
}
