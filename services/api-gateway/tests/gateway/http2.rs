//! HTTP/2 with prior knowledge: the same rules, and floods that end the connection.

use std::time::{Duration, Instant};

use api_gateway::adapters::server::Timeouts;
use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::{net::TcpStream, task::JoinSet};

use crate::support::{Client, Peer, Running, Wishes};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// `:method GET`, `:scheme http`, `:path /`, `:authority a`.
const HEADERS: &[u8] = &[0x82, 0x86, 0x84, 0x41, 1, b'a'];

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("short").to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

async fn hello(gateway: &Running) -> Client {
    let mut client = gateway.connect().await;
    client.say_bytes(&[PREFACE, &frame(4, 0, 0, &[])].concat()).await;
    client
}

#[tokio::test]
async fn a_hundred_streams_share_a_connection() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let stream = TcpStream::connect(gateway.address).await.expect("a connection");
    let (sender, connection) =
        http2::handshake::<_, _, Empty<Bytes>>(TokioExecutor::new(), TokioIo::new(stream))
            .await
            .expect("HTTP/2");
    tokio::spawn(connection);
    let mut asked = JoinSet::new();
    for n in 0..100 {
        let mut sender = sender.clone();
        asked.spawn(async move {
            let request =
                Request::get(format!("http://shop.example/01/{n}")).body(Empty::new()).expect("a request");
            let answer = sender.send_request(request).await.expect("an answer");
            (answer.status(), answer.into_body().collect().await.expect("a body").to_bytes())
        });
    }
    let answers = asked.join_all().await;
    assert!(answers.iter().all(|(status, body)| *status == StatusCode::OK && body == "ok"));
    let mut sender = sender;
    let head = Request::head("http://shop.example/about").body(Empty::new()).expect("a request");
    let answer = sender.send_request(head).await.expect("an answer");
    assert_eq!(answer.headers()["content-length"], "18");
    let other = Request::get("http://a.example/01/1")
        .header("host", "b.example")
        .body(Empty::new())
        .expect("a request");
    assert_eq!(sender.send_request(other).await.expect("an answer").status(), StatusCode::BAD_REQUEST);
    let dots = Request::get("http://a.example/01/%2e%2e").body(Empty::new()).expect("a request");
    assert_eq!(sender.send_request(dots).await.expect("an answer").status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_reset_flood_ends_the_connection() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let mut client = hello(&gateway).await;
    for pair in 0..2_000 {
        let stream = 2 * pair + 1;
        client.say_bytes(&[frame(1, 5, stream, HEADERS), frame(3, 0, stream, &[0, 0, 0, 8])].concat()).await;
    }
    client.closed().await;
    assert_eq!(gateway.ask("GET /01/1").await.status, 200);
}

#[tokio::test]
async fn a_continuation_flood_ends_the_connection() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let mut client = hello(&gateway).await;
    client.say_bytes(&frame(1, 1, 1, HEADERS)).await;
    for _ in 0..200 {
        client.say_bytes(&frame(9, 0, 1, &[])).await;
    }
    client.closed().await;
    assert!(peer.seen().is_empty());
}

#[tokio::test]
async fn a_ping_flood_ends_the_connection() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let mut client = hello(&gateway).await;
    for _ in 0..2_000 {
        client.say_bytes(&frame(6, 0, 0, &[0; 8])).await;
    }
    client.closed().await;
}

#[tokio::test]
async fn a_header_block_that_never_ends_is_cut_off() {
    let peer = Peer::friendly().await;
    let timeouts = Timeouts { header: Duration::from_millis(400), ..Timeouts::default() };
    let gateway = Running::with(Wishes { timeouts, ..Wishes::of(&peer) }).await;
    let mut client = hello(&gateway).await;
    let since = Instant::now();
    client.say_bytes(&frame(1, 1, 1, HEADERS)).await;
    client.closed().await;
    assert!(since.elapsed() < Duration::from_secs(4), "{:?}", since.elapsed());
    let mut client = gateway.connect().await;
    client.say_bytes(&PREFACE[..10]).await;
    client.closed().await;
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    let peer = Peer::friendly().await;
    let timeouts = Timeouts { idle: Duration::from_millis(400), ..Timeouts::default() };
    let gateway = Running::with(Wishes { timeouts, ..Wishes::of(&peer) }).await;
    let took = hello(&gateway).await.closed().await;
    assert!(took < Duration::from_secs(4), "{took:?}");
}
