//! Limits: exact, told in headers, published.

use crate::support::{Peer, Running, Wishes, request};

const BROWSER: &str = "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)";

async fn scans(gateway: &Running, cookie: &str, times: usize) -> (usize, Vec<crate::support::Answer>) {
    let mut client = gateway.connect().await;
    let mut answers = Vec::new();
    for _ in 0..times {
        client.say(&request(&format!("GET /01/1\n{BROWSER}\nCookie: {cookie}"))).await;
        answers.push(client.hear().await);
    }
    (answers.iter().filter(|answer| answer.status == 200).count(), answers)
}

async fn cookie(gateway: &Running) -> String {
    let answer = gateway.ask(&format!("GET /\n{BROWSER}")).await;
    answer.header("set-cookie").and_then(|line| line.split(';').next()).expect("a cookie").to_owned()
}

#[tokio::test]
async fn a_visitor_gets_exactly_as_many_scans_as_the_policy_says() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let (one, other) = (cookie(&gateway).await, cookie(&gateway).await);
    let (passed, answers) = scans(&gateway, &one, 300).await;
    assert_eq!(passed, 240);
    assert_eq!(peer.seen().len(), 240, "a refused request reached the service");
    let policy = "\"scans\";q=240;w=60, \"scans-address\";q=24000;w=60";
    assert_eq!(answers[0].header("ratelimit-policy"), Some(policy));
    assert_eq!(answers[0].header("ratelimit"), Some("\"scans\";r=239;t=60"));
    let refused = answers.last().expect("answers");
    assert!(refused.text().contains("shell"), "a person gets a page");
    let wait: u64 = refused.header("retry-after").expect("a wait").parse().expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
    assert!(refused.header("ratelimit").expect("a standing").starts_with("\"scans\";r=0;t="));
    assert_eq!(scans(&gateway, &other, 10).await.0, 10, "visitors share a limit");
}

#[tokio::test]
async fn an_address_is_limited_whatever_cookies_it_throws_away() {
    let peer = Peer::friendly().await;
    let mut wishes = Wishes::of(&peer);
    wishes.routes = wishes.routes.replace("address = 24000", "address = 20");
    let gateway = Running::with(wishes).await;
    assert_eq!(scans(&gateway, "none=1", 30).await.0, 20);
    let refused = gateway.ask("GET /01/1\nAccept: application/json").await;
    assert_eq!((refused.status, refused.slug()), (429, "too-many-requests".to_owned()));
}
