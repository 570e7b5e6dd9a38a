//! Erasures: asked for, carried on until everybody has confirmed, and what stays of them.

mod carry_on;
mod request;

pub use carry_on::CarryOn;
pub use request::{Erase, EraseError};
