//! One event: checked, then read as a step if it is one.

use gs1::Gtin;
use jiff::{Timestamp, civil::Date, tz::Offset};
use serde_json::Value;

use super::{
    fault,
    identifier::{self, Named},
    place::MasterData,
    words,
};
use crate::domain::workspace::{Qualifier, StatedStep, StatementFault};

/// An event of a kind that the standard knows, or an extension's own.
pub(super) struct Event<'d> {
    value: &'d Value,
    at: String,
    named: Vec<Named>,
    day: Option<Date>,
}

const LISTS: [&str; 6] =
    ["epcList", "childEPCs", "inputEPCList", "outputEPCList", "parentID", "transformationID"];
const QUANTITIES: [&str; 4] =
    ["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"];

impl<'d> Event<'d> {
    /// Checks the event.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub(super) fn read(value: &'d Value, at: &str) -> Result<Self, StatementFault> {
        let kind = text(value, "type").or_else(|| text(value, "@type"));
        let kind = kind.ok_or_else(|| fault(format!("{at}/type"), "is missing"))?;
        // An extension's own event is kept and left alone.
        if kind.contains(':') {
            return Ok(Self { value, at: at.to_owned(), named: Vec::new(), day: None });
        }
        required(value, kind, at)?;
        let day = day(value, at)?;
        let named = named(value, at)?;
        Ok(Self { value, at: at.to_owned(), named, day: Some(day) })
    }

    /// Whether it is about this product; about the right lot, where both say one.
    ///
    /// # Errors
    /// It names another lot of the product.
    pub(super) fn names(&self, gtin: &Gtin, lot: Option<&Qualifier>) -> Result<bool, StatementFault> {
        let own: Vec<_> = self.named.iter().filter(|named| named.gtin == *gtin).collect();
        let lots: Vec<_> = own.iter().filter_map(|named| named.lot.as_deref()).collect();
        if let (Some(wanted), Some(other)) = (lot, lots.first())
            && !lots.contains(&wanted.as_str())
        {
            return Err(fault(self.at.clone(), format!("names the lot {other}, not {wanted}")));
        }
        Ok(!own.is_empty())
    }

    /// The step that it is.
    pub(super) fn step(&self, places: &MasterData<'_>) -> Option<StatedStep> {
        let kind = words::kind(text(self.value, "bizStep")?)?;
        let place = ["readPoint", "bizLocation"]
            .into_iter()
            .find_map(|member| places.place(self.value.get(member)?))?;
        Some(StatedStep { kind, place, date: self.day, actor: None })
    }
}

fn text<'d>(value: &'d Value, member: &str) -> Option<&'d str> {
    value.get(member).and_then(Value::as_str)
}

fn required(value: &Value, kind: &str, at: &str) -> Result<(), StatementFault> {
    let filled = |member: &str| match value.get(member) {
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::String(text)) => !text.is_empty(),
        _ => false,
    };
    let any = |members: &[&str]| members.iter().any(|member| filled(member));
    let (fits, pointer, detail) = match kind {
        "ObjectEvent" => (
            any(&["epcList", "quantityList"]),
            "/epcList",
            "names what the event is about, or quantityList does",
        ),
        "AggregationEvent" => {
            (filled("parentID") || any(&["childEPCs", "childQuantityList"]), "/parentID", "is missing")
        }
        "AssociationEvent" => (filled("parentID"), "/parentID", "is missing"),
        "TransactionEvent" => (any(&["bizTransactionList"]), "/bizTransactionList", "is missing"),
        "TransformationEvent" => (
            any(&["inputEPCList", "inputQuantityList"]) && any(&["outputEPCList", "outputQuantityList"])
                || filled("transformationID"),
            "/outputEPCList",
            "and the inputs are named, or transformationID joins them",
        ),
        _ => (false, "/type", "is none of EPCIS 2.0's events"),
    };
    if !fits {
        return Err(fault(format!("{at}{pointer}"), detail));
    }
    let action = text(value, "action");
    match (kind, action) {
        ("TransformationEvent", None) => Ok(()),
        ("TransformationEvent", Some(_)) => Err(fault(format!("{at}/action"), "a transformation has none")),
        (_, Some("ADD" | "OBSERVE" | "DELETE")) => Ok(()),
        _ => Err(fault(format!("{at}/action"), "is ADD, OBSERVE or DELETE")),
    }
}

/// The day where it happened.
fn day(value: &Value, at: &str) -> Result<Date, StatementFault> {
    let instant: Option<Timestamp> = text(value, "eventTime").and_then(|time| time.parse().ok());
    let instant = instant
        .ok_or_else(|| fault(format!("{at}/eventTime"), "is an instant such as 2026-11-18T09:30:00Z"))?;
    let offset = text(value, "eventTimeZoneOffset").and_then(offset);
    let offset =
        offset.ok_or_else(|| fault(format!("{at}/eventTimeZoneOffset"), "is an offset such as +01:00"))?;
    Ok(offset.to_datetime(instant).date())
}

fn offset(text: &str) -> Option<Offset> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let number = |digits: &str| (digits.len() == 2).then(|| digits.parse::<i32>().ok()).flatten();
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60)
        .then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())
        .flatten()
}

/// Every product that the event names.
fn named(value: &Value, at: &str) -> Result<Vec<Named>, StatementFault> {
    let mut named = Vec::new();
    let mut read = |identifier: &Value, pointer: String| {
        let text = identifier.as_str().ok_or_else(|| fault(pointer.clone(), "is a URI"))?;
        named.extend(identifier::read(text).map_err(|detail| fault(pointer, detail))?);
        Ok::<_, StatementFault>(())
    };
    for list in LISTS {
        match value.get(list) {
            None | Some(Value::Null) => {}
            Some(Value::Array(entries)) => {
                for (index, entry) in entries.iter().enumerate() {
                    read(entry, format!("{at}/{list}/{index}"))?;
                }
            }
            Some(one) => read(one, format!("{at}/{list}"))?,
        }
    }
    for list in QUANTITIES {
        let Some(entries) = value.get(list) else { continue };
        let entries = entries.as_array().ok_or_else(|| fault(format!("{at}/{list}"), "is a list"))?;
        for (index, entry) in entries.iter().enumerate() {
            let pointer = format!("{at}/{list}/{index}/epcClass");
            read(entry.get("epcClass").unwrap_or(&Value::Null), pointer)?;
        }
    }
    Ok(named)
}
