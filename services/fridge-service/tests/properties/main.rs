//! What holds for every history: 10,000 random ones for each fact.

#![cfg(test)] // so that clippy knows helpers here as test code

mod history;
mod lines;
mod model;

use std::collections::HashMap;

use fridge_service::domain::{
    event::EventKind,
    fridge::{Fridge, Held},
    item::ItemId,
    ledger::{Cut, Entry, PackRow, Period, Row, Waste},
};
use history::{Life, Outcome, steps};
use jiff::tz::TimeZone;
use model::Model;
use proptest::{prelude::*, sample::Index, test_runner::Config};

/// For each of five facts.
const HISTORIES: u32 = 10_000;

fn config() -> Config {
    Config { cases: HISTORIES, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn folding_on_from_any_snapshot_is_folding_from_the_start(steps in steps(), cut in any::<Index>()) {
        let Life { fridge, events, .. } = Life::of(&steps);
        let (before, after) = events.split_at(cut.index(events.len() + 1));
        let early = Fridge::empty().fold(before).unwrap();
        let snapshot = serde_json::to_vec(&early).unwrap();
        let thawed: Fridge = serde_json::from_slice(&snapshot).unwrap();
        prop_assert_eq!(&thawed, &early);
        prop_assert_eq!(thawed.fold(after).unwrap(), fridge);
    }

    #[test]
    fn the_projection_is_the_fold_for_every_item_that_is_there(steps in steps()) {
        let Life { fridge, events, .. } = Life::of(&steps);
        let everything = Fridge::of_everything().fold(&events).unwrap();
        let mut alone: HashMap<ItemId, Fridge> = HashMap::new();
        for event in &events {
            alone.entry(event.item).or_insert_with(Fridge::of_everything).apply_alone(event).unwrap();
        }
        for held in fridge.items() {
            let id = held.item().id();
            prop_assert_eq!(Some(held.item()), everything.get(id).map(Held::item));
        }
        prop_assert_eq!(fridge.present().count(), everything.present().count());
        let items = events.iter().map(|event| event.item).collect::<std::collections::HashSet<_>>();
        for id in items {
            let of_its_own = alone.get(&id).and_then(|fridge| fridge.get(id)).map(Held::item);
            prop_assert_eq!(of_its_own, everything.get(id).map(Held::item));
        }
    }

    #[test]
    fn every_row_of_the_ledger_balances_however_it_is_cut(steps in steps()) {
        let mut life = Life::new();
        let mut model = Model::default();
        for step in &steps {
            if let Outcome::Happened(event) = life.step(step) {
                model.apply(&event);
            }
        }
        let everything = Fridge::of_everything().fold(&life.events).unwrap();
        for zone in ["UTC", "Europe/Rome", "Pacific/Kiritimati"] {
            for by in [Period::Day, Period::Week, Period::Month] {
                let cut = Cut { zone: TimeZone::get(zone).unwrap(), by, from: None, to: None };
                let waste = Waste::of(everything.items().map(Held::item).map(Entry::of), &cut);
                waste.rows.iter().for_each(balances);
                waste.packs.iter().for_each(packs_balance);
                model.agrees_with(&waste);
            }
        }
    }

    #[test]
    fn undoing_puts_back_exactly_what_was_before(steps in steps()) {
        let mut life = Life::new();
        let mut before: HashMap<_, Option<Held>> = HashMap::new();
        for step in &steps {
            let fridge = life.fridge.clone();
            let Outcome::Happened(event) = life.step(step) else { continue };
            before.insert(event.id, fridge.get(event.item).cloned());
            if let EventKind::Undone { undoes } = event.kind {
                let (was, is) = (before[&undoes].clone(), life.fridge.get(event.item));
                let condition = |held: &Held| held.item().condition().clone();
                prop_assert_eq!(was.as_ref().map(condition), is.map(condition));
                let newer = is.is_none_or(|is| fridge.get(event.item).unwrap().item().version() < is.item().version());
                prop_assert!(newer, "a device that saw the version before notices");
            }
        }
    }

    #[test]
    fn neither_order_nor_repetition_of_the_lines_changes_what_is_folded(steps in steps(), shuffle in any::<u64>()) {
        let life = Life::of(&steps);
        let plain = lines::of(&life.events);
        let mixed = lines::mixed(&plain, shuffle);
        prop_assert_eq!(lines::fold(&mixed, life.now), lines::fold(&plain, life.now));
    }
}

fn balances(row: &Row) {
    let Row { added, used, thrown_away, given_away, remaining, unaccounted, reasons, .. } = row;
    let parts = [used, thrown_away, given_away, remaining, unaccounted];
    assert_eq!(*added, parts.into_iter().copied().sum(), "{row:?}");
    assert_eq!(*thrown_away, reasons.total(), "{row:?}");
}

fn packs_balance(row: &PackRow) {
    let PackRow { added, used, thrown_away, given_away, remaining, unaccounted, reasons, .. } = row;
    assert_eq!(*added, used + thrown_away + given_away + remaining + unaccounted, "{row:?}");
    assert_eq!(*thrown_away, reasons.iter().map(|(_, packs)| packs).sum::<u64>(), "{row:?}");
}
