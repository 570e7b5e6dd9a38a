//! Whether every ingredient suits vegans and vegetarians.

use super::{DietAnswer, list::Item};
use taxonomy::Taxonomies;

/// What is known of one ingredient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Yes,
    No,
    Maybe,
    Unknown,
    /// Says nothing itself: a class of additives, or a name for the parts behind it.
    Nothing,
}

/// One ingredient that does not suit decides; then one that is unknown; then one that may not.
pub(super) fn diet(items: &[Item], property: &str) -> DietAnswer {
    let values: Vec<Value> =
        items.iter().enumerate().map(|(at, item)| value(items, at, item, property)).collect();
    let any = |wanted| values.contains(&wanted);
    match () {
        () if any(Value::No) => DietAnswer::No,
        () if any(Value::Unknown) || !(any(Value::Yes) || any(Value::Maybe)) => DietAnswer::Unknown,
        () if any(Value::Maybe) => DietAnswer::Maybe,
        () => DietAnswer::Yes,
    }
}

fn value(items: &[Item], at: usize, item: &Item, property: &str) -> Value {
    let has_parts = items.get(at + 1).is_some_and(|next| next.depth > item.depth);
    let Some(id) = item.id else {
        return Value::Unknown;
    };
    let taxonomy = Taxonomies::ingredients();
    match taxonomy.inherited(id.as_str(), property) {
        Some("yes") => Value::Yes,
        Some("no") => Value::No,
        Some("maybe") if has_parts => Value::Nothing,
        Some("maybe") => Value::Maybe,
        _ if has_parts || taxonomy.property(id.as_str(), "additive_class:en").is_some() => Value::Nothing,
        _ => Value::Unknown,
    }
}
