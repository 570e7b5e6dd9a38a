//! Random histories: what people ask for, decided and folded as in production.

use fridge_service::domain::{
    action::Action,
    date::{ExpiryKind, PrintedDate},
    decide::{self, Decision, Refusal},
    event::{Added, Correction, Event, EventKind},
    food::{Food, Place, Price},
    fridge::Fridge,
    item::ItemId,
    quantity::{Amount, Quantity, Stock, Unit},
    shelf_life::{Days, ShelfLifeEdit},
    tally::Reason,
};
use jiff::{SignedDuration, Timestamp, civil::date};
use proptest::{collection::vec, option, prelude::*, sample::Index};
use service_kit::ids::EventId;
use uuid::Uuid;

/// What is asked for, and how long after the one before.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    wait: i64,
    item: Index,
    wish: Wish,
}

#[derive(Debug, Clone)]
enum Wish {
    Add { unit: Unit, thousandths: u64, printed: Option<(u16, ExpiryKind)>, price: Option<u64> },
    Open,
    Freeze,
    Thaw,
    Use(Share),
    ThrowAway(Share, Reason),
    GiveAway(Share),
    Recycle,
    Correct { per_mille: Option<u64>, day: Option<u16>, place: Option<Place>, opened: Option<u16> },
    Undo,
}

/// How much is asked for.
#[derive(Debug, Clone, Copy)]
enum Share {
    All,
    /// Of what remains; above 1,000 it is too much.
    PerMille(u64),
    /// In pieces, whatever the item is counted in.
    Pieces(u64),
}

fn share() -> impl Strategy<Value = Share> {
    prop_oneof![
        2 => Just(Share::All),
        5 => (1..1_100_u64).prop_map(Share::PerMille),
        1 => (1..5_000_u64).prop_map(Share::Pieces),
    ]
}

fn kind() -> impl Strategy<Value = ExpiryKind> {
    prop_oneof![Just(ExpiryKind::UseBy), Just(ExpiryKind::BestBefore)]
}

fn add() -> impl Strategy<Value = Wish> {
    let unit = prop_oneof![Just(Unit::Piece), Just(Unit::G), Just(Unit::Ml)];
    (unit, 1..=1_000_000_000_u64, option::of((0..400_u16, kind())), option::of(0..100_000_u64))
        .prop_map(|(unit, thousandths, printed, price)| Wish::Add { unit, thousandths, printed, price })
}

fn correct() -> impl Strategy<Value = Wish> {
    let place = prop_oneof![Just(Place::Fridge), Just(Place::Freezer), Just(Place::Pantry)];
    (option::of(0..1_500_u64), option::of(0..400_u16), option::of(place), option::of(0..30_u16))
        .prop_map(|(per_mille, day, place, opened)| Wish::Correct { per_mille, day, place, opened })
}

fn wish() -> impl Strategy<Value = Wish> {
    let reason = prop::sample::select(Reason::ALL.to_vec());
    prop_oneof![
        4 => add(),
        2 => Just(Wish::Open),
        2 => Just(Wish::Freeze),
        2 => Just(Wish::Thaw),
        4 => share().prop_map(Wish::Use),
        3 => (share(), reason).prop_map(|(share, reason)| Wish::ThrowAway(share, reason)),
        2 => share().prop_map(Wish::GiveAway),
        1 => Just(Wish::Recycle),
        2 => correct(),
        4 => Just(Wish::Undo),
    ]
}

/// Mostly minutes, now and then days: so that some undoing comes in time and some too late.
fn wait() -> impl Strategy<Value = i64> {
    prop_oneof![6 => 0..400_i64, 1 => 0..1_000_000_i64]
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (wait(), any::<Index>(), wish()).prop_map(|(wait, item, wish)| Step { wait, item, wish });
    vec(step, 1..40)
}

/// What became of a step.
pub(crate) enum Outcome {
    Happened(Event),
    /// It was refused, or there is no item yet to do it to.
    Nothing,
}

/// A person's fridge while its history is made.
pub(crate) struct Life {
    pub(crate) fridge: Fridge,
    pub(crate) events: Vec<Event>,
    pub(crate) now: Timestamp,
    items: Vec<ItemId>,
}

impl Life {
    pub(crate) fn new() -> Self {
        let now = "2026-03-27T20:00:00Z".parse().unwrap();
        Self { fridge: Fridge::empty(), events: Vec::new(), now, items: Vec::new() }
    }

    pub(crate) fn of(steps: &[Step]) -> Self {
        let mut life = Self::new();
        for step in steps {
            life.step(step);
        }
        life
    }

