//! A second, simpler bookkeeping: signed numbers per item, kept by replaying what is not undone.

use std::collections::BTreeMap;

use fridge_service::domain::{
    event::{Event, EventKind},
    item::ItemId,
    ledger::{Row, Waste},
    quantity::Unit,
};
use service_kit::ids::EventId;

use crate::history::taken;

/// Each item's events that count.
#[derive(Default)]
pub(crate) struct Model {
    items: BTreeMap<ItemId, Vec<(EventId, EventKind)>>,
}

/// Thousandths: added, used, thrown away, given away, remaining, unaccounted.
type Book = [i128; 6];

impl Model {
    pub(crate) fn apply(&mut self, event: &Event) {
        let counting = self.items.entry(event.item).or_default();
        match &event.kind {
            EventKind::Undone { undoes } => counting.retain(|(id, _)| id != undoes),
            kind => counting.push((event.id, kind.clone())),
        }
    }

    fn books(&self) -> BTreeMap<Unit, Book> {
        let mut books: BTreeMap<Unit, Book> = BTreeMap::new();
        for events in self.items.values() {
            let Some((_, EventKind::Added(added))) = events.first() else { continue };
            let book = books.entry(added.quantity.unit()).or_default();
            for (sum, amount) in book.iter_mut().zip(book_of(events)) {
                assert!(amount >= 0, "below zero: {events:?}");
                *sum += amount;
            }
        }
        books
    }

    /// The ledger says the same, unit by unit.
    pub(crate) fn agrees_with(&self, waste: &Waste) {
        let mut told: BTreeMap<Unit, Book> = BTreeMap::new();
        for row in &waste.rows {
            let Row { added, used, thrown_away, given_away, remaining, unaccounted, .. } = *row;
            let amounts = [added, used, thrown_away, given_away, remaining, unaccounted];
            for (sum, amount) in told.entry(row.unit).or_default().iter_mut().zip(amounts) {
                *sum += i128::from(amount.thousandths());
            }
        }
        assert_eq!(told, self.books());
        let items = self.items.values().filter(|events| !events.is_empty()).count();
        let packs: u64 = waste.packs.iter().map(|row| row.added).sum();
        assert_eq!(packs, items as u64);
    }
}

fn book_of(events: &[(EventId, EventKind)]) -> Book {
    let [mut added, mut used, mut thrown_away, mut given_away, mut remaining, mut unaccounted] = [0; 6];
    for (_, kind) in events {
        if let EventKind::Added(pack) = kind {
            added = i128::from(pack.quantity.amount().thousandths());
            remaining = added;
        }
        if let Some((amount, outlet)) = taken(kind) {
            let amount = i128::from(amount);
            remaining -= amount;
            match outlet {
                "used" => used += amount,
                "thrown away" => thrown_away += amount,
                _ => given_away += amount,
            }
        }
        if let EventKind::Corrected(correction) = kind
            && let Some(stock) = correction.remaining
        {
            let found = i128::from(stock.amount.thousandths()) - remaining;
            let back = found.clamp(0, unaccounted);
            unaccounted += if found < 0 { -found } else { -back };
            added += (found - back).max(0);
            remaining += found;
        }
    }
    [added, used, thrown_away, given_away, remaining, unaccounted]
}
