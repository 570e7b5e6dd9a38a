//! An accept loop that times out headers and drains; `axum::serve` never gives up on a header.

use std::{io, time::Duration};

use axum::Router;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tracing::{debug, warn};

/// How long a connection may dawdle.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// For a request's complete header.
    pub header: Duration,
    /// Between two tries to accept when the machine is out of sockets.
    pub accept_backoff: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { header: Duration::from_secs(10), accept_backoff: Duration::from_millis(50) }
    }
}

/// Serves `router` until stopped, then finishes what is in flight.
///
/// # Errors
/// None today: a connection's fault ends that connection only.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) -> anyhow::Result<()> {
    serve_with(listener, router, stop, Timeouts::default()).await
}

/// [`serve`] with other timeouts.
///
/// # Errors
/// None today: a connection's fault ends that connection only.
pub async fn serve_with(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
    timeouts: Timeouts,
) -> anyhow::Result<()> {
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => attend(stream, router.clone(), &connections, timeouts),
                Err(error) => recover(&error, timeouts).await,
            },
        }
    }
    drop(listener);
    connections.shutdown().await;
    Ok(())
}

fn attend(stream: TcpStream, router: Router, connections: &GracefulShutdown, timeouts: Timeouts) {
    if let Err(error) = stream.set_nodelay(true) {
        debug!(%error, "a connection keeps Nagle's algorithm");
    }
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(timeouts.header);
    builder.http2().timer(TokioTimer::new()).max_concurrent_streams(256);
    let service = TowerToHyperService::new(router);
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let watched = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            debug!(%error, "a connection ended early");
        }
    });
}

/// A connection that broke before it was accepted is nothing; a machine out of sockets needs a moment.
async fn recover(error: &io::Error, timeouts: Timeouts) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        warn!(%error, "cannot accept connections");
        tokio::time::sleep(timeouts.accept_backoff).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        sync::Notify,
    };

    use super::*;

    const SHORT: Timeouts =
        Timeouts { header: Duration::from_millis(200), accept_backoff: Duration::from_millis(1) };

    async fn start(
        router: Router,
    ) -> (std::net::SocketAddr, CancellationToken, tokio::task::JoinHandle<anyhow::Result<()>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let stop = CancellationToken::new();
        (address, stop.clone(), tokio::spawn(serve_with(listener, router, stop, SHORT)))
    }

    #[tokio::test]
    async fn a_header_that_never_ends_is_given_up() {
        let (address, _stop, _server) = start(Router::new()).await;
        let mut client = TcpStream::connect(address).await.expect("connected");
        client.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.expect("written");
        let mut answer = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(5), client.read_to_end(&mut answer)).await;
        assert!(ended.is_ok(), "the connection is still open");
    }

    #[tokio::test]
    async fn a_request_in_flight_is_finished_before_the_drain_ends() {
        let (arrived, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (told, waits) = (arrived.clone(), go_on.clone());
        let slow = get(move || {
            let (told, waits) = (told.clone(), waits.clone());
            async move {
                told.notify_one();
                waits.notified().await;
                "done"
            }
        });
        let (address, stop, server) = start(Router::new().route("/", slow)).await;
        let mut client = TcpStream::connect(address).await.expect("connected");
        client.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.expect("written");
        arrived.notified().await;
        stop.cancel();
        go_on.notify_one();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.expect("an answer");
        assert!(answer.ends_with("done"), "{answer}");
        server.await.expect("joined").expect("drained");
    }
}
