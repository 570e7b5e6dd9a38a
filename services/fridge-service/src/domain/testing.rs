//! Streams for tests: each step is decided and folded as in production.

use jiff::{SignedDuration, Timestamp, civil::Date};
use service_kit::ids::EventId;
use uuid::Uuid;

use super::{
    action::Action,
    date::{ExpiryKind, PrintedDate},
    decide::{self, Decision, Refusal},
    event::{Added, Event},
    food::{Food, Place},
    fridge::Fridge,
    held::Held,
    item::{Item, ItemId},
    quantity::{Amount, Quantity, Unit},
    tally::Reason,
};

pub(crate) struct Story {
    pub(crate) fridge: Fridge,
    pub(crate) events: Vec<Event>,
    pub(crate) now: Timestamp,
}

impl Story {
    pub(crate) fn at(now: &str) -> Self {
        Self { fridge: Fridge::empty(), events: Vec::new(), now: now.parse().unwrap() }
    }

    pub(crate) fn wait(&mut self, by: SignedDuration) {
        self.now += by;
    }

    pub(crate) fn wait_until(&mut self, now: &str) {
        self.now = now.parse().unwrap();
    }

    pub(crate) fn add(&mut self, added: Added) -> ItemId {
        let decision = decide::add(self.fridge.present().count(), added, self.now).unwrap();
        let item = ItemId(Uuid::from_u128(self.fridge.version().into()));
        self.record(item, decision);
        item
    }

    pub(crate) fn act(&mut self, item: ItemId, action: Action) -> Result<(), Refusal> {
        self.act_at(item, action, None)
    }

    #[expect(clippy::needless_pass_by_value, reason = "a story reads better without borrows")]
    pub(crate) fn act_at(&mut self, item: ItemId, action: Action, at: Option<&str>) -> Result<(), Refusal> {
        let at = at.map(|at| at.parse().unwrap());
        let held = self.fridge.get(item).ok_or(Refusal::UnknownItem)?;
        let decision = decide::act(held, &action, at, self.now)?;
        self.record(item, decision);
        Ok(())
    }

    fn record(&mut self, item: ItemId, Decision { at, kind }: Decision) {
        let version = self.fridge.version() + 1;
        let id = EventId::from_uuid(Uuid::from_u128(version.into()));
        let event = Event { id, version, recorded_at: self.now, at, item, kind };
        self.fridge.apply(&event).unwrap();
        self.events.push(event);
    }

    pub(crate) fn held(&self, item: ItemId) -> &Held {
        self.fridge.get(item).unwrap()
    }

    pub(crate) fn item(&self, item: ItemId) -> &Item {
        self.held(item).item()
    }
}

pub(crate) fn grams(grams: u64) -> Quantity {
    Quantity::new(Amount::from_thousandths(grams * 1000), Unit::G).unwrap()
}

pub(crate) fn food(quantity: Quantity) -> Added {
    Added {
        food: Food::HandTyped { name: None },
        categories: Vec::new(),
        quantity,
        printed: None,
        place: Place::Fridge,
        price: None,
        shelf_life: None,
    }
}

pub(crate) fn use_by(day: &str) -> Option<PrintedDate> {
    printed(day, ExpiryKind::UseBy)
}

pub(crate) fn best_before(day: &str) -> Option<PrintedDate> {
    printed(day, ExpiryKind::BestBefore)
}

fn printed(day: &str, kind: ExpiryKind) -> Option<PrintedDate> {
    let day: Date = day.parse().unwrap();
    Some(PrintedDate { day, kind })
}

pub(crate) const USE_ALL: Action = Action::Use { quantity: None };
pub(crate) const THROW_ALL: Action = Action::ThrowAway { quantity: None, reason: Reason::Expired };

pub(crate) fn use_some(quantity: Quantity) -> Action {
    Action::Use { quantity: Some(quantity) }
}
