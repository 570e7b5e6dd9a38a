//! Rebuilding a fridge and its ledger from stored events: the goal is 20,000 events a second on one core. Deciding and applying one
//! more command after 10,000 events: at most twice what it takes on an empty stream.
#![expect(clippy::unwrap_used, reason = "a bench may stop at the first surprise")]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use fridge_service::{
    adapters::stored::{Actor, StoredEvent, read, store},
    domain::{
        action::Action,
        decide::{self, Decision},
        event::{Added, Event, EventKind},
        food::{Food, Place},
        fridge::Fridge,
        held::Held,
        item::ItemId,
        ledger::{Cut, Entry, Period, Waste},
        quantity::{Amount, Quantity, Unit},
        tally::Reason,
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use service_kit::ids::{AccountId, EventId, VisitorId};
use uuid::Uuid;

const EVENTS: u64 = 10_000;

fn food() -> Food {
    Food::HandTyped { name: "Leftover soup".parse().ok() }
}

fn added() -> Added {
    Added {
        food: food(),
        categories: vec!["en:meals".parse().unwrap(), "en:soups".parse().unwrap()],
        quantity: Quantity::new(Amount::from_thousandths(500_000), Unit::G).unwrap(),
        printed: None,
        place: Place::Fridge,
        price: None,
        shelf_life: None,
    }
}

fn grams(grams: u64) -> Option<Quantity> {
    Quantity::new(Amount::from_thousandths(grams * 1000), Unit::G).ok()
}

/// A household's stream: each pack is opened, used in parts, and the last of it sometimes thrown away; an hour lies between two
/// events.
struct Household {
    fridge: Fridge,
    events: Vec<Event>,
    now: Timestamp,
}

impl Household {
    fn of(events: u64) -> Self {
        let now = "2026-01-01T08:00:00Z".parse().unwrap();
        let mut household = Self { fridge: Fridge::empty(), events: Vec::new(), now };
        let mut pack = 0;
        while household.fridge.version() < events {
            household.pack(pack);
            pack += 1;
        }
        household
    }

    fn pack(&mut self, pack: u64) {
        let item = ItemId(Uuid::from_u128(u128::from(pack)));
        let decision = decide::add(self.fridge.present().count(), added(), self.now).unwrap();
        self.record(item, decision);
        let last = match pack % 4 {
            0 => Action::ThrowAway { quantity: None, reason: Reason::Spoiled },
            1 => Action::GiveAway { quantity: None },
            _ => Action::Use { quantity: None },
        };
        for action in
            [Action::Open, Action::Use { quantity: grams(150) }, Action::Use { quantity: grams(100) }, last]
        {
            let held = self.fridge.get(item).unwrap();
            let decision = decide::act(held, &action, None, self.now).unwrap();
            self.record(item, decision);
        }
    }

    fn record(&mut self, item: ItemId, Decision { at, kind }: Decision) {
        let event = next(&self.fridge, self.now, item, Decision { at, kind });
        self.fridge.apply(&event).unwrap();
        self.events.push(event);
        self.now += SignedDuration::from_hours(1);
    }
}

fn next(fridge: &Fridge, now: Timestamp, item: ItemId, Decision { at, kind }: Decision) -> Event {
    let version = fridge.version() + 1;
    let id = EventId::from_uuid(Uuid::from_u128(u128::from(version)));
    Event { id, version, recorded_at: now, at, item, kind }
}

fn stored(events: &[Event]) -> Vec<StoredEvent> {
    let start = Timestamp::UNIX_EPOCH;
    let actor = Actor {
        account: AccountId::new_v7(start),
        visitor: VisitorId::new_v7(start),
        region: None,
        objected: false,
    };
    events.iter().map(|event| store(event, &food(), &actor).unwrap()).collect()
}

fn rebuild(criterion: &mut Criterion) {
    let rows = stored(&Household::of(EVENTS).events);
    let cut = Cut { zone: TimeZone::get("Europe/Rome").unwrap(), by: Period::Week, from: None, to: None };
    let mut group = criterion.benchmark_group("rebuild");
    group.throughput(Throughput::Elements(rows.len() as u64));
    group.bench_function("every item and the ledger from stored events", |bencher| {
        bencher.iter(|| {
            let mut fridge = Fridge::empty();
            for row in &rows {
                fridge.apply(&read(black_box(row)).unwrap()).unwrap();
            }
            Waste::of(fridge.items().map(Held::item).map(Entry::of), &cut)
        });
    });
    group.finish();
}

fn command(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("command");
    for (name, household) in [("empty stream", Household::of(0)), ("10,000 events", Household::of(EVENTS))] {
        let item = ItemId(Uuid::from_u128(u128::MAX));
        group.bench_function(format!("add and open, {name}"), |bencher| {
            bencher.iter_batched_ref(
                || household.fridge.clone(),
                |fridge| {
                    let add = Decision { at: household.now, kind: EventKind::Added(Box::new(added())) };
                    fridge.apply(&next(fridge, household.now, item, add)).unwrap();
                    let held = fridge.get(item).unwrap();
                    let open = decide::act(held, &Action::Open, None, household.now).unwrap();
                    fridge.apply(&next(fridge, household.now, item, open)).unwrap();
                },
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

fn snapshot(criterion: &mut Criterion) {
    let household = Household::of(5);
    let snapshot = serde_json::to_string(household.fridge.items().next().unwrap()).unwrap();
    criterion.bench_function("read an item's snapshot", |bencher| {
        bencher.iter(|| serde_json::from_str::<Held>(black_box(&snapshot)).unwrap());
    });
}

criterion_group!(benches, rebuild, command, snapshot);
criterion_main!(benches);
