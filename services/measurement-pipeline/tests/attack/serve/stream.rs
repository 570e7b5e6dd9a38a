//! A world as its services tell it: under the topics and keys of the contracts, versions without a gap.

use std::collections::HashMap;

use contracts::{Envelope, Topic};
use jiff::Timestamp;
use messaging::Event;
use serde_json::Value;

use crate::world::World;

/// Everything, in the order of its arrival.
pub(crate) fn events(world: &World) -> Vec<Event> {
    let mut envelopes: Vec<Envelope> =
        world.lines().iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    // An item's undoing is told by who told of the item, later.
    let doers: HashMap<_, _> =
        envelopes.iter().map(|event| (event.id.to_string(), event.data["visitorId"].clone())).collect();
    envelopes.sort_by_key(|event| event.time);
    let mut versions: HashMap<(Topic, String), i64> = HashMap::new();
    envelopes
        .into_iter()
        .map(|mut envelope| {
            let topic = topic(&envelope.event_type);
            envelope.subject = subject(&envelope, &doers);
            let version = versions.entry((topic, envelope.subject.clone())).or_default();
            *version += 1;
            envelope.stream_version = *version;
            Event { topic, envelope, traceparent: Some("00-1-2-01".into()) }
        })
        .collect()
}

pub(crate) fn day(event: &Event) -> i64 {
    event.envelope.time.as_second().div_euclid(crate::world::DAY)
}

pub(crate) fn last_second(day: i64) -> Timestamp {
    Timestamp::from_second((day + 1) * crate::world::DAY - 1).unwrap()
}

fn topic(event_type: &str) -> Topic {
    match event_type {
        "packytrace.product_scanned.v1" | "packytrace.product_reported.v1" => Topic::Scans,
        "packytrace.verdict_computed.v1" => Topic::Verdicts,
        "packytrace.catalog_entry_changed.v1" => Topic::Catalog,
        "packytrace.consent_changed.v1"
        | "packytrace.erasure_requested.v1"
        | "packytrace.account_registered.v1" => Topic::Identity,
        _ => Topic::Fridge,
    }
}

fn subject(event: &Envelope, doers: &HashMap<String, Value>) -> String {
    let data = &event.data;
    let named = [&data["visitorId"], &data["visitorIds"][0], &data["gtin"]];
    let named = named.into_iter().find(|name| name.is_string());
    let of = named.or_else(|| doers.get(data["undoes"].as_str()?));
    of.and_then(Value::as_str).unwrap().to_owned()
}
