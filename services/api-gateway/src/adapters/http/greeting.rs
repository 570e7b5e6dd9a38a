//! Whether a request comes from a person who can become a visitor.

use http::{HeaderMap, Method, header};
use service_kit::bots::is_bot;

use crate::{
    application::visitors::Greeting,
    domain::routes::{Kind, Route},
};

/// Programs that people use on purpose: they are nobody's crawler, and may keep a cookie.
const TOOLS: [&str; 14] = [
    "curl/",
    "wget/",
    "python",
    "httpie",
    "httpx",
    "aiohttp",
    "node",
    "undici",
    "axios",
    "go-http-client",
    "okhttp",
    "java/",
    "apache-httpclient",
    "postman",
];

/// No cookie for `HEAD`, files, linksets, prefetches and robots.
pub(super) fn greeting(route: &Route, method: &Method, query: Option<&str>, headers: &HeaderMap) -> Greeting {
    let passing = method == Method::HEAD
        || method == Method::OPTIONS
        || route.kind == Kind::Asset
        || asks_for_linkset(query, headers)
        || is_prefetch(headers)
        || is_robot(headers);
    if passing { Greeting::Passing } else { Greeting::Person }
}

/// The same for a page of the web app, which has no route.
pub(super) fn greeting_for_page(headers: &HeaderMap) -> Greeting {
    if is_prefetch(headers) || is_robot(headers) { Greeting::Passing } else { Greeting::Person }
}

fn asks_for_linkset(query: Option<&str>, headers: &HeaderMap) -> bool {
    let linkset = |pair: &str| {
        pair.eq_ignore_ascii_case("linktype=linkset") || pair.eq_ignore_ascii_case("linktype=all")
    };
    query.is_some_and(|query| query.split('&').any(linkset))
        || texts(headers, header::ACCEPT.as_str()).any(|accept| accept.contains("application/linkset"))
}

fn is_prefetch(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-moz"]
        .into_iter()
        .flat_map(|name| texts(headers, name))
        .any(|purpose| purpose.contains("prefetch") || purpose.contains("preview"))
}

fn is_robot(headers: &HeaderMap) -> bool {
    let agent = texts(headers, header::USER_AGENT.as_str()).next().unwrap_or_default();
    // A browser without a screen is somebody's, too: its person steers it by script.
    let lower = agent.to_ascii_lowercase().replace("headlesschrome", "chrome");
    let tool = lower.is_empty() || TOOLS.iter().any(|tool| lower.starts_with(tool));
    !tool && is_bot(&lower)
}

fn texts<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok())
}
