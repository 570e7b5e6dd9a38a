//! How much and how slowly: sizes and waits, with a gateway of little patience.

use std::time::{Duration, Instant};

use api_gateway::adapters::server::Timeouts;

use crate::support::{Peer, Running, Wishes, request, until};

const OURS: &str = "Sec-Fetch-Site: same-origin\nX-Packytrace: 1";

fn hasty() -> Timeouts {
    Timeouts {
        header: Duration::from_millis(400),
        idle: Duration::from_millis(600),
        park: Duration::from_millis(50),
        body_grace: Duration::from_millis(300),
        ..Timeouts::default()
    }
}

async fn impatient(peer: &Peer) -> Running {
    Running::with(Wishes { timeouts: hasty(), ..Wishes::of(peer) }).await
}

#[tokio::test]
async fn sizes_have_their_limits() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let query = |length: usize| format!("GET /01/1?{}", "a".repeat(length - "/01/1?".len()));
    assert_eq!(gateway.ask(&query(8 * 1024)).await.status, 200);
    assert_eq!(gateway.ask(&query(8 * 1024 + 1)).await.status, 414);
    assert_eq!(gateway.ask(&query(20 * 1024)).await.status, 414);
    let header = |length: usize| format!("GET /01/1\nX-Big: {}", "a".repeat(length));
    assert_eq!(gateway.ask(&header(15 * 1024)).await.status, 200);
    assert_eq!(gateway.ask(&header(16 * 1024)).await.status, 431);
    assert_eq!(gateway.ask(&header(100 * 1024)).await.status, 431);
    let lines = |number: usize| format!("GET /01/1{}", "\nX-Many: 1".repeat(number - 1));
    assert_eq!(gateway.ask(&lines(100)).await.status, 200);
    assert_eq!(gateway.ask(&lines(101)).await.status, 431);
    assert_eq!(peer.seen().len(), 3);
}

#[tokio::test]
async fn a_body_over_its_limit_is_refused_however_it_is_framed() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let limit = 256 * 1024;
    let exact = format!(
        "{}{}",
        request(&format!("POST /api/v1/scans\n{OURS}\nContent-Length: {limit}")),
        "a".repeat(limit)
    );
    let mut client = gateway.connect().await;
    client.say(&exact).await;
    assert_eq!(client.hear().await.status, 200);
    assert_eq!(peer.last().body.len(), limit);
    assert_eq!(peer.last().headers["content-length"], limit.to_string());
    for more in [limit + 1, 3 * 1024 * 1024] {
        let mut client = gateway.connect().await;
        client.say(&request(&format!("POST /api/v1/scans\n{OURS}\nContent-Length: {more}"))).await;
        client.say(&"a".repeat(more)).await;
        let answer = client.hear().await;
        assert_eq!((answer.status, answer.slug()), (413, "body-too-large".to_owned()));
        client.closed().await;
        let mut client = gateway.connect().await;
        client.say(&request(&format!("POST /api/v1/scans\n{OURS}\nTransfer-Encoding: chunked"))).await;
        client.say(&format!("{more:x}\r\n{}\r\n0\r\n\r\n", "a".repeat(more))).await;
        assert_eq!(client.hear().await.status, 413);
        client.closed().await;
    }
    assert_eq!(peer.seen().len(), 1);
}

#[tokio::test]
async fn a_head_that_trickles_is_cut_off_in_time_however_it_trickles() {
    let peer = Peer::friendly().await;
    let gateway = impatient(&peer).await;
    for first_request in [false, true] {
        // Before the gateway can have started its own clock.
        let mut began = Instant::now();
        let mut client = gateway.connect().await;
        if first_request {
            began = Instant::now();
            client.say(&request("GET /01/1")).await;
            client.hear().await;
        }
        let mut bytes = request(&format!("GET /01/1\nX-Slow: {}", "a".repeat(500))).into_bytes().into_iter();
        let answer = loop {
            client.say_bytes(&[bytes.next().expect("cut off before the end")]).await;
            let heard = tokio::time::timeout(Duration::from_millis(10), client.try_hear(true)).await;
            if let Ok(answer) = heard {
                break answer;
            }
        };
        assert_eq!(answer.map(|answer| answer.status), Some(408));
        let took = began.elapsed();
        assert!(took >= hasty().header && took < hasty().header * 4, "{took:?}");
    }
}

#[tokio::test]
async fn an_idle_connection_is_closed_and_an_active_one_kept() {
    let peer = Peer::friendly().await;
    let gateway = impatient(&peer).await;
    let mut client = gateway.connect().await;
    let since = Instant::now();
    while since.elapsed() < hasty().idle * 2 {
        client.say(&request("GET /01/1")).await;
        assert_eq!(client.hear().await.status, 200);
        tokio::time::sleep(hasty().idle / 6).await;
    }
    assert!(client.closed().await < hasty().idle * 4);
    assert!(
        gateway.connect().await.closed().await < hasty().idle * 4,
        "a connection that never says anything"
    );
}

#[tokio::test]
async fn a_body_that_trickles_is_refused_and_a_steady_one_is_not() {
    let peer = Peer::friendly().await;
    let gateway = impatient(&peer).await;
    let mut client = gateway.connect().await;
    client.say(&request(&format!("POST /api/v1/scans\n{OURS}\nContent-Length: 10000"))).await;
    client.say("a").await;
    let answer = client.hear().await;
    assert_eq!((answer.status, answer.slug()), (408, "body-too-slow".to_owned()));
    assert!(peer.seen().is_empty(), "the service heard of half a request");
    let mut client = gateway.connect().await;
    client.say(&request(&format!("POST /api/v1/scans\n{OURS}\nContent-Length: 8000"))).await;
    for _ in 0..8 {
        client.say(&"a".repeat(1_000)).await;
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    assert_eq!(client.hear().await.status, 200);
}

#[tokio::test]
async fn one_connection_too_many_is_told_to_come_back() {
    let peer = Peer::friendly().await;
    let gateway = Running::with(Wishes { max_connections: 2, ..Wishes::of(&peer) }).await;
    let (first, second) = (gateway.connect().await, gateway.connect().await);
    until(|| gateway.metric("packytrace_gateway_connections ") >= 2.0, "two connections").await;
    let answer = gateway.connect().await.hear().await;
    assert_eq!((answer.status, answer.header("Retry-After")), (503, Some("1")));
    drop((first, second));
    until(|| gateway.metric("packytrace_gateway_connections ") < 1.0, "none left").await;
    assert_eq!(gateway.ask("GET /01/1").await.status, 200);
}

#[tokio::test]
async fn a_parked_connection_serves_again() {
    let peer = Peer::friendly().await;
    let gateway = impatient(&peer).await;
    let mut client = gateway.connect().await;
    for _ in 0..3 {
        client.say(&request("GET /01/1")).await;
        assert_eq!(client.hear().await.status, 200);
        tokio::time::sleep(hasty().park * 4).await;
    }
}
