//! TLS by a file pair: HTTP/2 and HTTP/1.1 by ALPN.

use std::{path::PathBuf, sync::Arc, time::Duration};

use api_gateway::adapters::server::{Timeouts, acceptor};
use bytes::Bytes;
use http::Request;
use http_body_util::Empty;
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::support::{Peer, Running, Wishes};

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

async fn secured(peer: &Peer, timeouts: Timeouts) -> Running {
    let tls = Some(acceptor(&data("certificate.pem"), &data("key.pem")).expect("a file pair"));
    Running::with(Wishes { tls, https: true, timeouts, ..Wishes::of(peer) }).await
}

async fn connect(gateway: &Running, offer: &[u8]) -> TlsStream<TcpStream> {
    let pem = std::fs::read(data("certificate.pem")).expect("a certificate");
    let mut roots = RootCertStore::empty();
    rustls_pemfile::certs(&mut &*pem).for_each(|found| roots.add(found.expect("PEM")).expect("a root"));
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![offer.to_vec()];
    let stream = TcpStream::connect(gateway.address).await.expect("a connection");
    let name = ServerName::try_from("localhost").expect("a name");
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.expect("a handshake")
}

#[tokio::test]
async fn both_versions_are_spoken_as_agreed() {
    let peer = Peer::friendly().await;
    let gateway = secured(&peer, Timeouts::default()).await;
    let request =
        || Request::get("https://localhost/01/1").header("host", "localhost").body(Empty::<Bytes>::new());
    let stream = connect(&gateway, b"h2").await;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (mut sender, connection) =
        http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.expect("HTTP/2");
    tokio::spawn(connection);
    let answer = sender.send_request(request().expect("a request")).await.expect("an answer");
    assert_eq!(answer.status(), 200);
    assert!(answer.headers()["set-cookie"].to_str().expect("text").starts_with("__Host-"));
    let stream = connect(&gateway, b"http/1.1").await;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.expect("HTTP/1.1");
    tokio::spawn(connection);
    for _ in 0..3 {
        sender.ready().await.expect("kept alive");
        let answer = sender.send_request(request().expect("a request")).await.expect("an answer");
        assert_eq!(answer.status(), 200);
        http_body_util::BodyExt::collect(answer.into_body()).await.expect("a body");
    }
}

#[tokio::test]
async fn a_handshake_that_does_not_come_is_not_waited_for() {
    let peer = Peer::friendly().await;
    let timeouts = Timeouts { handshake: Duration::from_millis(300), ..Timeouts::default() };
    let gateway = secured(&peer, timeouts).await;
    let took = gateway.connect().await.closed().await;
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn a_file_that_is_no_key_is_named() {
    let fault = acceptor(&data("certificate.pem"), &data("certificate.pem")).err().expect("no key");
    assert!(fault.to_string().contains("certificate.pem holds no private key"), "{fault}");
}
