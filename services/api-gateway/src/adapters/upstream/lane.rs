//! One connection to an upstream, driven inside the request that uses it: no task of its own, no waking across.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll, Waker},
};

use hyper::client::conn::http1::{self, Connection, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::request_body::RequestBody;

/// Both halves of a connection.
pub(super) struct Lane {
    pub(super) sender: SendRequest<RequestBody>,
    connection: Connection<TokioIo<TcpStream>, RequestBody>,
    /// When it was last used, in ticks.
    pub(super) used: u64,
}

impl Lane {
    /// Speaks HTTP/1.1 over a fresh socket.
    pub(super) async fn open(stream: TcpStream) -> hyper::Result<Box<Self>> {
        let mut settings = http1::Builder::new();
        // Most requests are a head alone: one buffer, written at once.
        settings.max_buf_size(64 * 1024).writev(false);
        let (sender, connection) = settings.handshake(TokioIo::new(stream)).await?;
        Ok(Box::new(Self { sender, connection, used: 0 }))
    }

    /// Moves bytes; ready when the connection is over.
    pub(super) fn drive(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.connection).poll(cx).map(|_| ())
    }

    /// Whether it can take a request now: open, and done with the one before.
    pub(super) fn is_ready(&mut self) -> bool {
        let mut nobody = Context::from_waker(Waker::noop());
        self.drive(&mut nobody).is_pending() && self.sender.is_ready()
    }
}
