//! Nutrients: one object of flat keys, a list of rows, the `nutrition` part of API v3.3, or columns of a table.

use std::{borrow::Cow, collections::HashMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    gather::Document,
    notes::Notes,
    nutrients::{Unit, rank, slot},
    raw::{self, Raw},
};
use crate::domain::{
    label::Per,
    stated_product::{Amounts, StatedNutrition, StatedProduct},
};

pub(super) fn state(document: &Document<'_>, json: &str, stated: &mut StatedProduct, notes: &mut Notes) {
    let mut gathered = Gathered::default();
    match raw::present(document.nutriments) {
        Some(object) if object.starts_with('{') => flat(object, "nutriments", &mut gathered, notes),
        Some(list) if list.starts_with('[') => rows(document.nutriments, &mut gathered, notes),
        Some(_) => notes.unreadable("nutriments"),
        None => flat(json, "table", &mut gathered, notes),
    }
    let mut stated_per = raw::text(document.nutrition_data_per, None, "nutrition_data_per", notes);
    if gathered.is_empty() {
        stated_per = sets(document.nutrition, &mut gathered, notes).or(stated_per);
    }
    let (serving, serving_per) = serving(document, notes);
    stated.nutrition = StatedNutrition {
        per: per(document, stated_per.as_deref(), stated, notes).or(serving_per),
        per_100: gathered.per_100.amounts,
        per_serving: gathered.per_serving.amounts,
        serving,
        no_data: raw::flag(document.no_nutrition_data).unwrap_or_default(),
    };
}

/// Amounts, each with the rank of the name that stated it.
#[derive(Debug, Default)]
struct Ranked {
    amounts: Amounts,
    ranks: HashMap<&'static str, u8>,
}

#[derive(Debug, Default)]
struct Gathered {
    per_100: Ranked,
    per_serving: Ranked,
}

impl Gathered {
    fn is_empty(&self) -> bool {
        self.per_100.amounts == Amounts::default() && self.per_serving.amounts == Amounts::default()
    }
}

impl Ranked {
    /// Takes a number under a nutrient's name unless a better name has stated it.
    fn take(&mut self, name: &str, value: f64, unit: &str) {
        let Some((slot, kept_in)) = slot(&mut self.amounts, name) else { return };
        let Some(factor) = kept_in.factor_from(unit) else { return };
        let group = match kept_in {
            Unit::Kilojoule => "energy",
            Unit::Percent => "fruits",
            Unit::Kilocalorie | Unit::Gram => {
                *slot = Some(value * factor);
                return;
            }
        };
        let rank = rank(name);
        if self.ranks.get(group).is_none_or(|known| rank <= *known) {
            self.ranks.insert(group, rank);
            *slot = Some(value * factor);
        }
    }
}

/// `{"fat_100g": 1, "fat_serving": 2}`; whatever else stands there is passed over.
fn flat(json: &str, field: &str, gathered: &mut Gathered, notes: &mut Notes) {
    let mut reader = serde_json::Deserializer::from_str(json);
    if reader.deserialize_map(Flat { gathered, notes }).is_err() {
        notes.unreadable(field);
    }
}

struct Flat<'g> {
    gathered: &'g mut Gathered,
    notes: &'g mut Notes,
}

#[derive(Deserialize)]
struct Key<'d>(#[serde(borrow)] Cow<'d, str>);

impl<'d> Visitor<'d> for Flat<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            let (name, basis) = match key.rsplit_once('_') {
                Some((name, "100g")) => (name, &mut self.gathered.per_100),
                Some((name, "serving")) => (name, &mut self.gathered.per_serving),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            if slot(&mut Amounts::default(), name).is_none() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if let Some(value) = raw::number(Some(map.next_value()?), &key, self.notes) {
                basis.take(name, value, "");
            }
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Row<'d> {
    #[serde(borrow, default)]
    name: Raw<'d>,
    #[serde(borrow, default, rename = "100g")]
    per_100: Raw<'d>,
    #[serde(borrow, default)]
    serving: Raw<'d>,
}

/// `[{"name": "fat", "100g": 1, "serving": 2}]`
fn rows(list: Raw<'_>, gathered: &mut Gathered, notes: &mut Notes) {
    let rows: Vec<&RawValue> = raw::nested(list, "nutriments", notes).unwrap_or_default();
    for row in rows {
        let Some(row) = raw::nested::<Row<'_>>(Some(row), "nutriments", notes) else { continue };
        let Some(name) = raw::text(row.name, None, "nutriments", notes) else { continue };
        if slot(&mut Amounts::default(), &name).is_none() {
            continue;
        }
        if let Some(value) = raw::number(row.per_100, &name, notes) {
            gathered.per_100.take(&name, value, "");
        }
        if let Some(value) = raw::number(row.serving, &name, notes) {
            gathered.per_serving.take(&name, value, "");
        }
    }
}

#[derive(Deserialize)]
struct Sets<'d> {
    #[serde(borrow, default)]
    aggregated_set: Raw<'d>,
    #[serde(borrow, default)]
    input_sets: Raw<'d>,
}

#[derive(Deserialize)]
struct Set<'d> {
    #[serde(borrow, default)]
    per: Raw<'d>,
    #[serde(borrow, default)]
    preparation: Raw<'d>,
    #[serde(borrow, default)]
    source: Raw<'d>,
    #[serde(borrow, default)]
    nutrients: Raw<'d>,
}

