//! From stored data to what happened.

use serde_json::Value;

use super::{
    StoredEvent,
    record::{Keeps, Measured, Priced, Record},
    upcast::{self, Name},
};
use crate::domain::{
    date::PrintedDate,
    event::{Added, Correction, Event, EventKind},
    food::{Food, Price, Product},
    quantity::{AmountFault, Quantity, Stock},
    shelf_life::{ShelfLife, ShelfLifeEdit, Source},
};

/// Why stored data say nothing to us.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Not one of a fridge's events, or of a form that we do not know.
    #[error("{0} is no event of a fridge that is known here")]
    Type(String),
    /// Not what the type says.
    #[error("{0}")]
    Data(#[from] serde_json::Error),
    /// A member that the type needs is not there.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// An amount that cannot be.
    #[error("quantity {0}")]
    Amount(#[from] AmountFault),
}

/// Reads an event, whatever form it was written in.
///
/// # Errors
/// When it is of an unknown type, or its data are not what the type says.
pub fn read(stored: &StoredEvent) -> Result<Event, Unreadable> {
    let (name, data) = upcast::to_present(stored)?;
    let record: Record = match data {
        upcast::Data::Present(data) => serde_json::from_str(data.get())?,
        upcast::Data::Upcast(data) => serde_json::from_value(Value::Object(data))?,
    };
    let StoredEvent { id, version, recorded_at, .. } = *stored;
    Ok(Event { id, version, recorded_at, at: record.at, item: record.item_id, kind: kind(name, record)? })
}

fn kind(name: Name, record: Record) -> Result<EventKind, Unreadable> {
    Ok(match name {
        Name::ItemAdded => EventKind::Added(Box::new(added(record)?)),
        Name::ItemOpened => EventKind::Opened,
        Name::ItemFrozen => EventKind::Frozen,
        Name::ItemThawed => EventKind::Thawed,
        Name::ItemUsed => EventKind::Used { quantity: quantity(&record)? },
        Name::ItemThrownAway => EventKind::ThrownAway {
            quantity: quantity(&record)?,
            reason: record.reason.ok_or(Unreadable::Missing("reason"))?,
        },
        Name::ItemGivenAway => EventKind::GivenAway { quantity: quantity(&record)? },
        Name::ItemRecycled => EventKind::Recycled,
        Name::ItemCorrected => EventKind::Corrected(Box::new(corrected(&record)?)),
        Name::ActionUndone => {
            EventKind::Undone { undoes: record.undoes.ok_or(Unreadable::Missing("undoes"))? }
        }
    })
}

fn added(record: Record) -> Result<Added, Unreadable> {
    Ok(Added {
        quantity: quantity(&record)?,
        printed: printed(&record)?,
        place: record.place.ok_or(Unreadable::Missing("place"))?,
        price: record.price.map(price),
        shelf_life: record.shelf_life.map(shelf_life).transpose()?,
        categories: record.categories,
        food: match record.gtin {
            None => Food::HandTyped { name: record.name },
            Some(gtin) => Food::Product(Box::new(Product {
                gtin,
                lot: record.lot,
                brand: record.brand_id,
                name: record.name,
                picture: record.image_url,
            })),
        },
    })
}

fn corrected(record: &Record) -> Result<Correction, Unreadable> {
    let remaining = record.quantity.map(|Measured { amount, unit }| Stock::new(amount, unit)).transpose()?;
    let edit = |keeps: &Keeps| ShelfLifeEdit {
        after_opening_days: keeps.after_opening_days,
        freezer_days: keeps.freezer_days,
    };
    Ok(Correction {
        remaining,
        printed: printed(record)?,
        place: record.place,
        price: record.price.map(price),
        shelf_life: record.shelf_life.as_ref().map(edit),
    })
}

fn quantity(record: &Record) -> Result<Quantity, Unreadable> {
    let Measured { amount, unit } = record.quantity.ok_or(Unreadable::Missing("quantity"))?;
    Ok(Quantity::new(amount, unit)?)
}

fn printed(record: &Record) -> Result<Option<PrintedDate>, Unreadable> {
    match (record.expiry, record.expiry_kind) {
        (None, None) => Ok(None),
        (Some(day), Some(kind)) => Ok(Some(PrintedDate { day, kind })),
        (None, Some(_)) => Err(Unreadable::Missing("expiry")),
        (Some(_), None) => Err(Unreadable::Missing("expiryKind")),
    }
}

const fn price(Priced { amount, currency }: Priced) -> Price {
    Price { amount, currency }
}

fn shelf_life(keeps: Keeps) -> Result<ShelfLife, Unreadable> {
    Ok(ShelfLife {
        after_opening_days: keeps.after_opening_days,
        freezer_days: keeps.freezer_days,
        thawed_days: keeps.thawed_days,
        source: Source::Guidance(keeps.source.ok_or(Unreadable::Missing("shelfLife.source"))?),
    })
}
