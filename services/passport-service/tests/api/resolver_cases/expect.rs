//! What a worked case expects, and what an answer lacks of it.

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde::Deserialize;
use serde_json::Value;

use super::read;
use crate::service::Answer;

#[derive(Deserialize)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) request: Request,
    expect: Expected,
}

#[derive(Deserialize)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: BTreeMap<String, String>,
}

/// An expectation that stands in a case and not here cannot be read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[serde(default)]
    status_in: Vec<u16>,
    #[serde(default)]
    status_not: Vec<u16>,
    recommended_status: Option<u16>,
    location: Option<String>,
    location_mode: Option<String>,
    #[serde(default)]
    no_location: bool,
    #[serde(default)]
    headers_present: Vec<String>,
    #[serde(default)]
    headers_contain: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    headers_not_contain: BTreeMap<String, Vec<String>>,
    content_type_prefix: Option<String>,
    schema: Option<String>,
    linkset_has_relation: Option<String>,
    linkset_anchors: Option<Vec<String>>,
    #[serde(rename = "anchors_order")]
    _anchors_order: Option<String>,
    #[serde(default)]
    every_link_has: Vec<String>,
    default_link: Option<DefaultLink>,
    #[serde(default)]
    default_href_also_under_other_relation: bool,
    #[serde(default)]
    body_mentions: Vec<String>,
    #[serde(default)]
    body_empty: bool,
    #[serde(rename = "note")]
    _note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DefaultLink {
    count: usize,
    only_keys: Vec<String>,
    href: String,
}

const DEFAULT: &str = "https://ref.gs1.org/voc/defaultLink";

pub(super) fn schema() -> Validator {
    jsonschema::validator_for(&read::<Value>("gs1-linkset-schema")).expect("a schema")
}

impl Case {
    /// What is wrong with the answer.
    pub(super) fn complaints(&self, answer: &Answer) -> Vec<String> {
        let expect = &self.expect;
        let told =
            [expect.status(answer), expect.headers(answer), expect.body(answer), expect.linkset(answer)];
        told.concat()
    }
}

/// A complaint unless it holds.
fn unless(holds: bool, complaint: impl FnOnce() -> String) -> Vec<String> {
    if holds { Vec::new() } else { vec![complaint()] }
}

impl Expected {
    fn status(&self, answer: &Answer) -> Vec<String> {
        let status = answer.status.as_u16();
        let fits = (self.status_in.is_empty() || self.status_in.contains(&status))
            && !self.status_not.contains(&status)
            && (!answer.status.is_redirection() || self.recommended_status.is_none_or(|best| best == status));
        unless(fits, || format!("status {status}: {}", answer.text))
    }

    fn headers(&self, answer: &Answer) -> Vec<String> {
        let lacking = |(name, parts): (&String, &Vec<String>)| {
            let missing = parts.iter().find(|part| !answer.header(name).contains(*part))?;
            Some(format!("{name}: {} lacks {missing}", answer.header(name)))
        };
        let excess = |(name, parts): (&String, &Vec<String>)| {
            let there = parts.iter().find(|part| answer.header(name).contains(*part))?;
            Some(format!("{name}: {} has {there}", answer.header(name)))
        };
        let absent = self.headers_present.iter().filter(|name| !answer.headers.contains_key(*name));
        let mut complaints: Vec<_> = absent.map(|name| format!("no {name}")).collect();
        complaints.extend(self.headers_contain.iter().filter_map(lacking));
        complaints.extend(self.headers_not_contain.iter().filter_map(excess));
        complaints.extend(self.location(answer));
        complaints
    }

    fn location(&self, answer: &Answer) -> Vec<String> {
        let led = answer.header("location");
        if self.no_location {
            return unless(led.is_empty(), || format!("leads to {led}"));
        }
        let Some(to) = self.location.as_deref().filter(|_| answer.status.is_redirection()) else {
            return Vec::new();
        };
        let fits = match self.location_mode.as_deref() {
            Some("prefix") => led.starts_with(to),
            Some("exact-or-linktype-kept") | None => led == to,
            Some(other) => panic!("no such mode: {other}"),
        };
        unless(fits, || format!("leads to {led}, not {to}"))
    }

    fn body(&self, answer: &Answer) -> Vec<String> {
        let missing = self.body_mentions.iter().filter(|words| !answer.text.contains(*words));
        let mut complaints: Vec<_> = missing.map(|words| format!("does not mention {words}")).collect();
        let kind = self.content_type_prefix.as_deref().unwrap_or_default();
        complaints.extend(unless(answer.header("content-type").starts_with(kind), || format!("no {kind}")));
        complaints.extend(unless(!self.body_empty || answer.text.is_empty(), || "a body".to_owned()));
        complaints
    }

    fn linkset(&self, answer: &Answer) -> Vec<String> {
        let mut complaints = Vec::new();
        if self.schema.is_some() {
            let body = answer.body();
            complaints.extend(schema().iter_errors(&body).map(|error| error.to_string()));
        }
        if let Some(anchors) = &self.linkset_anchors {
            let found = contexts(answer).iter().map(|context| text(&context["anchor"])).collect::<Vec<_>>();
            complaints.extend(unless(found == *anchors, || format!("anchors {found:?}")));
        }
        if let Some(relation) = &self.linkset_has_relation {
            let has = relation.split('|').any(|name| relations(answer).iter().any(|(its, _)| its == name));
            complaints.extend(unless(has, || format!("no {relation}")));
        }
        for (_, link) in relations(answer) {
            let missing = self.every_link_has.iter().find(|key| link.get(key.as_str()).is_none());
            complaints.extend(missing.map(|key| format!("{link} lacks {key}")));
        }
        complaints.extend(self.default_link(answer));
        complaints
    }

    fn default_link(&self, answer: &Answer) -> Vec<String> {
        let Some(expected) = &self.default_link else { return Vec::new() };
        let (defaults, others): (Vec<_>, Vec<_>) =
            relations(answer).into_iter().partition(|(relation, _)| relation == DEFAULT);
        let fits = defaults.iter().all(|(_, link)| {
            let keys = link.as_object().into_iter().flat_map(|link| link.keys());
            text(&link["href"]) == expected.href
                && keys.into_iter().all(|key| expected.only_keys.contains(key))
        });
        let mut complaints =
            unless(defaults.len() == expected.count && fits, || format!("defaults {defaults:?}"));
        let described = others.iter().any(|(_, link)| text(&link["href"]) == expected.href);
        let wants = self.default_href_also_under_other_relation;
        complaints.extend(unless(!wants || described, || "the default stands nowhere else".to_owned()));
        complaints
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The levels of a linkset; none in any other answer.
fn contexts(answer: &Answer) -> Vec<Value> {
    let body: Value = serde_json::from_str(&answer.text).unwrap_or_default();
    body["linkset"].as_array().cloned().unwrap_or_default()
}

/// Every link with its relation.
fn relations(answer: &Answer) -> Vec<(String, Value)> {
    let mut relations = Vec::new();
    for context in contexts(answer) {
        for (relation, links) in context.as_object().into_iter().flatten() {
            let links = links.as_array().into_iter().flatten();
            relations.extend(links.map(|link| (relation.clone(), link.clone())));
        }
    }
    relations
}
