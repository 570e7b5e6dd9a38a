//! Many documents into one, with nothing in it that cannot be reached.

use std::collections::BTreeMap;

use http::Method;
use serde_json::{Map, Value};

use crate::domain::routes::{Found, Route, RouteTable, Who};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];
const SCHEMAS: &str = "#/components/schemas/";

/// Adds a service's document: its routed operations, and the schemas under names of their own.
pub fn merge(into: &mut Value, service: &str, mut document: Value, table: &RouteTable) {
    let renames = renames(into, service, &document);
    rewrite(&mut document, &renames);
    if let Some(Value::Object(paths)) = document.get_mut("paths").map(Value::take) {
        for (path, item) in paths {
            add_path(into, &path, item, table);
        }
    }
    if let Some(Value::Object(components)) = document.get_mut("components").map(Value::take) {
        for (kind, entries) in components {
            add_components(into, &kind, entries, &renames);
        }
    }
}

/// Schemas that two services call the same but mean differently get the service's name in front.
fn renames(into: &Value, service: &str, document: &Value) -> BTreeMap<String, String> {
    let schemas = |value: &Value| value.pointer("/components/schemas").and_then(Value::as_object).cloned();
    let (known, new) = (schemas(into).unwrap_or_default(), schemas(document).unwrap_or_default());
    let clash = |(name, schema): (String, Value)| {
        let other = known.get(&name).filter(|known| **known != schema)?;
        let _ = other;
        Some((name.clone(), format!("{service}.{name}")))
    };
    new.into_iter().filter_map(clash).collect()
}

fn rewrite(value: &mut Value, renames: &BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(name) = reference.strip_prefix(SCHEMAS).and_then(|name| renames.get(name))
            {
                *reference = format!("{SCHEMAS}{name}");
            }
            members.values_mut().for_each(|member| rewrite(member, renames));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, renames)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn add_path(into: &mut Value, path: &str, item: Value, table: &RouteTable) {
    let Value::Object(item) = item else { return };
    let mut kept = Map::new();
    for (member, mut value) in item {
        match routed(&member, path, table) {
            Some(route) => {
                note(&mut value, route);
                kept.insert(member, value);
            }
            None if METHODS.contains(&member.as_str()) => {}
            None => {
                kept.insert(member, value);
            }
        }
    }
    let reachable = kept.keys().any(|member| METHODS.contains(&member.as_str()));
    if let (true, Some(Value::Object(paths))) = (reachable, into.get_mut("paths")) {
        match paths.get_mut(path) {
            Some(Value::Object(known)) => known.extend(kept),
            _ => {
                paths.insert(path.to_owned(), Value::Object(kept));
            }
        }
    }
}

fn routed<'a>(member: &str, path: &str, table: &'a RouteTable) -> Option<&'a Route> {
    let method = METHODS.contains(&member).then(|| member.to_ascii_uppercase())?;
    match table.find(&method.parse::<Method>().ok()?, path) {
        Found::Route { route, .. } => Some(route),
        Found::WrongMethod { .. } | Found::Nothing => None,
    }
}

fn note(operation: &mut Value, route: &Route) {
    let who = match route.who {
        Who::Anyone => "anyone",
        Who::Consumer => "consumer",
        Who::BrandUser => "brand_user",
    };
    if let Value::Object(members) = operation {
        members.insert("x-who".to_owned(), who.into());
    }
}

fn add_components(into: &mut Value, kind: &str, entries: Value, renames: &BTreeMap<String, String>) {
    let (Value::Object(entries), Some(components)) = (entries, into["components"].as_object_mut()) else {
        return;
    };
    let known = components.entry(kind.to_owned()).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(known) = known {
        for (name, entry) in entries {
            let name = if kind == "schemas" { renames.get(&name).cloned().unwrap_or(name) } else { name };
            known.insert(name, entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::own, *};
    use crate::adapters::routes_file::{BUILT_IN, parse};

    fn merged(document: Value) -> Value {
        let routes = parse(BUILT_IN).expect("valid");
        let mut into = own(&routes.rates);
        merge(&mut into, "passport", document, &routes.table);
        into
    }

    #[test]
    fn only_what_is_routed_is_published() {
        let operation = json!({ "responses": {} });
        let merged = merged(json!({ "paths": {
            "/api/v1/scans": { "post": operation, "put": operation, "parameters": [] },
            "/internal/labels/{gtin}": { "get": operation },
            "/openapi.json": { "get": operation },
        } }));
        let paths: Vec<_> = merged["paths"].as_object().expect("paths").keys().collect();
        let ours = ["/api/v1/session", "/auth/callback", "/auth/login", "/auth/logout", "/auth/register"];
        assert_eq!(paths, [&["/api/v1/scans"], &ours[..]].concat());
        let scans = merged["paths"]["/api/v1/scans"].as_object().expect("item");
        assert_eq!(scans.keys().collect::<Vec<_>>(), ["parameters", "post"]);
        assert_eq!(scans["post"]["x-who"], "anyone");
    }

    #[test]
    fn two_schemas_of_one_name_are_kept_apart() {
        let merged = merged(json!({
            "paths": { "/api/v1/scans": { "post": { "schema": { "$ref": "#/components/schemas/Session" } } } },
            "components": { "schemas": { "Session": { "type": "string" }, "Scan": {} }, "securitySchemes": { "a": {} } },
        }));
        let schemas = merged["components"]["schemas"].as_object().expect("schemas");
        assert_eq!(schemas.keys().collect::<Vec<_>>(), ["Scan", "Session", "passport.Session"]);
        let reference = &merged["paths"]["/api/v1/scans"]["post"]["schema"]["$ref"];
        assert_eq!(reference, "#/components/schemas/passport.Session");
        assert!(merged["components"]["securitySchemes"]["a"].is_object());
    }

    #[test]
    fn the_limits_are_published() {
        let limits = &merged(json!({}))["x-rate-limits"];
        let scans = limits.as_array().expect("list").iter().find(|limit| limit["name"] == "scans");
        assert!(scans.expect("scans")["perVisitor"].as_u64() >= Some(200));
    }
}
