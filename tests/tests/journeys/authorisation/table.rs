//! The table: `authorisation.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{CALLERS, Whose, json};

/// Who may do what.
pub(super) struct Table {
    pub(super) callers: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One route, and the status for each caller.
pub(super) struct Row {
    pub(super) route: String,
    pub(super) body: Option<Value>,
    pub(super) with: BTreeMap<String, String>,
    pub(super) query: String,
    cells: Vec<(Whose, Vec<Option<u16>>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    callers: String,
    route: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    route: String,
    body: Option<toml::Value>,
    #[serde(default)]
    with: BTreeMap<String, String>,
    #[serde(default)]
    query: String,
    any: Option<String>,
    own: Option<String>,
    other: Option<String>,
}

impl Table {
    pub(super) fn read() -> Self {
        let file: File = toml::from_str(include_str!("authorisation.toml")).unwrap();
        let callers = file.callers.split_whitespace().map(str::to_owned).collect();
        Self { callers, rows: file.route.into_iter().map(Row::from).collect() }
    }
}

impl Row {
    pub(super) fn columns(&self) -> impl Iterator<Item = (Whose, Vec<Option<u16>>)> {
        self.cells.clone().into_iter()
    }
}

impl From<Entry> for Row {
    fn from(entry: Entry) -> Self {
        let lines = [(Whose::Own, entry.any), (Whose::Own, entry.own), (Whose::Other, entry.other)];
        let cells = lines.into_iter().filter_map(|(whose, line)| Some((whose, read(&entry.route, &line?))));
        let cells: Vec<_> = cells.collect();
        assert!(!cells.is_empty(), "{} says nothing", entry.route);
        Self { cells, body: entry.body.map(json), with: entry.with, query: entry.query, route: entry.route }
    }
}

/// A status for each caller; `-` where there is nothing to ask.
fn read(route: &str, line: &str) -> Vec<Option<u16>> {
    let cell = |word| (word != "-").then(|| str::parse(word).unwrap_or_else(|_| panic!("{route}: {word}")));
    let cells: Vec<_> = line.split_whitespace().map(cell).collect();
    assert_eq!(cells.len(), CALLERS.len(), "{route}: {line}");
    cells
}
