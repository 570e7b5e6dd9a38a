//! `/api/docs`: the merged document as a page of plain HTML. No script, nothing from elsewhere.

use std::fmt::{self, Display, Formatter};

use serde_json::{Map, Value};

use crate::domain::routes::{RouteTable, Who};

/// Text that cannot become markup.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for part in self.0.split_inclusive(['&', '<', '>', '"', '\'']) {
            let (text, mark) = part.split_at(part.trim_end_matches(['&', '<', '>', '"', '\'']).len());
            f.write_str(text)?;
            f.write_str(match mark {
                "&" => "&amp;",
                "<" => "&lt;",
                ">" => "&gt;",
                "\"" => "&quot;",
                "'" => "&#39;",
                other => other,
            })?;
        }
        Ok(())
    }
}

fn text<'a>(value: &'a Value, member: &str) -> Escaped<'a> {
    Escaped(value.get(member).and_then(Value::as_str).unwrap_or_default())
}

/// The whole page.
pub(super) fn render(document: &Value, table: &RouteTable) -> String {
    let info = &document["info"];
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} API</title>\n\
         <link rel=\"stylesheet\" href=\"/api/docs/style.css\">\n</head>\n<body>\n<main>\n<h1>{title} API</h1>\n\
         <p>{description}</p>\n\
         <p><a href=\"/api/v1/openapi.json\">The OpenAPI 3.1 document</a> · version {version}</p>\n\
         {operations}{limits}{sizes}{routes}{schemas}</main>\n</body>\n</html>\n",
        title = text(info, "title"),
        description = text(info, "description"),
        version = text(info, "version"),
        operations = operations(document),
        limits = limits(document),
        sizes = SIZES,
        routes = routes(table),
        schemas = schemas(document),
    )
}

const SIZES: &str = "<h2>Sizes and times</h2>\n<p>An address may be 8 KiB long, headers 16 KiB in at most 100 \
    lines, a body 256 KiB. Headers must be complete within 10 seconds, a body must come at a kilobyte a second, and a \
    connection without requests is closed after a minute. Errors are <code>application/problem+json</code>. Unsafe \
    requests by cookie need <code>Sec-Fetch-Site: same-origin</code> and <code>X-Packytrace: 1</code>.</p>\n";

fn operations(document: &Value) -> String {
    let Some(paths) = document["paths"].as_object() else { return String::new() };
    let list: String = paths
        .iter()
        .filter_map(|(path, item)| item.as_object().map(|item| (path, item)))
        .flat_map(|(path, item)| {
            item.iter().filter_map(move |(method, value)| operation(path, method, value))
        })
        .collect();
    format!("<h2>Operations</h2>\n{list}")
}

fn operation(path: &str, method: &str, value: &Value) -> Option<String> {
    value.get("responses")?;
    let method = method.to_ascii_uppercase();
    let who = text(value, "x-who").0;
    let who = if who.is_empty() { "anyone" } else { who };
    Some(format!(
        "<details><summary><span class=\"method\">{}</span> <code>{}</code> {}</summary>\n<p>{}</p>\n\
         <p class=\"muted\">For {}.</p>\n{}{}{}</details>\n",
        Escaped(&method),
        Escaped(path),
        text(value, "summary"),
        text(value, "description"),
        Escaped(who),
        parameters(value),
        request_body(value),
        responses(value),
    ))
}

fn parameters(operation: &Value) -> String {
    let rows: String = list(operation, "parameters")
        .map(|parameter| {
            let required = if parameter["required"] == Value::Bool(true) { "required" } else { "" };
            format!(
                "<tr><td><code>{}</code></td><td>{}</td><td>{required}</td><td>{}</td></tr>\n",
                text(parameter, "name"),
                text(parameter, "in"),
                text(parameter, "description")
            )
        })
        .collect();
    table(&rows, "<th>Parameter</th><th>In</th><th></th><th>Meaning</th>")
}

fn request_body(operation: &Value) -> String {
    let rows = contents(&operation["requestBody"]);
    table(&rows, "<th>Body</th><th>Shape</th>")
}

fn responses(operation: &Value) -> String {
    let members = operation["responses"].as_object().map(Map::iter).into_iter().flatten();
    let rows: String = members
        .map(|(status, response)| {
            format!(
                "<tr><td>{}</td><td>{}</td></tr>\n{}",
                Escaped(status),
                text(response, "description"),
                contents(response)
            )
        })
        .collect();
    table(&rows, "<th>Answer</th><th>Meaning</th>")
}

