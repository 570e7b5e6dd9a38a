//! Which headers pass the door, in either direction.

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// Tells a service when the request that may make a scan began.
pub(super) const SCAN_STARTED_AT: HeaderName = HeaderName::from_static("scan-started-at");
/// Tells the gateway that an answer completes a scan.
pub(super) const SCAN_COMPLETE: HeaderName = HeaderName::from_static("scan-complete");
/// identity-service's word about the caller's region: a code, or nothing for none.
pub(super) const VISITOR_REGION: HeaderName = HeaderName::from_static("visitor-region");
/// identity-service's word that the caller was erased: `visitor` or `account`.
pub(super) const SESSION_ENDS: HeaderName = HeaderName::from_static("session-ends");
/// Joins the log lines of one request.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// W3C trace context.
pub(super) const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// What a client may say to a service, besides its body. Everything else stays outside, in whatever spelling.
fn passes(name: &HeaderName) -> bool {
    match *name {
        header::ACCEPT
        | header::ACCEPT_LANGUAGE
        | header::CONTENT_TYPE
        | header::IF_MATCH
        | header::IF_NONE_MATCH
        | header::USER_AGENT => true,
        _ => matches!(
            name.as_str(),
            "idempotency-key"
                | "prefer"
                | "sec-fetch-mode"
                | "sec-fetch-dest"
                | "sec-fetch-site"
                | "sec-purpose"
                | "purpose"
                | "sec-gpc"
        ),
    }
}

/// Copies what passes; what `Connection` names does not.
pub(super) fn to_service(from: &HeaderMap) -> HeaderMap {
    // Room for what the gateway adds, without growing.
    let mut to = HeaderMap::with_capacity(from.len() + 6);
    let nominated = from.get_all(header::CONNECTION);
    let is_nominated = |name: &HeaderName| nominated.iter().any(|value| names(value, name));
    for (name, value) in from {
        if passes(name) && !is_nominated(name) {
            to.append(name, value.clone());
        }
    }
    to
}

fn names(connection: &HeaderValue, name: &HeaderName) -> bool {
    let mut tokens = connection.as_bytes().split(|&byte| byte == b',');
    tokens.any(|token| token.trim_ascii().eq_ignore_ascii_case(name.as_str().as_bytes()))
}

/// What a service may not say to a client.
fn stays(name: &HeaderName) -> bool {
    match *name {
        header::CONNECTION
        | header::PROXY_AUTHENTICATE
        | header::PROXY_AUTHORIZATION
        | header::TE
        | header::TRAILER
        | header::TRANSFER_ENCODING
        | header::UPGRADE
        | header::SERVER
        | header::SET_COOKIE => true,
        _ => matches!(
            name.as_str(),
            "keep-alive"
                | "proxy-connection"
                | "x-powered-by"
                | "scan-started-at"
                | "scan-complete"
                | "visitor-region"
                | "session-ends"
                | "alt-svc"
        ),
    }
}

/// Whether a service says anything to the gateway itself; hardly any answer does.
pub(super) fn tells_us(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| {
        matches!(name.as_str(), "scan-started-at" | "scan-complete" | "visitor-region" | "session-ends")
    })
}

/// Takes out what stays inside.
pub(super) fn from_service(headers: &mut HeaderMap) {
    for name in nominated(headers) {
        headers.remove(name);
    }
    while let Some(name) = headers.keys().find(|name| stays(name)).cloned() {
        headers.remove(name);
    }
}

/// The headers that `Connection` names; its two usual words are about the connection alone.
fn nominated(headers: &HeaderMap) -> Vec<HeaderName> {
    let values = headers.get_all(header::CONNECTION).iter();
    let tokens =
        values.flat_map(|value| value.as_bytes().split(|&byte| byte == b',').map(<[u8]>::trim_ascii));
    let headers = tokens.filter(|token| !matches!(*token, b"keep-alive" | b"close"));
    headers.filter_map(|token| HeaderName::from_bytes(token).ok()).collect()
}

/// A header that is there exactly once, as text.
pub(super) fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none()).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(lines: &[(&str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let name: HeaderName = name.parse().expect("name");
            headers.append(name, HeaderValue::from_bytes(value.as_bytes()).expect("value"));
        }
        headers
    }

    #[test]
    fn a_service_hears_only_what_is_on_the_list() {
        let to = to_service(&map(&[
            ("accept", "text/html"),
            ("Authorization", "Bearer stolen"),
            ("cookie", "a=b"),
            ("x-visitor-id", "1"),
            ("x_visitor_id", "1"),
            ("X-Account-Id", "1"),
            ("x-brand-id", "1"),
            ("forwarded", "for=1"),
            ("x-forwarded-for", "1"),
            ("x-forwarded-host", "evil"),
            ("scan-started-at", "1"),
            ("te", "trailers"),
            ("upgrade", "h2c"),
            ("idempotency-key", "k"),
            ("sec-fetch-mode", "navigate"),
            ("sec-gpc", "1"),
        ]));
        let mut names: Vec<_> = to.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "idempotency-key", "sec-fetch-mode", "sec-gpc"]);
    }

    #[test]
    fn what_connection_names_ends_here_in_both_directions() {
        let to = to_service(&map(&[("connection", "close, Prefer"), ("prefer", "wait=5"), ("accept", "a")]));
        assert!(!to.contains_key("prefer") && to.contains_key("accept"));
        let mut back = map(&[
            ("connection", "x-inner"),
            ("x-inner", "1"),
            ("keep-alive", "timeout=5"),
            ("transfer-encoding", "chunked"),
            ("scan-complete", "outcome=complete"),
            ("scan-started-at", "1"),
            ("visitor-region", "IT-25"),
            ("session-ends", "account"),
            ("set-cookie", "a=b"),
            ("etag", "\"1\""),
        ]);
        from_service(&mut back);
        assert_eq!(back.keys().map(HeaderName::as_str).collect::<Vec<_>>(), ["etag"]);
    }
}
