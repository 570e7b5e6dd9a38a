//! Sick services: retries, circuit, places, and everybody else unharmed.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::{Duration, Instant},
};

use api_gateway::adapters::upstream::UpstreamSettings;
use http::StatusCode;
use tokio::{net::TcpListener, task::JoinSet};

use crate::support::{Peer, Running, Wishes, reply, request};

const OURS: &str = "Sec-Fetch-Site: same-origin\nX-Packytrace: 1";

#[tokio::test]
async fn a_service_that_hangs_is_given_up_on_in_time() {
    let peer = Peer::scripted(|_| std::future::pending()).await;
    let mut wishes = Wishes::of(&peer);
    wishes.routes =
        wishes.routes.replacen("name = \"scan-list\"", "name = \"scan-list\"\ntimeout_seconds = 1", 1);
    let gateway = Running::with(wishes).await;
    let since = Instant::now();
    let answer = gateway.ask("GET /api/v1/scans").await;
    assert_eq!((answer.status, answer.slug()), (504, "upstream-timeout".to_owned()));
    assert!(since.elapsed() < Duration::from_secs(3) && answer.header("retry-after") == Some("1"));
}

#[tokio::test]
async fn retries_stay_within_a_fifth_and_spare_unsafe_methods() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    // Cuts every third connection after it has read the request.
    let peer = Peer::scripted(move |seen| {
        let number = counter.fetch_add(usize::from(seen.uri != "/openapi.json"), SeqCst);
        async move { if number % 3 == 2 { None } else { reply(StatusCode::OK, &[], "ok") } }
    })
    .await;
    let gateway = Running::before(&peer).await;
    let mut good = 0;
    for _ in 0..200 {
        good += usize::from(gateway.ask("GET /api/v1/products").await.status == 200);
    }
    let tries = peer.seen().len();
    assert!(tries > 200 && tries <= 240, "{tries} tries for 200 requests");
    assert!(good >= 140, "{good}");
    let before = peer.seen().len();
    for _ in 0..10 {
        gateway.ask(&format!("POST /api/v1/scans\n{OURS}\nContent-Length: 0")).await;
    }
    assert_eq!(peer.seen().len() - before, 10, "an unsafe request was sent again");
}

#[tokio::test]
async fn five_failures_in_a_row_open_the_circuit_and_one_probe_closes_it() {
    let healthy = Arc::new(AtomicUsize::new(0));
    let state = healthy.clone();
    let peer = Peer::scripted(move |_| {
        let healthy = state.load(SeqCst) == 1;
        async move { reply(if healthy { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, &[], "x") }
    })
    .await;
    let gateway = Running::before(&peer).await;
    for _ in 0..20 {
        assert_eq!(gateway.ask("GET /api/v1/products").await.status, 503);
    }
    // Asking for its document counts too, and the circuit may have been probed meanwhile.
    let asked = peer.seen().len();
    assert!((4..=7).contains(&asked), "{asked} requests reached a sick service");
    assert_eq!(gateway.metric("packytrace_gateway_circuit_open{upstream=\"passport\"} "), 1.0);
    healthy.store(1, SeqCst);
    let deadline = Instant::now() + Duration::from_secs(5);
    while gateway.ask("GET /api/v1/products").await.status != 200 {
        assert!(Instant::now() < deadline, "not healed within 5 s");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(gateway.metric("packytrace_gateway_circuit_open{upstream=\"passport\"} "), 0.0);
}

#[tokio::test]
async fn a_full_service_is_shed_from_early_and_waiting_places_are_apart() {
    let peer = Peer::scripted(|seen| async move {
        if seen.uri.starts_with("/api/v1/products") {
            tokio::time::sleep(Duration::from_millis(800)).await;
        }
        reply(StatusCode::OK, &[], "ok")
    })
    .await;
    let upstream = UpstreamSettings { max_in_flight: 8, ..UpstreamSettings::default() };
    let gateway = Arc::new(Running::with(Wishes { upstream, ..Wishes::of(&peer) }).await);
    let mut asked = JoinSet::new();
    for _ in 0..40 {
        let gateway = gateway.clone();
        asked.spawn(async move {
            let mut client = gateway.connect().await;
            let since = Instant::now();
            client.say(&request("GET /api/v1/products")).await;
            (client.hear().await, since.elapsed())
        });
    }
    let answers = asked.join_all().await;
    let served = answers.iter().filter(|(answer, _)| answer.status == 200).count();
    let shed: Vec<_> = answers.iter().filter(|(answer, _)| answer.status == 503).collect();
    assert_eq!((served, shed.len()), (8, 32));
    assert!(
        shed.iter().all(
            |(answer, took)| answer.header("retry-after").is_some() && *took < Duration::from_millis(400)
        )
    );
    assert_eq!(
        gateway.ask("GET /api/v1/scans/1").await.status,
        200,
        "those who wait have places of their own"
    );
}

#[tokio::test]
async fn one_sick_service_leaves_the_others_alone() {
    let sick = Peer::scripted(|_| std::future::pending()).await;
    let well = Peer::friendly().await;
    let mut wishes = Wishes::of(&sick);
    wishes.peers.insert("other".to_owned(), well.address);
    wishes.routes = wishes.routes.replacen("upstreams = [", "upstreams = [\"other\", ", 1);
    wishes.routes.push_str("\n[[route]]\nname = \"other\"\npaths = [\"/api/v1/other\"]\nmethods = [\"GET\"]\nto = \"other\"\nkind = \"api\"\nwho = \"anyone\"\n");
    let gateway = Arc::new(Running::with(wishes).await);
    let mut hanging = Vec::new();
    for _ in 0..50 {
        let mut client = gateway.connect().await;
        client.say(&request("GET /api/v1/products")).await;
        hanging.push(client);
    }
    let since = Instant::now();
    for _ in 0..50 {
        assert_eq!(gateway.ask("GET /api/v1/other").await.status, 200);
    }
    assert!(since.elapsed() < Duration::from_secs(4), "{:?}", since.elapsed());
}

#[tokio::test]
async fn a_service_that_restarts_loses_no_request_on_its_idle_connections() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let answer = |_| async { reply(StatusCode::OK, &[("connection", "close")], "ok") };
    let peer = Peer::on(listener, answer);
    let gateway = Running::before(&peer).await;
    for _ in 0..20 {
        let posted = gateway.ask(&format!("POST /api/v1/scans\n{OURS}\nContent-Length: 0")).await;
        assert_eq!(posted.status, 200);
    }
    drop(peer);
    let _ = address;
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_not_passed_on_as_whole() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf").await;
        }
    });
    let peer = Peer::friendly().await;
    let mut wishes = Wishes::of(&peer);
    wishes.peers.insert("passport".to_owned(), address);
    let gateway = Running::with(wishes).await;
    let mut client = gateway.connect().await;
    client.say(&request("GET /api/v1/products")).await;
    assert!(client.try_hear(true).await.is_none(), "half an answer passed as a whole one");
}
