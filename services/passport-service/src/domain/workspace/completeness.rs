//! How much of what shoppers look for is there.

use super::{Fault, FaultCode};

/// What is counted, by pointer, with the words for it when it is missing.
pub const ITEMS: [(&str, &str); 15] = [
    ("/name", "The name is missing"),
    ("/quantity", "The quantity is missing"),
    ("/imageUrl", "A picture of the front is missing"),
    ("/categories", "The category is missing: without it there is no eco score"),
    ("/label/ingredients", "The ingredient list is missing"),
    ("/label/allergens", "The allergens are not answered"),
    ("/label/nutrition/energyKj", "Energy is missing"),
    ("/label/nutrition/fat", "Fat is missing"),
    ("/label/nutrition/saturatedFat", "Saturated fat is missing"),
    ("/label/nutrition/carbohydrates", "Carbohydrate is missing"),
    ("/label/nutrition/sugars", "Sugars are missing"),
    ("/label/nutrition/protein", "Protein is missing"),
    ("/label/nutrition/salt", "Salt is missing"),
    ("/eco/packaging", "The packaging is missing: the eco score counts −15 without it"),
    ("/journey", "The journey is missing, or one of its steps has no date"),
];

/// Percent of the items that are there and sound.
#[must_use]
pub fn percent(faults: &[Fault]) -> u8 {
    let wanting = |pointer: &str| faults.iter().any(|fault| spoils(fault, pointer));
    let sound = ITEMS.iter().filter(|(pointer, _)| !wanting(pointer)).count();
    u8::try_from((sound * 100 + ITEMS.len() / 2) / ITEMS.len()).unwrap_or(100)
}

fn spoils(fault: &Fault, item: &str) -> bool {
    let about = fault.pointer == item
        || fault.pointer.strip_prefix(item).is_some_and(|rest| rest.starts_with('/'))
        || (item.ends_with("energyKj") && fault.pointer.ends_with("energyKcal"));
    about && (fault.is_error() || fault.code == FaultCode::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_or_wrong_does_not_count_and_what_is_doubtful_does() {
        assert_eq!(percent(&[]), 100);
        let missing = Fault::warning("/quantity", FaultCode::Missing, "");
        let wrong = Fault::error("/label/allergens/contains", FaultCode::AllergenContradiction, "");
        let doubtful = Fault::warning("/categories/0", FaultCode::UnknownCategory, "");
        assert_eq!(percent(std::slice::from_ref(&doubtful)), 100);
        assert_eq!(percent(&[missing, wrong, doubtful]), 87, "13 of 15");
    }
}
