//! The web app's files and the headers that protect its pages.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::support::{BOOTSTRAP, Peer, Running, Wishes, reply, request, until_so};

#[tokio::test]
async fn files_come_in_the_best_encoding_with_the_right_life() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    for (accept, body, encoding) in [
        ("gzip, deflate, br", "script in brotli", Some("br")),
        ("gzip", "script in gzip", Some("gzip")),
        ("identity", "script", None),
    ] {
        let answer = gateway.ask(&format!("GET /_app/immutable/a.js\nAccept-Encoding: {accept}")).await;
        assert_eq!((answer.text().as_str(), answer.header("content-encoding")), (body, encoding));
        assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
    }
    let page = gateway.ask("GET /about").await;
    assert_eq!((page.status, page.header("cache-control")), (200, Some("no-cache")));
    let tag = page.header("etag").expect("a tag");
    let again = gateway.ask(&format!("GET /about\nIf-None-Match: {tag}")).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), Some(tag));
    assert!(peer.seen().is_empty());
}

#[tokio::test]
async fn head_tells_the_length_and_sends_nothing() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let mut client = gateway.connect().await;
    for _ in 0..2 {
        client.say(&request("HEAD /about")).await;
        let answer = client.hear_head().await;
        assert_eq!((answer.status, answer.header("content-length")), (200, Some("18")));
    }
}

#[tokio::test]
async fn nothing_outside_the_directory_can_be_reached() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    for path in [
        "/../outside.txt",
        "/_app/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/_app/%2e%2e/%2e%2e/outside.txt",
        "/..\\outside.txt",
        "/%5c..%5coutside.txt",
        "//outside.txt",
        "/./about",
        "/about/",
        "/about%00.html",
        "/etc/passwd",
        "/shell.html",
        "/index.html.br",
        "/_app",
        "/_app/immutable/",
    ] {
        let answer = gateway.ask(&format!("GET {path}")).await;
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("secret"), "{path}");
    }
}

#[tokio::test]
async fn an_unknown_path_is_a_page_for_people_and_a_problem_for_programs() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let page = gateway.ask("GET /nowhere\nAccept: text/html,application/xhtml+xml,*/*;q=0.8").await;
    assert_eq!((page.status, page.header("content-type")), (404, Some("text/html; charset=utf-8")));
    assert!(page.text().contains("shell") && page.header("content-security-policy").is_some());
    let problem = gateway.ask("GET /api/v1/nowhere\nAccept: */*").await;
    assert_eq!((problem.status, problem.slug()), (404, "not-found".to_owned()));
    assert_eq!(problem.json()["instance"], "/api/v1/nowhere");
    assert_eq!(gateway.ask("GET /nowhere\nAccept: application/json").await.slug(), "not-found");
    let file = gateway.ask("GET /_app/immutable/gone.js\nAccept: */*").await;
    assert_eq!((file.status, file.header("content-type")), (404, Some("application/problem+json")));
    let post = gateway.ask("POST /about\nContent-Length: 0").await;
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
    let put = gateway.ask("PUT /api/v1/scans\nContent-Length: 0").await;
    assert_eq!((put.status, put.header("allow")), (405, Some("POST, GET, HEAD")));
}

#[tokio::test]
async fn a_page_may_run_the_builds_script_and_nothing_else() {
    let peer = Peer::scripted(|_| async {
        reply(http::StatusCode::OK, &[("content-type", "text/html; charset=utf-8")], "<html>facts</html>")
    })
    .await;
    let gateway = Running::with(Wishes { https: true, ..Wishes::of(&peer) }).await;
    let hash = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(BOOTSTRAP)));
    for path in ["/nowhere", "/product/1", "/scan?raw=1", "/01/1", "/"] {
        let answer = gateway.ask(&format!("GET {path}\nAccept: text/html")).await;
        let policy = answer.header("content-security-policy").expect("a policy");
        for part in [
            "default-src 'self'",
            "'wasm-unsafe-eval'",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "img-src 'self'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert_eq!(policy.contains(&hash), path != "/", "{path}: {policy}");
        for loose in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"] {
            assert!(!policy.contains(loose), "{path}: {policy}");
        }
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("strict-origin-when-cross-origin"));
        assert!(answer.header("permissions-policy").is_some_and(|policy| policy.contains("camera=(self)")));
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"));
        assert!(
            answer.header("strict-transport-security").is_some_and(|age| age.contains("max-age=31536000"))
        );
    }
}

#[tokio::test]
async fn robots_are_told_and_the_session_is_nobodys() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    assert!(gateway.ask("GET /robots.txt").await.text().contains("Disallow: /api/"));
    let session = gateway.ask("GET /api/v1/session").await;
    assert_eq!(session.text(), r#"{"signedIn":false}"#);
    assert_eq!(session.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_new_build_is_served_without_a_restart() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    std::fs::write(gateway.web.path().join("about.html"), "<html>new</html>").expect("written");
    std::fs::write(gateway.web.path().join("shell.html"), "<html>new shell</html>").expect("written");
    let shows_the_new_one = async || gateway.ask("GET /about").await.text().contains("new");
    until_so(shows_the_new_one, "the new build").await;
}
