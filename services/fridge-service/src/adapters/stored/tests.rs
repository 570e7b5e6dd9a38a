use jiff::Timestamp;
use service_kit::ids::{AccountId, EventId, VisitorId};

use super::{Actor, Published, StoredEvent, read, store};
use crate::domain::{
    date::{ExpiryKind, PrintedDate},
    event::{Added, Correction, Event, EventKind},
    food::{Food, Place, Price, Product},
    item::ItemId,
    quantity::{Amount, Quantity, Stock, Unit},
    shelf_life::{Days, Guidance, ShelfLife, ShelfLifeEdit, Source},
    tally::Reason,
};

fn grams(grams: u64) -> Quantity {
    Quantity::new(Amount::from_thousandths(grams * 1000), Unit::G).unwrap()
}

fn bread() -> Food {
    Food::Product(Box::new(Product {
        gtin: "08001505005707".parse().unwrap(),
        lot: "L42".parse().ok(),
        brand: None,
        name: "Pane".parse().ok(),
        picture: "https://images.example/1.jpg".to_owned().try_into().ok(),
    }))
}

fn printed() -> PrintedDate {
    PrintedDate { day: "2026-12-04".parse().unwrap(), kind: ExpiryKind::UseBy }
}

fn price() -> Price {
    let amount = Amount::from_thousandths(2_490);
    Price { amount, currency: "EUR".parse().unwrap() }
}

fn added(food: Food) -> EventKind {
    let days = |days| Days::try_from(days).ok();
    let guidance = Guidance { title: "Guidance".into(), url: "https://example.org".into() };
    EventKind::Added(Box::new(Added {
        food,
        categories: vec!["en:breads".parse().unwrap()],
        quantity: grams(400),
        printed: Some(printed()),
        place: Place::Pantry,
        price: Some(price()),
        shelf_life: Some(ShelfLife {
            after_opening_days: days(5),
            freezer_days: days(90),
            thawed_days: None,
            source: Source::Guidance(guidance),
        }),
    }))
}

fn corrected() -> EventKind {
    EventKind::Corrected(Box::new(Correction {
        remaining: Some(Stock { amount: Amount::ZERO, unit: Unit::G }),
        printed: Some(printed()),
        place: Some(Place::Freezer),
        price: Some(price()),
        shelf_life: Some(ShelfLifeEdit { after_opening_days: Days::try_from(3).ok(), freezer_days: None }),
    }))
}

fn one_of_each() -> Vec<EventKind> {
    let undoes = EventId::new_v7(Timestamp::UNIX_EPOCH);
    vec![
        added(bread()),
        added(Food::HandTyped { name: "Grandmother's soup".parse().ok() }),
        EventKind::Opened,
        EventKind::Frozen,
        EventKind::Thawed,
        EventKind::Used { quantity: grams(1) },
        EventKind::ThrownAway { quantity: grams(2), reason: Reason::TooMuch },
        EventKind::GivenAway { quantity: grams(3) },
        EventKind::Recycled,
        corrected(),
        EventKind::Corrected(Box::default()),
        EventKind::Undone { undoes },
    ]
}

fn event(kind: EventKind) -> Event {
    let at: Timestamp = "2026-11-22T09:41:07.123456Z".parse().unwrap();
    Event {
        id: EventId::new_v7(at),
        version: 7,
        recorded_at: "2026-11-22T09:42:00Z".parse().unwrap(),
        at,
        item: ItemId::new_v7(at),
        kind,
    }
}

fn actor(objected: bool) -> Actor {
    let at = Timestamp::UNIX_EPOCH;
    Actor {
        account: AccountId::new_v7(at),
        visitor: VisitorId::new_v7(at),
        region: "IT-25".parse().ok(),
        objected,
    }
}

fn food_of(kind: &EventKind) -> Food {
    match kind {
        EventKind::Added(added) => added.food.clone(),
        _ => bread(),
    }
}

#[test]
fn what_is_stored_is_read_as_it_was() {
    for kind in one_of_each() {
        let (food, event) = (food_of(&kind), event(kind));
        let stored = store(&event, &food, &actor(false)).unwrap();
        assert_eq!(read(&stored).unwrap(), event);
    }
}

#[test]
fn what_is_published_obeys_its_contract_and_holds_nobodys_words() {
    for kind in one_of_each() {
        let (food, event) = (food_of(&kind), event(kind));
        let stored = store(&event, &food, &actor(true)).unwrap();
        let (schema, data) = contract(&Published::of(&stored).unwrap());
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        validator.validate(&data).unwrap();
        let text = data.to_string();
        assert!(
            !text.contains("soup") && !text.contains("Pane") && !text.contains("images.example"),
            "{text}"
        );
        assert!(text.contains("objected"));
    }
}

fn contract(published: &Published) -> (&'static str, serde_json::Value) {
    fn of<T: contracts::EventData>(data: &T) -> (&'static str, serde_json::Value) {
        (T::SCHEMA, serde_json::to_value(data).unwrap())
    }
    match published {
        Published::Added(data) => of(data),
        Published::Opened(data) => of(data),
        Published::Frozen(data) => of(data),
        Published::Thawed(data) => of(data),
        Published::Used(data) => of(data),
        Published::ThrownAway(data) => of(data),
        Published::GivenAway(data) => of(data),
        Published::Recycled(data) => of(data),
        Published::Corrected(data) => of(data),
        Published::Undone(data) => of(data),
    }
}

#[test]
fn what_a_later_version_adds_is_tolerated_and_what_is_wrong_is_not() {
    let stored = store(&event(added(bread())), &bread(), &actor(false)).unwrap();
    let with = |pointer: &str, value: serde_json::Value| {
        let mut data: serde_json::Value = serde_json::from_str(stored.data.get()).unwrap();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        data.pointer_mut(parent).unwrap()[member] = value;
        let data = serde_json::value::to_raw_value(&data).unwrap();
        read(&StoredEvent { data, ..stored.clone() })
    };
    assert!(with("/addedNextYear", 1.into()).is_ok());
    assert!(with("/quantity/addedNextYear", 1.into()).is_ok());
    for (pointer, value) in [
        ("/quantity/amount", 0.into()),
        ("/quantity/amount", serde_json::json!(-1)),
        ("/gtin", "08001505005700".into()),
        ("/expiry", "yesterday".into()),
        ("/expiryKind", "sell_by".into()),
        ("/place", "under the bed".into()),
        ("/quantity", serde_json::Value::Null),
    ] {
        assert!(with(pointer, value.clone()).is_err(), "{pointer} {value}");
    }
}
