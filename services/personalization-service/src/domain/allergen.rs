//! The 14 allergens of EU 1169/2011, Annex II.

pub use taxonomy::{Allergen, FreeFrom};
