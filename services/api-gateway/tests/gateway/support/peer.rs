//! A peer that plays a service and remembers what it was asked.

use std::{
    future::Future,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A request as the peer saw it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) uri: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// What the peer answers; `None` cuts the connection.
pub(crate) type Reply = Option<Response<Full<Bytes>>>;
type Replying = Pin<Box<dyn Future<Output = Reply> + Send>>;
type Script = Arc<dyn Fn(Seen) -> Replying + Send + Sync>;

/// Plays a service.
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    task: JoinHandle<()>,
}

impl Peer {
    /// Answers everything with 200 and `ok`.
    pub(crate) async fn friendly() -> Self {
        Self::scripted(|_| async { Some(Response::new(Full::from("ok"))) }).await
    }

    pub(crate) async fn scripted<R>(script: impl Fn(Seen) -> R + Send + Sync + 'static) -> Self
    where
        R: Future<Output = Reply> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        Self::on(listener, script)
    }

    pub(crate) fn on<R>(listener: TcpListener, script: impl Fn(Seen) -> R + Send + Sync + 'static) -> Self
    where
        R: Future<Output = Reply> + Send + 'static,
    {
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let script: Script = Arc::new(move |seen| Box::pin(script(seen)));
        let remember = seen.clone();
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                tokio::spawn(converse(stream, remember.clone(), script.clone()));
            }
        });
        Self { address, seen, task }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        let documents = |seen: &&Seen| seen.uri != "/openapi.json";
        self.seen.lock().expect("lock").iter().filter(documents).cloned().collect()
    }

    pub(crate) fn last(&self) -> Seen {
        self.seen().pop().expect("the peer was asked")
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn converse(stream: TcpStream, seen: Arc<Mutex<Vec<Seen>>>, script: Script) {
    let service = service_fn(move |request: Request<Incoming>| {
        let (seen, script) = (seen.clone(), script.clone());
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
            let asked =
                Seen { method: parts.method, uri: parts.uri.to_string(), headers: parts.headers, body };
            seen.lock().expect("lock").push(asked.clone());
            script(asked).await.ok_or("cut")
        }
    });
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// An answer of a peer.
pub(crate) fn reply(status: StatusCode, headers: &[(&'static str, &str)], body: &'static str) -> Reply {
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    for (name, value) in headers {
        response.headers_mut().append(*name, value.parse().expect("a value"));
    }
    Some(response)
}