    pub(crate) fn step(&mut self, step: &Step) -> Outcome {
        self.now += SignedDuration::from_secs(step.wait);
        if let Wish::Add { unit, thousandths, printed, price } = &step.wish {
            let item = ItemId(Uuid::from_u128(1_000 + self.items.len() as u128));
            self.items.push(item);
            let added = added(*unit, *thousandths, *printed, *price);
            return self.record(item, decide::add(self.fridge.present().count(), added, self.now));
        }
        if self.items.is_empty() {
            return Outcome::Nothing;
        }
        let item = *step.item.get(&self.items);
        let action = self.action(item, &step.wish);
        let Some(held) = self.fridge.get(item) else { return Outcome::Nothing };
        self.record(item, decide::act(held, &action, None, self.now))
    }

    fn record(&mut self, item: ItemId, decision: Result<Decision, Refusal>) -> Outcome {
        let Ok(Decision { at, kind }) = decision else { return Outcome::Nothing };
        let version = self.fridge.version() + 1;
        let id = EventId::from_uuid(Uuid::from_u128(version.into()));
        let event = Event { id, version, recorded_at: self.now, at, item, kind };
        self.fridge.apply(&event).expect("what was decided can be folded");
        self.events.push(event.clone());
        Outcome::Happened(event)
    }

    fn action(&self, item: ItemId, wish: &Wish) -> Action {
        let remaining = self.fridge.get(item).map(|held| held.item().condition().remaining());
        let remaining = remaining.unwrap_or(Stock { amount: Amount::ONE, unit: Unit::G });
        let quantity = |share: &Share| part(remaining, *share);
        match wish {
            Wish::Add { .. } | Wish::Open => Action::Open,
            Wish::Freeze => Action::Freeze,
            Wish::Thaw => Action::Thaw,
            Wish::Use(share) => Action::Use { quantity: quantity(share) },
            Wish::ThrowAway(share, reason) => {
                Action::ThrowAway { quantity: quantity(share), reason: *reason }
            }
            Wish::GiveAway(share) => Action::GiveAway { quantity: quantity(share) },
            Wish::Recycle => Action::Recycle,
            Wish::Correct { per_mille, day, place, opened } => {
                let amount = per_mille.map(|per_mille| scaled(remaining.amount, per_mille));
                let edit = |days| ShelfLifeEdit {
                    after_opening_days: Days::try_from(days).ok(),
                    freezer_days: None,
                };
                Action::Correct(Box::new(Correction {
                    remaining: amount.and_then(|amount| Stock::new(amount, remaining.unit).ok()),
                    printed: day.map(|day| printed(day, ExpiryKind::BestBefore)),
                    place: *place,
                    price: None,
                    shelf_life: opened.map(edit),
                }))
            }
            Wish::Undo => Action::Undo,
        }
    }
}

fn part(remaining: Stock, share: Share) -> Option<Quantity> {
    match share {
        Share::All => None,
        Share::PerMille(per_mille) => Quantity::new(scaled(remaining.amount, per_mille), remaining.unit).ok(),
        Share::Pieces(thousandths) => Quantity::new(Amount::from_thousandths(thousandths), Unit::Piece).ok(),
    }
}

fn scaled(amount: Amount, per_mille: u64) -> Amount {
    Amount::from_thousandths(amount.thousandths() * per_mille / 1000)
}

fn printed(day: u16, kind: ExpiryKind) -> PrintedDate {
    let day = date(2026, 1, 1).checked_add(jiff::Span::new().days(i64::from(day))).unwrap();
    PrintedDate { day, kind }
}

fn added(unit: Unit, thousandths: u64, day: Option<(u16, ExpiryKind)>, price: Option<u64>) -> Added {
    let price = price.map(|thousandths| Price {
        amount: Amount::from_thousandths(thousandths),
        currency: "EUR".parse().unwrap(),
    });
    Added {
        food: Food::HandTyped { name: None },
        categories: Vec::new(),
        quantity: Quantity::new(Amount::from_thousandths(thousandths), unit).unwrap(),
        printed: day.map(|(day, kind)| printed(day, kind)),
        place: Place::Fridge,
        price,
        shelf_life: None,
    }
}

/// What an event takes out of its item, in thousandths, and where to.
pub(crate) fn taken(kind: &EventKind) -> Option<(u64, &'static str)> {
    match kind {
        EventKind::Used { quantity } => Some((quantity.amount().thousandths(), "used")),
        EventKind::ThrownAway { quantity, .. } => Some((quantity.amount().thousandths(), "thrown away")),
        EventKind::GivenAway { quantity } => Some((quantity.amount().thousandths(), "given away")),
        _ => None,
    }
}
