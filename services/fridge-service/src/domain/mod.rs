//! What a fridge is, without HTTP, SQL, Kafka, clock or randomness.
//!
//! [`decide`] turns what a person asks for into an [`event`], or refuses; [`held`] folds an item's events, [`fridge`] an account's. Days are
//! the person's own, so [`freshness`] and [`alerts`] are functions of an item and today, never stored.

pub mod action;
pub mod alerts;
pub mod condition;
pub mod date;
pub mod decide;
pub mod event;
pub mod food;
pub mod freshness;
pub mod fridge;
pub mod held;
pub mod item;
pub mod ledger;
pub mod printed_quantity;
pub mod quantity;
pub mod reminder;
pub mod settings;
pub mod shelf_life;
pub mod state;
pub mod tally;
pub mod undo;
pub mod words;

#[cfg(test)]
pub(crate) mod testing;

pub use service_kit::language;
