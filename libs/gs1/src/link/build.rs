//! Writes a Digital Link from elements.

use alloc::{string::String, vec::Vec};

use crate::{
    ai::AiId,
    code::Element,
    error::{ErrorCode, ParseError},
    percent::{Part, encode},
};

/// In which order attributes stand in the query.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// As they came, those of fixed length first.
    AsGiven,
    /// By AI: the canonical form.
    Sorted,
}

/// The path, and the rest as attributes.
pub(crate) fn build(elements: &[Element], stem: &str, order: Order) -> Result<String, ParseError> {
    let path = path(elements).ok_or(ParseError::new(ErrorCode::NoPrimaryKey, 0))?;
    let mut text = String::from(stem.strip_suffix('/').unwrap_or(stem));
    for element in &path {
        text.extend(["/", element.ai().code(), "/"]);
        text.push_str(&encode(element.value(), Part::Path));
    }
    for (index, element) in attributes(&path, elements, order)?.into_iter().enumerate() {
        text.push(if index == 0 { '?' } else { '&' });
        text.extend([element.ai().code(), "="]);
        text.push_str(&encode(element.value(), Part::Query));
    }
    Ok(text)
}

/// What stood in a link's path stays there; else the first primary key and as many of its qualifiers as there are.
fn path(elements: &[Element]) -> Option<Vec<&Element>> {
    let given: Vec<_> = elements.iter().filter(|element| element.part() == Some(Part::Path)).collect();
    if !given.is_empty() {
        return Some(given);
    }
    let key = elements.iter().find(|element| element.ai().is_primary_key())?;
    Some([key].into_iter().chain(qualifiers(key, elements)).collect())
}

/// Of the key's alternative sequences the first that takes in most elements.
fn qualifiers<'e>(key: &Element, elements: &'e [Element]) -> Vec<&'e Element> {
    let found = |id: &AiId| elements.iter().find(|element| element.ai().id == *id);
    let ways = key.ai().qualifiers.unwrap_or_default();
    let mut best = Vec::new();
    for way in ways {
        let taken: Vec<_> = way.iter().filter_map(found).collect();
        if taken.len() > best.len() {
            best = taken;
        }
    }
    best
}

fn attributes<'e>(
    path: &[&Element],
    elements: &'e [Element],
    order: Order,
) -> Result<Vec<&'e Element>, ParseError> {
    let mut rest: Vec<&Element> = Vec::new();
    for element in elements {
        let has = |others: &[&Element]| others.iter().any(|other| other.ai().id == element.ai().id);
        if !has(path) && !has(&rest) {
            rest.push(element);
        }
    }
    if let Some(element) = rest.iter().find(|element| !element.ai().is_attribute()) {
        return Err(ParseError::new(ErrorCode::NotDataAttribute, 0).of(element.ai().code()));
    }
    match order {
        Order::AsGiven => rest.sort_by_key(|element| !element.ai().has_fixed_length()),
        Order::Sorted => rest.sort_by_key(|element| element.ai().code()),
    }
    Ok(rest)
}
