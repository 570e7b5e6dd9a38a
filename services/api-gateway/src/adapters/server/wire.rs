//! The wire under a connection: hands bytes through and notes what they mean for its deadlines.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::{
    frames::{Frames, Seen},
    state::ConnectionState,
    stream::Stream,
};
use crate::adapters::clock::tick;

/// What is spoken on the wire.
enum Watch {
    /// HTTP/1.1: whatever comes while no request is being answered belongs to a head.
    Heads,
    /// HTTP/2: frames.
    Frames(Box<Frames>),
}

/// A stream that keeps its connection's state.
pub(super) struct Wire {
    stream: Stream,
    state: Arc<ConnectionState>,
    /// Bytes read before, to be read again.
    prefix: Bytes,
    watch: Watch,
}

impl Wire {
    pub(super) fn http1(stream: Stream, prefix: Bytes, state: Arc<ConnectionState>) -> Self {
        Self { stream, state, prefix, watch: Watch::Heads }
    }

    pub(super) fn http2(stream: Stream, prefix: Bytes, state: Arc<ConnectionState>) -> Self {
        Self { stream, state, prefix, watch: Watch::Frames(Box::default()) }
    }

    pub(super) fn into_stream(self) -> Stream {
        self.stream
    }

    fn note(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        match &mut self.watch {
            Watch::Heads if self.state.is_busy() => {}
            Watch::Heads => self.state.head_bytes(),
            Watch::Frames(frames) => match frames.see(bytes, tick()) {
                Seen::Whole => self.state.head_over(),
                Seen::Partial => self.state.head_bytes(),
                Seen::Flood => self.state.flood(),
            },
        }
    }

    fn wrote(&self, outcome: &Poll<io::Result<usize>>) {
        match outcome {
            Poll::Ready(Ok(_)) => self.state.wrote(true),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => self.state.wrote(false),
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        if this.prefix.is_empty() {
            std::task::ready!(Pin::new(&mut this.stream).poll_read(cx, buf))?;
        } else {
            let length = this.prefix.len().min(buf.remaining());
            buf.put_slice(&this.prefix[..length]);
            this.prefix.advance(length);
        }
        this.note(&buf.filled()[before..]);
        if this.state.is_flooded() {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::ConnectionAborted, "flood")));
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.wrote(&outcome);
        outcome
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.wrote(&outcome);
        outcome
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.stream).poll_flush(cx);
        if matches!(outcome, Poll::Ready(Ok(()))) {
            self.state.flushed();
        }
        outcome
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
