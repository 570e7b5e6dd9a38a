//! What services hear: our word about the caller, never the caller's.

use service_kit::identity::Principal;

use crate::support::{Peer, Running, Wishes, reply};

async fn principal(gateway: &Running, peer: &Peer) -> Principal {
    let seen = peer.last();
    let mut tokens = seen.headers.get_all("authorization").iter();
    let token = tokens.next().expect("a credential").to_str().expect("text");
    assert!(tokens.next().is_none(), "two credentials");
    let token = token.strip_prefix("Bearer ").expect("a bearer");
    (*gateway.verifier.verify(token, jiff::Timestamp::now()).expect("our signature")).clone()
}

#[tokio::test]
async fn a_service_gets_our_token_and_nothing_that_a_client_claims() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let spoofed = [
        "X-Visitor-Id",
        "x-visitor-id",
        "X_Visitor_Id",
        "X-VISITOR-ID",
        "X-Account-Id",
        "X_Account-Id",
        "X-Brand-Id",
        "x_brand_id",
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X_Forwarded_For",
        "X-Real-Ip",
        "Authorization",
        "authorization",
        "Proxy-Authorization",
        "X-Original-Url",
        "X-Rewrite-Url",
        "Scan-Started-At",
        "Scan-Complete",
        "X-Http-Method-Override",
        "Upgrade",
        "TE",
        "Keep-Alive",
        "Proxy-Connection",
    ];
    for name in spoofed {
        let answer =
            gateway.ask(&format!("GET /api/v1/products\n{name}: evil-value\n{name}: evil-value")).await;
        assert_eq!(answer.status, 200, "{name}");
        let seen = peer.last();
        let evil =
            seen.headers.iter().any(|(_, value)| value.as_bytes().windows(4).any(|part| part == b"evil"));
        assert!(!evil, "{name}: {seen:?}");
        let folded = name.to_ascii_lowercase().replace('_', "-");
        let claimed = seen
            .headers
            .keys()
            .any(|known| known.as_str().replace('_', "-") == folded && folded != "authorization");
        assert!(!claimed, "{name}: {seen:?}");
        assert!(principal(&gateway, &peer).await.account.is_none());
    }
}

#[tokio::test]
async fn only_listed_headers_pass_and_the_path_is_unchanged() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let head = "GET /01/09526000000001/10/A%2FB?17=261231&x=%3D\nAccept: text/html\nAccept-Language: it\n\
        If-None-Match: \"1\"\nPrefer: wait=1\nSec-GPC: 1\nCookie: a=b\nX-Custom: 1\nConnection: keep-alive, prefer";
    gateway.ask(head).await;
    let seen = peer.last();
    assert_eq!(seen.method, http::Method::GET);
    let mut names: Vec<_> = seen.headers.keys().map(http::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accept",
            "accept-language",
            "authorization",
            "host",
            "if-none-match",
            "scan-started-at",
            "sec-gpc",
            "traceparent",
            "x-request-id"
        ]
    );
    assert_eq!(seen.uri, "/01/09526000000001/10/A%2FB?17=261231&x=%3D");
}

#[tokio::test]
async fn request_id_and_trace_are_passed_on_or_made() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let answer =
        gateway.ask(&format!("GET /api/v1/products\nX-Request-Id: abcdefgh-1\ntraceparent: {trace}")).await;
    assert_eq!(answer.header("x-request-id"), Some("abcdefgh-1"));
    assert_eq!(peer.last().headers["x-request-id"], "abcdefgh-1");
    assert_eq!(peer.last().headers["traceparent"], trace);
    let answer = gateway.ask("GET /api/v1/products\nX-Request-Id: sara@example.org").await;
    assert_ne!(answer.header("x-request-id"), Some("sara@example.org"));
    assert_eq!(peer.last().headers["traceparent"].len(), 55);
}

#[tokio::test]
async fn what_a_service_says_to_the_gateway_stays_here() {
    let peer = Peer::scripted(|_| async {
        let headers = [
            ("connection", "x-hop"),
            ("x-hop", "1"),
            ("keep-alive", "5"),
            ("server", "axum"),
            ("x-powered-by", "us"),
            ("set-cookie", "packytrace-visitor=stolen"),
            ("scan-started-at", "1"),
            ("scan-complete", "no"),
            ("access-control-allow-origin", "*"),
            ("etag", "\"1\""),
            ("content-type", "application/json"),
        ];
        reply(http::StatusCode::OK, &headers, "{}")
    })
    .await;
    let gateway = Running::before(&peer).await;
    let answer = gateway.ask("GET /api/v1/products").await;
    for name in ["x-hop", "keep-alive", "server", "x-powered-by", "scan-started-at", "scan-complete"] {
        assert_eq!(answer.header(name), None, "{name}");
    }
    let cookies =
        answer.headers.iter().filter(|(name, value)| name == "set-cookie" && value.contains("stolen"));
    assert_eq!(cookies.count(), 0);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
}

#[tokio::test]
async fn a_bearer_credential_is_refused_before_any_service_hears_of_it() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    for value in ["Bearer a.b.c", "bearer x", "BEARER x", "Bearer"] {
        let answer = gateway.ask(&format!("GET /api/v1/session\nAuthorization: {value}")).await;
        assert_eq!((answer.status, answer.slug()), (401, "invalid-credential".to_owned()), "{value}");
        assert!(answer.header("www-authenticate").is_some());
        assert_eq!(gateway.ask(&format!("GET /api/v1/products\nAuthorization: {value}")).await.status, 401);
    }
    assert!(peer.seen().is_empty());
}

#[tokio::test]
async fn only_a_trusted_proxy_can_name_the_client() {
    let peer = Peer::friendly().await;
    for (proxies, limited) in [(vec![], true), (vec!["127.0.0.0/8"], false)] {
        let mut wishes = Wishes::of(&peer);
        wishes.proxies = proxies;
        wishes.routes = wishes.routes.replace("address = 60000", "address = 3");
        let gateway = Running::with(wishes).await;
        let mut refused = 0;
        for n in 0..6 {
            let answer = gateway.ask(&format!("GET /api/v1/products\nX-Forwarded-For: 192.0.2.{n}")).await;
            refused += usize::from(answer.status == 429);
        }
        assert_eq!(refused > 0, limited, "{refused} refused");
    }
}

#[tokio::test]
async fn pages_of_any_origin_may_read_what_the_resolver_and_its_door_say() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    for (head, status) in [
        ("GET /01/1", 200),
        ("OPTIONS /01/1", 200),
        ("GET /01/1/10/%00", 400),
        ("POST /01/1\nContent-Length: 0", 405),
        ("GET /.well-known/gs1resolver", 200),
    ] {
        let answer = gateway.ask(head).await;
        assert_eq!(
            (answer.status, answer.header("access-control-allow-origin")),
            (status, Some("*")),
            "{head}"
        );
    }
    assert_eq!(gateway.ask("GET /api/v1/session").await.header("access-control-allow-origin"), None);
}
