//! Smuggling and other malformed requests: one request sent, at most one seen upstream, re-framed by us.

use crate::support::{Peer, Running, request};

/// What is sent, the status that must come, and how many requests the peer may see.
const CASES: &[(&str, &str, u16, usize)] = &[
    ("two hosts", "GET /01/1 HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400, 0),
    ("no host", "GET /01/1 HTTP/1.1\r\n\r\n", 400, 0),
    ("no host in 1.0", "GET /01/1 HTTP/1.0\r\n\r\n", 400, 0),
    ("empty host", "GET /01/1 HTTP/1.1\r\nHost:\r\n\r\n", 400, 0),
    ("host with a path", "GET /01/1 HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, 0),
    ("other host in target", "GET http://b/01/1 HTTP/1.1\r\nHost: a\r\n\r\n", 400, 0),
    ("folded header", "GET /01/1 HTTP/1.1\r\nHost: a\r\nAccept: a\r\n b\r\n\r\n", 400, 0),
    ("space before colon", "GET /01/1 HTTP/1.1\r\nHost: a\r\nAccept : a\r\n\r\n", 400, 0),
    ("nul in value", "GET /01/1 HTTP/1.1\r\nHost: a\r\nAccept: a\0b\r\n\r\n", 400, 0),
    ("cr in value", "GET /01/1 HTTP/1.1\r\nHost: a\r\nAccept: a\rb\r\n\r\n", 400, 0),
    ("no version", "GET /01/1\r\nHost: a\r\n\r\n", 400, 0),
    ("bad length", "POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400, 0),
    ("signed length", "POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na", 400, 0),
    ("length list", "POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na", 400, 0),
    (
        "two lengths",
        "POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        400,
        0,
    ),
    (
        "odd coding",
        "POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        400,
        0,
    ),
    (
        "two codings",
        "POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        400,
        0,
    ),
    (
        "coding twice",
        "POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
        0,
    ),
    (
        "chunked then identity",
        "POST /api/v1/scans HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        400,
        0,
    ),
    (
        "coding in 1.0",
        "POST /api/v1/scans HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
        0,
    ),
    ("encoded slash", "GET /api%2Fv1/scans HTTP/1.1\r\nHost: a\r\n\r\n", 400, 0),
    ("encoded slash in gtin", "GET /01/1%2F2 HTTP/1.1\r\nHost: a\r\n\r\n", 400, 0),
    ("encoded backslash", "GET /01/1/10/a%5Cb HTTP/1.1\r\nHost: a\r\n\r\n", 400, 0),
    ("encoded nul", "GET /01/1/10/a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400, 0),
    ("encoded dots", "GET /01/%2e%2E/x HTTP/1.1\r\nHost: a\r\n\r\n", 400, 0),
    ("dots", "GET /api/../internal HTTP/1.1\r\nHost: a\r\n\r\n", 400, 0),
    ("backslash", "GET /01\\1 HTTP/1.1\r\nHost: a\r\n\r\n", 400, 0),
    ("encoded slash in a lot", "GET /01/1/10/A%2FB HTTP/1.1\r\nHost: a\r\n\r\n", 200, 1),
    ("bare line feeds", "GET /01/1 HTTP/1.1\nHost: a\n\n", 200, 1),
    ("same host in target", "GET http://A/01/1 HTTP/1.1\r\nHost: a\r\n\r\n", 200, 1),
];

#[tokio::test]
async fn malformed_requests_reach_nobody_and_end_the_connection() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    for (name, bytes, status, upstream) in CASES {
        let before = peer.seen().len();
        let mut client = gateway.connect().await;
        client.say(bytes).await;
        let answer = client.hear().await;
        assert_eq!(answer.status, *status, "{name}: {answer:?}");
        assert_eq!(peer.seen().len() - before, *upstream, "{name}");
        if *status == 400 {
            client.say(&request("GET /01/1")).await;
            client.closed().await;
            assert_eq!(peer.seen().len(), before, "{name}: a second request got through");
        }
    }
}

/// A body that is another request to whoever frames it otherwise.
#[tokio::test]
async fn a_request_hidden_in_a_body_is_never_seen() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let hidden = "GET /01/hidden HTTP/1.1\r\nHost: a\r\n\r\n";
    let ours = "Sec-Fetch-Site: same-origin\r\nX-Packytrace: 1\r\n";
    let chunk = format!("{:x}\r\n{hidden}\r\n0\r\n\r\n", hidden.len());
    let both = format!("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}");
    let reversed = format!("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{chunk}");
    let short = format!("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n{hidden}");
    let whole = format!("Content-Length: {}\r\n\r\n{hidden}", hidden.len());
    let of_get = format!("GET /01/1 HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{hidden}", hidden.len());
    for (name, bytes) in [
        ("length and chunks", format!("POST /api/v1/scans HTTP/1.1\r\nHost: a\r\n{ours}{both}")),
        ("chunks and length", format!("POST /api/v1/scans HTTP/1.1\r\nHost: a\r\n{ours}{reversed}")),
        (
            "rest after chunks with a length",
            format!("POST /api/v1/scans HTTP/1.1\r\nHost: a\r\n{ours}{short}"),
        ),
        ("length", format!("POST /api/v1/scans HTTP/1.1\r\nHost: a\r\n{ours}{whole}")),
        ("a body on GET", of_get),
        ("refused with its body unread", format!("POST /api/v1/scans HTTP/1.1\r\nHost: a\r\n{whole}")),
        ("no such route", format!("POST /nowhere HTTP/1.1\r\nHost: a\r\n{whole}")),
    ] {
        let before = peer.seen().len();
        let mut client = gateway.connect().await;
        client.say(&bytes).await;
        client.hear().await;
        client.say(&request("GET /01/last\nConnection: close")).await;
        client.closed().await;
        let seen = &peer.seen()[before..];
        assert!(seen.iter().all(|seen| seen.uri != "/01/hidden"), "{name}: {seen:?}");
        let firsts = seen.iter().filter(|seen| seen.uri != "/01/last").count();
        assert!(firsts <= 1, "{name}: {seen:?}");
        let reframed = seen.iter().all(|seen| !seen.headers.contains_key("transfer-encoding"));
        assert!(reframed, "{name}: {seen:?}");
    }
}

#[tokio::test]
async fn pipelined_requests_are_answered_in_order() {
    let peer = Peer::scripted(|seen| async move {
        crate::support::reply(http::StatusCode::OK, &[("etag", &format!("\"{}\"", seen.uri))], "ok")
    })
    .await;
    let gateway = Running::before(&peer).await;
    let mut client = gateway.connect().await;
    client.say(&(1..=5).map(|n| request(&format!("GET /01/{n}"))).collect::<String>()).await;
    for n in 1..=5 {
        assert_eq!(client.hear().await.header("etag"), Some(&*format!("\"/01/{n}\"")));
    }
}

#[tokio::test]
async fn nothing_internal_is_reachable() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    for path in [
        "/metrics",
        "/health/live",
        "/health/ready",
        "/internal/labels/1",
        "/openapi.json",
        "/.env",
        "/api/v2/x",
    ] {
        assert_eq!(gateway.ask(&format!("GET {path}")).await.status, 404, "{path}");
    }
    assert_eq!(gateway.ask("TRACE /01/1").await.status, 405);
    assert_eq!(gateway.ask("CONNECT shop.example:80").await.status / 100, 4);
    assert!(peer.seen().is_empty());
}
