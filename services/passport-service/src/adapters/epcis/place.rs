//! Places: what the document says about a read point, else its identifier in words.

use std::collections::HashMap;

use serde_json::Value;

use crate::domain::workspace::StatedPlace;

/// What the document's header says about places, by identifier.
pub(super) struct MasterData<'d>(HashMap<&'d str, Vec<(&'d str, &'d Value)>>);

const VOCABULARIES: &str = "/epcisHeader/epcisMasterData/vocabularyList";
const LONGEST_NAME: usize = 200;

impl<'d> MasterData<'d> {
    pub(super) fn of(document: &'d Value) -> Self {
        let lists = document.pointer(VOCABULARIES).and_then(Value::as_array).into_iter().flatten();
        let elements =
            lists.flat_map(|list| list.get("vocabularyElementList").and_then(Value::as_array)).flatten();
        let places = elements.filter_map(|element| {
            let attributes = element.get("attributes").and_then(Value::as_array)?;
            let pairs = attributes.iter().filter_map(|attribute| {
                Some((attribute.get("id").and_then(Value::as_str)?, attribute.get("attribute")?))
            });
            Some((element.get("id").and_then(Value::as_str)?, pairs.collect()))
        });
        Self(places.collect())
    }

    /// The place that a read point or business location is.
    pub(super) fn place(&self, location: &'d Value) -> Option<StatedPlace> {
        let id = location.get("id").and_then(Value::as_str).or_else(|| location.as_str())?;
        let own = location.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value));
        let said: Vec<_> = own.chain(self.0.get(id).into_iter().flatten().copied()).collect();
        let find = |word: &str| said.iter().find(|(key, _)| is_called(key, word)).map(|(_, value)| *value);
        let words =
            |word: &str| find(word).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let degrees = |word: &str| find(word).and_then(number);
        let (latitude, longitude) =
            degrees("latitude").zip(degrees("longitude")).or_else(|| of_geo(id)).unzip();
        let name = words("name").or_else(|| words("city")).map_or_else(|| in_words(id), str::to_owned);
        Some(StatedPlace {
            name: name.chars().take(LONGEST_NAME).collect(),
            country_code: words("countryCode").filter(|code| code.len() == 2).map(str::to_owned),
            latitude,
            longitude,
        })
    }
}

/// `cbvmda:name`, `urn:epcglobal:cbv:mda#name`, `ex:name`, `name`.
fn is_called(key: &str, word: &str) -> bool {
    key.rsplit([':', '#', '/']).next() == Some(word)
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// `geo:41.1,14.2`
fn of_geo(id: &str) -> Option<(f64, f64)> {
    let (latitude, rest) = id.strip_prefix("geo:")?.split_once(',')?;
    let longitude = rest.split([';', ',']).next()?;
    Some((latitude.parse().ok()?, longitude.parse().ok()?))
}

/// A place of which nobody says more than its number.
fn in_words(id: &str) -> String {
    if let Some(place) = id.strip_prefix("geo:") {
        return place.to_owned();
    }
    if let Some((_, gln)) = id.split_once("/414/") {
        return format!("GLN {}", gln.split(['/', '?']).next().unwrap_or(gln));
    }
    match id.strip_prefix("urn:epc:id:sgln:") {
        Some(parts) => format!("GLN {}", parts.split('.').take(2).collect::<Vec<_>>().join(" ")),
        None => id.to_owned(),
    }
}
