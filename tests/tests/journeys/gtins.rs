//! GTINs for journeys.

use std::sync::atomic::{AtomicU32, Ordering};

/// A product of the demo brand, with lots, journey and picture.
pub(crate) const MOZZARELLA: &str = "09521234500018";

/// A valid GTIN that no catalog holds, another one at each call; 13 digits.
pub(crate) fn fresh() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    with_check_digit(&format!("9529999{:05}", NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// The digits with the one that checks them.
pub(crate) fn with_check_digit(body: &str) -> String {
    let sum: u32 = body
        .bytes()
        .rev()
        .zip([3, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// The 14-digit form.
pub(crate) fn long(gtin: &str) -> String {
    format!("{gtin:0>14}")
}

/// A scan that can be told apart from all others: its lot is in no other.
pub(crate) struct Lot {
    /// The lot.
    pub(crate) name: String,
    /// What the code says.
    pub(crate) raw: String,
}

/// A pack of a known product with a lot of its own.
pub(crate) fn lot() -> Lot {
    let name = format!("L{}", &uuid::Uuid::new_v4().simple().to_string()[..15]);
    let raw = format!("https://id.example/01/{MOZZARELLA}/10/{name}");
    Lot { name, raw }
}
