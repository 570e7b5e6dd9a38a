//! What holds for every history: 10,000 random ones for each fact.

#![cfg(test)] // so that clippy knows helpers here as test code

mod history;
mod lines;
mod model;

use std::collections::{BTreeMap, HashMap};

use fridge_service::domain::{
    event::{Event, EventKind},
    fridge::Fridge,
    held::{FoldFault, Held},
    item::ItemId,
    ledger::{Cut, Entry, PackRow, Period, Row, Waste},
};
use history::{Life, Outcome, steps};
use jiff::tz::TimeZone;
use model::Model;
use proptest::{prelude::*, sample::Index, test_runner::Config};
use service_kit::ids::EventId;

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
        for (item, events) in by_item(&events) {
            let whole = fridge.get(item).map(Held::item);
            let (before, after) = events.split_at(cut.index(events.len() + 1));
            let snapshot = serde_json::to_vec(&folded(None, before).unwrap()).unwrap();
            let thawed = serde_json::from_slice(&snapshot).unwrap();
            match folded(thawed, after) {
                Ok(held) => prop_assert_eq!(held.as_ref().map(Held::item), whole),
                Err(fault) => {
                    prop_assert_eq!(fault, FoldFault::NotTheLatest);
                    let reaches_back = |event: &Event| undone(event).is_some_and(|undone| before.iter().any(|old| old.id == undone));
                    prop_assert!(after.iter().any(reaches_back), "only who undoes what was before needs the whole");
                }
            }
        }
    }

    #[test]
    fn an_items_own_events_come_to_what_the_whole_stream_comes_to(steps in steps()) {
        let Life { fridge, events, .. } = Life::of(&steps);
        let everything = Fridge::empty().fold(&events).unwrap();
        prop_assert_eq!(&everything, &fridge);
        for (item, events) in by_item(&events) {
            let alone = folded(None, &events).unwrap();
            prop_assert_eq!(alone.as_ref(), everything.get(item));
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
        let everything = Fridge::empty().fold(&life.events).unwrap();
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

fn by_item(events: &[Event]) -> BTreeMap<ItemId, Vec<Event>> {
    events.iter().fold(BTreeMap::new(), |mut items: BTreeMap<_, Vec<_>>, event| {
        items.entry(event.item).or_default().push(event.clone());
        items
    })
}

fn folded(mut held: Option<Held>, events: &[Event]) -> Result<Option<Held>, FoldFault> {
    events.iter().try_for_each(|event| Held::apply(&mut held, event)).map(|()| held)
}

fn undone(event: &Event) -> Option<EventId> {
    if let EventKind::Undone { undoes } = event.kind { Some(undoes) } else { None }
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
