//! From what happened to stored data.

use super::{
    Actor, StoredEvent,
    record::{Keeps, Measured, Measurement, Priced, Record},
    upcast::Name,
};
use crate::domain::{
    date::PrintedDate,
    event::{Added, Correction, Event, EventKind},
    food::{Food, Price, Product},
    quantity::Stock,
    shelf_life::{Guidance, ShelfLife, ShelfLifeEdit, Source},
};

/// An event as it is stored. `food` is that of the event's item: the contract names the product in every event.
///
/// # Errors
/// Never for data that the domain can make: only serialisation itself could fail.
pub fn store(event: &Event, food: &Food, actor: &Actor) -> Result<StoredEvent, serde_json::Error> {
    let name = Name::of(&event.kind);
    Ok(StoredEvent {
        id: event.id,
        version: event.version,
        recorded_at: event.recorded_at,
        event_type: name.event_type().to_owned(),
        data: serde_json::value::to_raw_value(&record(event, food, actor))?,
    })
}

fn record(event: &Event, food: &Food, actor: &Actor) -> Record {
    let mut record = bare(event, food, actor);
    match &event.kind {
        EventKind::Added(added) => add(&mut record, added),
        EventKind::Used { quantity } | EventKind::GivenAway { quantity } => {
            record.quantity = Some(measured((*quantity).into()));
        }
        EventKind::ThrownAway { quantity, reason } => {
            record.quantity = Some(measured((*quantity).into()));
            record.reason = Some(*reason);
        }
        EventKind::Corrected(correction) => correct(&mut record, correction),
        EventKind::Undone { undoes } => record.undoes = Some(*undoes),
        EventKind::Opened | EventKind::Frozen | EventKind::Thawed | EventKind::Recycled => {}
    }
    record
}

/// What every event says.
fn bare(event: &Event, food: &Food, actor: &Actor) -> Record {
    let product = food.product();
    Record {
        item_id: event.item,
        account_id: actor.account,
        visitor_id: actor.visitor,
        gtin: product.map(|product| product.gtin),
        brand_id: product.and_then(|product| product.brand),
        region: actor.region.as_ref().map(ToString::to_string),
        lot: None,
        categories: Vec::new(),
        quantity: None,
        reason: None,
        expiry: None,
        expiry_kind: None,
        place: None,
        price: None,
        shelf_life: None,
        undoes: None,
        measurement: actor.objected.then_some(Measurement::Objected),
        at: event.at,
        name: None,
        image_url: None,
    }
}

fn add(record: &mut Record, added: &Added) {
    match &added.food {
        Food::Product(product) => {
            let Product { lot, name, picture, .. } = &**product;
            record.lot.clone_from(lot);
            record.name.clone_from(name);
            record.image_url.clone_from(picture);
        }
        Food::HandTyped { name } => record.name.clone_from(name),
    }
    record.categories.clone_from(&added.categories);
    record.quantity = Some(measured(added.quantity.into()));
    printed(record, added.printed);
    record.place = Some(added.place);
    record.price = added.price.map(priced);
    record.shelf_life = added.shelf_life.as_ref().map(keeps);
}

fn correct(record: &mut Record, correction: &Correction) {
    record.quantity = correction.remaining.map(measured);
    printed(record, correction.printed);
    record.place = correction.place;
    record.price = correction.price.map(priced);
    record.shelf_life = correction.shelf_life.map(|ShelfLifeEdit { after_opening_days, freezer_days }| {
        Keeps { after_opening_days, freezer_days, thawed_days: None, source: None }
    });
}

fn printed(record: &mut Record, printed: Option<PrintedDate>) {
    record.expiry = printed.map(|printed| printed.day);
    record.expiry_kind = printed.map(|printed| printed.kind);
}

const fn measured(Stock { amount, unit }: Stock) -> Measured {
    Measured { amount, unit }
}

const fn priced(Price { amount, currency }: Price) -> Priced {
    Priced { amount, currency }
}

fn keeps(life: &ShelfLife) -> Keeps {
    Keeps {
        after_opening_days: life.after_opening_days,
        freezer_days: life.freezer_days,
        thawed_days: life.thawed_days,
        source: match &life.source {
            Source::Guidance(Guidance { title, url }) => {
                Some(Guidance { title: title.clone(), url: url.clone() })
            }
            // An item is added with what is published or with nothing; what is a person's own comes by correction.
            Source::Own(_) => None,
        },
    }
}
