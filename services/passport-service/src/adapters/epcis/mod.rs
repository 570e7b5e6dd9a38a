//! EPCIS 2.0 documents (JSON-LD) as journeys: what happened to a product, where and when. Whatever else stands in a document is
//! left alone; a document that breaks a rule is refused whole.

mod event;
mod identifier;
mod place;
mod words;

use gs1::Gtin;
use serde_json::Value;

use self::{event::Event, place::MasterData};
use crate::domain::workspace::{Qualifier, StatedStep, StatementFault};

/// More events than any lot has.
const MOST_EVENTS: usize = 1_000;

/// Whether somebody means this body as an EPCIS document.
#[must_use]
pub fn is_document(body: &Value) -> bool {
    body.get("@context").is_some() || body.get("epcisBody").is_some() || body.get("schemaVersion").is_some()
}

/// The steps that the document's events are.
///
/// # Errors
/// The first [`StatementFault`]: nothing of the document is taken then.
pub fn steps(
    document: &Value,
    gtin: &Gtin,
    lot: Option<&Qualifier>,
) -> Result<Vec<StatedStep>, StatementFault> {
    head(document)?;
    let (at, list) = events(document)?;
    let places = MasterData::of(document);
    let (mut steps, mut named) = (Vec::new(), false);
    for (index, value) in list.iter().enumerate() {
        let at = if at.ends_with("/event") { at.to_owned() } else { format!("{at}/{index}") };
        let event = Event::read(value, &at)?;
        named |= event.names(gtin, lot)?;
        steps.extend(event.step(&places));
    }
    if !named {
        return Err(fault(at, format!("no event names the product {gtin}")));
    }
    if steps.is_empty() {
        return Err(fault(
            at,
            "no event is a step of a journey: none has a place and a business step that we know",
        ));
    }
    Ok(steps)
}

fn head(document: &Value) -> Result<(), StatementFault> {
    let says = |member: &str| document.get(member).and_then(Value::as_str);
    if says("type").or_else(|| says("@type")) != Some("EPCISDocument") {
        return Err(fault("/type", "is EPCISDocument"));
    }
    if document.get("@context").is_none() {
        return Err(fault("/@context", "is missing"));
    }
    match says("schemaVersion") {
        Some(version) if version == "2.0" || version.starts_with("2.0.") => Ok(()),
        _ => Err(fault("/schemaVersion", "is 2.0")),
    }
}

fn events(document: &Value) -> Result<(&'static str, &[Value]), StatementFault> {
    const LIST: &str = "/epcisBody/eventList";
    const ONE: &str = "/epcisBody/event";
    match (document.pointer(LIST), document.pointer(ONE)) {
        (Some(Value::Array(list)), None) if (1..=MOST_EVENTS).contains(&list.len()) => Ok((LIST, list)),
        (None, Some(one)) => Ok((ONE, std::slice::from_ref(one))),
        _ => Err(fault(LIST, format!("is a list of 1 to {MOST_EVENTS} events"))),
    }
}

fn fault(pointer: impl Into<String>, detail: impl Into<String>) -> StatementFault {
    StatementFault { pointer: pointer.into(), detail: detail.into() }
}

#[cfg(test)]
mod tests;
