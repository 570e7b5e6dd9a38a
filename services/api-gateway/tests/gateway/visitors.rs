//! The visitor's cookie, end to end.

use service_kit::ids::VisitorId;

use crate::support::{Answer, Peer, Running, Wishes};

const BROWSER: &str =
    "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15";

fn cookie(answer: &Answer) -> Option<String> {
    let line = answer.header("set-cookie")?;
    Some(line.split(';').next()?.to_owned())
}

fn visitor(gateway: &Running, peer: &Peer) -> VisitorId {
    let token = peer.last().headers["authorization"].to_str().expect("text").replace("Bearer ", "");
    gateway.verifier.verify(&token, jiff::Timestamp::now()).expect("our signature").visitor
}

async fn scan(gateway: &Running, cookie: &str) -> Answer {
    gateway.ask(&format!("GET /01/09526000000001\n{BROWSER}\nCookie: {cookie}")).await
}

#[tokio::test]
async fn a_visitor_stays_the_same_and_gets_one_cookie() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let first = gateway.ask(&format!("GET /01/09526000000001\n{BROWSER}")).await;
    let line = first.header("set-cookie").expect("a cookie").to_owned();
    assert!(line.starts_with("packytrace-visitor="), "{line}");
    assert!(line.contains("; Path=/; Max-Age=34128000; HttpOnly; SameSite=Lax"), "{line}");
    assert!(!line.contains("Secure") && !line.contains("Domain"), "{line}");
    let id = visitor(&gateway, &peer);
    assert!(!line.contains(&id.to_string()), "the id is readable");
    let again = scan(&gateway, &cookie(&first).expect("a cookie")).await;
    assert_eq!(again.header("set-cookie"), None);
    assert_eq!(visitor(&gateway, &peer), id);
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_the_host() {
    let peer = Peer::friendly().await;
    let gateway = Running::with(Wishes { https: true, ..Wishes::of(&peer) }).await;
    let answer = gateway.ask(&format!("GET /\n{BROWSER}")).await;
    let line = answer.header("set-cookie").expect("a cookie");
    assert!(
        line.starts_with("__Host-packytrace-visitor=") && line.ends_with("; SameSite=Lax; Secure"),
        "{line}"
    );
    assert!(answer.header("strict-transport-security").is_some());
}

#[tokio::test]
async fn a_forged_cut_or_foreign_cookie_silently_gets_a_new_visitor() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let other = Running::with(Wishes { cookie_keys: "22".repeat(32), ..Wishes::of(&peer) }).await;
    let foreign = cookie(&other.ask(&format!("GET /\n{BROWSER}")).await).expect("a cookie");
    let own = cookie(&gateway.ask(&format!("GET /\n{BROWSER}")).await).expect("a cookie");
    let cut = &own[..own.len() - 1];
    let swapped = format!("{}{}", &own[..own.len() - 4], "AAAA");
    for forged in [
        foreign.as_str(),
        cut,
        &swapped,
        "packytrace-visitor=",
        "packytrace-visitor=%00",
        "packytrace-visitor=x; y",
    ] {
        let answer = scan(&gateway, forged).await;
        assert_eq!(answer.status, 200, "{forged}");
        assert!(answer.header("set-cookie").is_some(), "{forged}");
        let id = visitor(&gateway, &peer);
        scan(&gateway, &own).await;
        assert_ne!(visitor(&gateway, &peer), id);
    }
}

#[tokio::test]
async fn keys_rotate_without_losing_anyone() {
    let peer = Peer::friendly().await;
    let (old, new) = ("11".repeat(32), "22".repeat(32));
    let before = Running::with(Wishes { cookie_keys: old.clone(), ..Wishes::of(&peer) }).await;
    let first = cookie(&before.ask(&format!("GET /01/1\n{BROWSER}")).await).expect("a cookie");
    let id = visitor(&before, &peer);
    let after = Running::with(Wishes { cookie_keys: format!("{new},{old}"), ..Wishes::of(&peer) }).await;
    let moved = cookie(&scan(&after, &first).await).expect("sealed anew");
    assert_eq!(visitor(&after, &peer), id);
    let last = Running::with(Wishes { cookie_keys: new, ..Wishes::of(&peer) }).await;
    assert_eq!(scan(&last, &moved).await.header("set-cookie"), None);
    assert_eq!(visitor(&last, &peer), id);
    assert!(scan(&last, &first).await.header("set-cookie").is_some(), "the retired key still opens");
}

#[tokio::test]
async fn no_cookie_for_head_files_linksets_prefetch_and_robots() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    for head in [
        format!("GET /01/1?linkType=linkset\n{BROWSER}"),
        format!("GET /01/1\nAccept: application/linkset+json\n{BROWSER}"),
        format!("GET /01/1\nSec-Purpose: prefetch;prerender\n{BROWSER}"),
        format!("GET /01/1\nPurpose: prefetch\n{BROWSER}"),
        format!("GET /.well-known/gs1resolver\n{BROWSER}"),
        format!("GET /images/products/1\n{BROWSER}"),
        format!("GET /_app/immutable/a.js\n{BROWSER}"),
        format!("GET /robots.txt\n{BROWSER}"),
        format!("GET /api/v1/openapi.json\n{BROWSER}"),
        format!("OPTIONS /01/1\n{BROWSER}"),
        "GET /01/1\nUser-Agent: Googlebot/2.1".to_owned(),
        "GET /\nUser-Agent: facebookexternalhit/1.1".to_owned(),
        "GET /01/1\nUser-Agent: WhatsApp/2.24".to_owned(),
    ] {
        let answer = gateway.ask(&head).await;
        assert_eq!(answer.header("set-cookie"), None, "{head}");
    }
    let mut client = gateway.connect().await;
    client.say(&crate::support::request(&format!("HEAD /01/1\n{BROWSER}"))).await;
    assert_eq!(client.hear_head().await.header("set-cookie"), None);
    for head in
        ["GET /", "GET /01/1", "GET /scan?raw=1", "GET /product/1", "GET /api/v1/session", "GET /about"]
    {
        let answer = gateway.ask(&format!("{head}\n{BROWSER}")).await;
        assert!(answer.header("set-cookie").is_some(), "{head}");
    }
    for agent in
        ["curl/8.5.0", "python-requests/2.32", "node", "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/150.0"]
    {
        let answer = gateway.ask(&format!("GET /01/1\nUser-Agent: {agent}")).await;
        assert!(answer.header("set-cookie").is_some(), "{agent}");
    }
}