#[derive(Deserialize)]
struct Amount<'d> {
    #[serde(borrow, default)]
    value: Raw<'d>,
    #[serde(borrow, default)]
    value_computed: Raw<'d>,
    #[serde(borrow, default)]
    unit: Raw<'d>,
}

/// API v3.3: the aggregated set, else the first set as sold and no estimate. Answers what it is per.
fn sets(nutrition: Raw<'_>, gathered: &mut Gathered, notes: &mut Notes) -> Option<String> {
    let sets: Sets<'_> = raw::nested(nutrition, "nutrition", notes)?;
    if raw::present(sets.aggregated_set).is_some() {
        return set(sets.aggregated_set, gathered, notes);
    }
    let inputs: Vec<&RawValue> = raw::nested(sets.input_sets, "nutrition", notes)?;
    inputs.into_iter().find_map(|input| set(Some(input), gathered, notes))
}

fn set(raw: Raw<'_>, gathered: &mut Gathered, notes: &mut Notes) -> Option<String> {
    let set: Set<'_> = raw::nested(raw, "nutrition", notes)?;
    let mut text = |raw| raw::text(raw, None, "nutrition", notes).unwrap_or_default();
    let (per, preparation, source) = (text(set.per), text(set.preparation), text(set.source));
    if preparation == "prepared" || source == "estimate" {
        return None;
    }
    let basis = if per == "serving" { &mut gathered.per_serving } else { &mut gathered.per_100 };
    let nutrients: HashMap<Cow<'_, str>, &RawValue> = raw::nested(set.nutrients, "nutrition", notes)?;
    for (name, amount) in nutrients {
        if slot(&mut Amounts::default(), &name).is_none() {
            continue;
        }
        let Some(amount) = raw::nested::<Amount<'_>>(Some(amount), &name, notes) else { continue };
        let stated = raw::number(amount.value, &name, notes);
        let unit = raw::text(amount.unit, None, &name, notes).unwrap_or_default();
        if let Some(value) = stated.or_else(|| raw::number(amount.value_computed, &name, notes)) {
            basis.take(&name, value, &unit);
        }
    }
    Some(per)
}

/// Whether "100" are millilitres, if anything says so.
fn per(
    document: &Document<'_>,
    stated_per: Option<&str>,
    stated: &StatedProduct,
    notes: &mut Notes,
) -> Option<Per> {
    if stated_per == Some("100ml") {
        return Some(Per::Millilitres);
    }
    let unit = raw::text(document.product_quantity_unit, None, "product_quantity_unit", notes);
    match unit.as_deref() {
        Some("ml") => Some(Per::Millilitres),
        Some("g") => Some(Per::Grams),
        _ => amount_in(stated.quantity.as_deref()?).map(|(_, per)| per),
    }
}

/// The serving's size in g or ml.
fn serving(document: &Document<'_>, notes: &mut Notes) -> (Option<f64>, Option<Per>) {
    let printed = raw::text(document.serving_size, None, "serving_size", notes);
    let read = printed.as_deref().and_then(amount_in);
    let stated = raw::number(document.serving_quantity, "serving_quantity", notes);
    let size = stated.or(read.map(|(size, _)| size)).filter(|size| *size > 0.0 && *size <= 10_000.0);
    (size, read.map(|(_, per)| per))
}

/// The last amount in a printed text: `1.61 ONZ (45 g)` → 45 g, `50 cl` → 500 ml.
fn amount_in(printed: &str) -> Option<(f64, Per)> {
    const UNITS: [(&str, f64, Per); 7] = [
        ("kg", 1_000.0, Per::Grams),
        ("g", 1.0, Per::Grams),
        ("gr", 1.0, Per::Grams),
        ("ml", 1.0, Per::Millilitres),
        ("cl", 10.0, Per::Millilitres),
        ("dl", 100.0, Per::Millilitres),
        ("l", 1_000.0, Per::Millilitres),
    ];
    let lower = printed.to_ascii_lowercase();
    let mut found = None;
    let starts = lower.char_indices().filter(|(at, letter)| {
        letter.is_ascii_digit()
            && !lower[..*at].ends_with(|before: char| before.is_ascii_digit() || matches!(before, '.' | ','))
    });
    for (start, _) in starts {
        let rest = &lower[start..];
        let end = rest
            .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',')))
            .unwrap_or(rest.len());
        let word = rest[end..].trim_start();
        let word = &word[..word.find(|letter: char| !letter.is_alphabetic()).unwrap_or(word.len())];
        let unit = UNITS.iter().find(|(name, ..)| *name == word);
        if let (Some((_, factor, per)), Some(number)) =
            (unit, raw::parse_number(rest[..end].trim_end_matches(['.', ','])))
        {
            found = Some((number * factor, *per));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Per, amount_in};

    #[test]
    fn a_serving_is_read_as_printed() {
        assert_eq!(amount_in("1.61 ONZ (45 g)"), Some((45.0, Per::Grams)));
        assert_eq!(amount_in("33cl"), Some((330.0, Per::Millilitres)));
        assert_eq!(amount_in("0,25 L"), Some((250.0, Per::Millilitres)));
        assert_eq!(amount_in("1 portion"), None);
        assert_eq!(amount_in("30.05047g"), Some((30.05047, Per::Grams)));
    }
}
