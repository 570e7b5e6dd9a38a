//! Leaving: readiness is the process's; here in-flight requests finish and connections are told.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::{Duration, Instant},
};

use api_gateway::adapters::server::Timeouts;
use http::StatusCode;
use tokio::{io::AsyncWriteExt, net::TcpStream, task::JoinSet};

use crate::support::{Peer, Running, Wishes, reply, request};

fn short() -> Timeouts {
    Timeouts { farewell: Duration::from_millis(500), drain: Duration::from_secs(5), ..Timeouts::default() }
}

#[tokio::test]
async fn a_request_in_flight_is_finished_and_idle_connections_end() {
    let (finish, held) = tokio::sync::watch::channel(false);
    let peer = Peer::scripted(move |_| {
        let mut held = held.clone();
        async move {
            held.wait_for(|finish| *finish).await.expect("the test says when");
            reply(StatusCode::OK, &[], "finished")
        }
    })
    .await;
    let mut gateway = Running::with(Wishes { timeouts: short(), ..Wishes::of(&peer) }).await;
    let (mut busy, mut idle) = (gateway.connect().await, gateway.connect().await);
    busy.say(&request("GET /01/1")).await;
    crate::support::until(|| !peer.seen().is_empty(), "the request is under way").await;
    gateway.stop.cancel();
    // Once idle connections end, the farewell is over and only the request holds the gateway.
    idle.closed().await;
    finish.send(true).expect("the peer waits");
    let answer = busy.hear().await;
    assert_eq!((answer.text().as_str(), answer.header("connection")), ("finished", Some("close")));
    busy.closed().await;
    gateway.served.take().expect("serving").await.expect("no panic").expect("a clean drain");
    assert!(TcpStream::connect(gateway.address).await.is_err(), "still listening");
}

#[tokio::test]
async fn no_request_fails_while_clients_keep_asking() {
    let peer = Peer::friendly().await;
    let mut gateway = Running::with(Wishes { timeouts: short(), ..Wishes::of(&peer) }).await;
    let answered = Arc::new(AtomicUsize::new(0));
    let mut clients = JoinSet::new();
    for _ in 0..16 {
        let (address, answered) = (gateway.address, answered.clone());
        // Asks on, reconnecting when told to close, until nobody listens; says how often it was let down.
        clients.spawn(async move {
            let mut failed = 0;
            while let Ok(stream) = TcpStream::connect(address).await {
                failed += ask_until_told(stream, &answered).await;
            }
            failed
        });
    }
    crate::support::until(|| answered.load(SeqCst) > 500, "load").await;
    let since = Instant::now();
    gateway.stop.cancel();
    gateway.served.take().expect("serving").await.expect("no panic").expect("a clean drain");
    assert!(since.elapsed() < short().drain, "{:?}", since.elapsed());
    let failed: usize = clients.join_all().await.into_iter().sum();
    assert_eq!(failed, 0, "of {}", answered.load(SeqCst));
}

async fn ask_until_told(stream: TcpStream, answered: &AtomicUsize) -> usize {
    use tokio::io::{AsyncBufReadExt, BufReader};
    let mut stream = BufReader::new(stream);
    loop {
        if stream.write_all(request("GET /01/1").as_bytes()).await.is_err() {
            return 1;
        }
        let (mut head, mut line) = (String::new(), String::new());
        while line != "\r\n" {
            line.clear();
            match stream.read_line(&mut line).await {
                // A connection that was accepted too late to say anything was never served.
                Ok(0) | Err(_) => return usize::from(!head.is_empty()),
                Ok(_) => head.push_str(&line),
            }
        }
        let mut body = [0; 2];
        if !head.starts_with("HTTP/1.1 200")
            || tokio::io::AsyncReadExt::read_exact(&mut stream, &mut body).await.is_err()
        {
            return 1;
        }
        answered.fetch_add(1, SeqCst);
        if head.contains("connection: close") {
            return 0;
        }
    }
}
