//! An upstream's answer on its way to the client.

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Sleep, sleep};

use super::{
    lane::Lane,
    pool::{Place, Pool},
};

/// The upstream stopped in the middle of its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the upstream broke off its answer")]
pub struct BrokenOff;

/// Drives its own connection, and gives it back at the end.
pub struct UpstreamBody {
    incoming: Incoming,
    lane: Option<Box<Lane>>,
    pool: Arc<Pool>,
    patience: Duration,
    stall: Option<Pin<Box<Sleep>>>,
    ended: bool,
    _place: Place,
}

impl UpstreamBody {
    pub(super) fn new(
        incoming: Incoming,
        lane: Box<Lane>,
        pool: Arc<Pool>,
        place: Place,
        patience: Duration,
    ) -> Self {
        Self { incoming, lane: Some(lane), pool, patience, stall: None, ended: false, _place: place }
    }

    fn poll_incoming(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        loop {
            return match std::task::ready!(Pin::new(&mut self.incoming).poll_frame(cx)) {
                None => Poll::Ready(None),
                Some(Err(_)) => Poll::Ready(Some(Err(BrokenOff))),
                // Trailers were announced to us, not to the client.
                Some(Ok(frame)) if frame.is_trailers() => continue,
                Some(Ok(frame)) => Poll::Ready(Some(Ok(frame))),
            };
        }
    }

    fn stalled(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        let patience = self.patience;
        let stall = self.stall.get_or_insert_with(|| Box::pin(sleep(patience)));
        stall.as_mut().poll(cx).map(|()| Some(Err(BrokenOff)))
    }
}

impl Body for UpstreamBody {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        let this = self.get_mut();
        let mut frame = this.poll_incoming(cx);
        if frame.is_pending() {
            if this.lane.as_mut().is_some_and(|lane| lane.drive(cx).is_ready()) {
                this.lane = None;
            }
            frame = this.poll_incoming(cx);
        }
        match frame {
            Poll::Pending => this.stalled(cx),
            Poll::Ready(frame) => {
                this.stall = None;
                this.ended |= frame.is_none();
                Poll::Ready(frame)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}

impl Drop for UpstreamBody {
    fn drop(&mut self) {
        let ended = self.ended || self.incoming.is_end_stream();
        if let Some(lane) = self.lane.take().filter(|_| ended) {
            self.pool.give_back(lane);
        }
    }
}