fn contents(value: &Value) -> String {
    let members = value["content"].as_object().map(Map::iter).into_iter().flatten();
    let row = |(media, content): (&String, &Value)| {
        format!("<tr><td><code>{}</code></td><td>{}</td></tr>\n", Escaped(media), shape(&content["schema"]))
    };
    members.map(row).collect()
}

/// A link to a named schema, or the schema itself.
fn shape(schema: &Value) -> String {
    match schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        Some(name) => format!("<a href=\"#schema-{0}\">{0}</a>", Escaped(name)),
        None if schema.is_null() => String::new(),
        None => format!("<code>{}</code>", Escaped(&schema.to_string())),
    }
}

fn limits(document: &Value) -> String {
    let rows: String = list(document, "x-rate-limits")
        .map(|limit| {
            format!(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{} s</td></tr>\n",
                text(limit, "name"),
                limit["perVisitor"],
                limit["perAccount"],
                limit["perAddress"],
                limit["windowSeconds"]
            )
        })
        .collect();
    let head = "<th>Requests</th><th>By one visitor</th><th>By one account</th>\
                <th>From one address (IPv6: one /64)</th><th>In</th>";
    format!(
        "<h2 id=\"limits\">Limits</h2>\n<p>Over a limit the answer is 429 with <code>Retry-After</code>; every answer \
         says in <code>RateLimit</code> how many requests are left. A window opens with the first request.</p>\n{}",
        table(&rows, head)
    )
}

fn routes(routes: &RouteTable) -> String {
    let rows: String = routes
        .routes()
        .iter()
        .flat_map(|route| route.paths.iter().map(move |path| (route, path)))
        .map(|(route, path)| {
            let methods: Vec<_> = route.methods.iter().map(http::Method::as_str).collect();
            let who = match route.who {
                Who::Anyone => "anyone",
                Who::Consumer => "consumers",
                Who::BrandUser => "brand users",
            };
            format!(
                "<tr><td>{}</td><td><code>{}</code></td><td>{who}</td></tr>\n",
                methods.join(", "),
                Escaped(path.as_str())
            )
        })
        .collect();
    format!("<h2>Every way in</h2>\n{}", table(&rows, "<th>Method</th><th>Path</th><th>For</th>"))
}

fn schemas(document: &Value) -> String {
    let members = document["components"]["schemas"].as_object().map(Map::iter).into_iter().flatten();
    let list: String = members
        .map(|(name, schema)| {
            let json = serde_json::to_string_pretty(schema).unwrap_or_default();
            let name = Escaped(name);
            format!(
                "<details id=\"schema-{name}\"><summary>{name}</summary><pre>{}</pre></details>\n",
                Escaped(&json)
            )
        })
        .collect();
    format!("<h2>Shapes</h2>\n{list}")
}

fn list<'a>(value: &'a Value, member: &str) -> impl Iterator<Item = &'a Value> {
    value.get(member).and_then(Value::as_array).into_iter().flatten()
}

fn table(rows: &str, head: &str) -> String {
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<div class=\"scroll\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_cannot_put_markup_into_the_page() {
        let document = json!({
            "info": { "title": "<b>", "description": "\"&'" },
            "paths": { "/<i>": { "get": { "summary": "<script>", "responses": { "200": { "description": "<u>" } } } } },
            "components": { "schemas": { "<s>": { "description": "<em>" } } },
        });
        let page = render(&document, &RouteTable::default());
        for markup in ["<b>", "<i>", "<script", "<u>", "<s>", "<em>"] {
            assert!(!page.contains(markup), "{markup}");
        }
        assert!(page.contains("&lt;script&gt;") && page.contains("&quot;&amp;&#39;"));
    }

    #[test]
    fn limits_and_operations_are_shown_and_nothing_comes_from_elsewhere() {
        let document = json!({
            "x-rate-limits": [{ "name": "scans", "perVisitor": 240, "perAddress": 9, "windowSeconds": 60 }],
            "paths": { "/a": { "get": { "summary": "Reads", "responses": {} } } },
        });
        let page = render(&document, &RouteTable::default());
        assert!(page.contains("<td>scans</td><td>240</td>") && page.contains("Reads"));
        assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("style=\""));
    }
}
