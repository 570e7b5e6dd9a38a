//! Who may do what: every route of the published document, asked by everybody, about their own and about others' things.

mod callers;
mod table;
mod workshop;

use std::{collections::BTreeSet, sync::Arc};

use callers::{CALLERS, Cast, Whose};
use reqwest::Method;
use serde_json::Value;
use table::{Row, Table};

use crate::world::World;

const METHODS: [&str; 5] = ["get", "post", "put", "delete", "patch"];

/// Every operation that the gateway publishes, as `GET /path`.
async fn published(world: &World) -> BTreeSet<String> {
    let document = world.visitor().json("/api/v1/openapi.json").await;
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        METHODS
            .into_iter()
            .filter(move |method| item.get(method).is_some())
            .map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    operations.collect()
}

pub(crate) async fn every_published_route_has_a_row_and_every_row_a_route(world: Arc<World>) {
    let rows: BTreeSet<String> = Table::read().rows.iter().map(|row| row.route.clone()).collect();
    let routes = published(&world).await;
    let undecided: Vec<_> = routes.difference(&rows).collect();
    let gone: Vec<_> = rows.difference(&routes).collect();
    assert!(undecided.is_empty(), "who may call these? {undecided:#?}");
    assert!(gone.is_empty(), "these are published no more: {gone:#?}");
}

pub(crate) async fn everybody_may_do_what_the_table_says_and_nothing_else(world: Arc<World>) {
    let (table, mut cast) = (Table::read(), Cast::gather(&world).await);
    assert_eq!(table.callers, CALLERS);
    let mut wrong = Vec::new();
    for row in &table.rows {
        for (whose, cells) in row.columns() {
            for (caller, expected) in CALLERS.into_iter().zip(cells) {
                let Some(expected) = expected else { continue };
                let got = ask(&mut cast, row, whose, caller).await;
                if got != expected {
                    wrong.push(format!("{caller}: {} ({whose:?}) is {got}, not {expected}", row.route));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn ask(cast: &mut Cast, row: &Row, whose: Whose, caller: &str) -> u16 {
    let (method, pattern) = row.route.split_once(' ').unwrap();
    let mut path = String::new();
    for part in pattern.split_inclusive('/') {
        let (name, slash) = part.strip_suffix('/').map_or((part, ""), |name| (name, "/"));
        let value = match name.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(parameter) => match row.with.get(parameter) {
                Some(fixed) => fixed.clone(),
                None => cast.id(parameter, whose, caller).await,
            },
            None => name.to_owned(),
        };
        path.push_str(&value);
        path.push_str(slash);
    }
    path.push_str(&row.query);
    let browser = cast.browser(caller);
    let request = browser.command(Method::from_bytes(method.as_bytes()).unwrap(), &path);
    let request = match &row.body {
        Some(body) => request.json(body),
        None => request,
    };
    browser.send(request).await.status().as_u16()
}

/// The row's request body, as JSON.
fn json(body: toml::Value) -> Value {
    serde_json::to_value(body).unwrap()
}
