//! Use cases, one a file, and the ports they need.

pub mod act_on_item;
pub mod add_item;
pub mod calendar;
pub mod digests;
pub mod export;
pub mod ports;
pub mod products;
pub mod read_fridge;
pub mod read_history;
pub mod read_waste;
pub mod rebuild;
pub mod reminders;

use jiff::Timestamp;

/// The instant as the store keeps it: what is folded now is what is folded after reading it back.
fn recordable(now: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}
