//! Request bodies: limited in size, and in how slowly they may come.

use std::{
    error::Error as StdError,
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Sleep, sleep};

/// Bytes a second that a client must manage.
const RATE: u64 = 1_000;

/// Why a body is not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    /// Larger than the route takes.
    #[error("the body is too large")]
    TooLarge,
    /// Slower than a kilobyte a second.
    #[error("the body came too slowly")]
    TooSlow,
    /// It broke off, or its framing is wrong.
    #[error("the body broke off")]
    Broken,
}

/// A client's body under its limits. Only time spent waiting for the client counts.
pub struct RatedBody {
    incoming: Incoming,
    left: u64,
    read: u64,
    grace: Duration,
    waited: Duration,
    waiting: Option<Waiting>,
}

struct Waiting {
    since: Instant,
    timer: Pin<Box<Sleep>>,
}

impl RatedBody {
    /// At most `limit` bytes, with `grace` beyond what the rate asks.
    #[must_use]
    pub fn new(incoming: Incoming, limit: u64, grace: Duration) -> Self {
        Self { incoming, left: limit, read: 0, grace, waited: Duration::ZERO, waiting: None }
    }

    /// The next piece of data; trailers are dropped.
    fn poll_data(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyFault>>> {
        loop {
            return match Pin::new(&mut self.incoming).poll_frame(cx) {
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Err(_))) => Poll::Ready(Some(Err(BodyFault::Broken))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => Poll::Ready(Some(self.took(data))),
                    Err(_trailers) => continue,
                },
                Poll::Pending => self.wait(cx).map(|()| Some(Err(BodyFault::TooSlow))),
            };
        }
    }

    fn took(&mut self, data: Bytes) -> Result<Bytes, BodyFault> {
        if let Some(waiting) = self.waiting.take() {
            self.waited += waiting.since.elapsed();
        }
        let length = u64::try_from(data.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or(BodyFault::TooLarge)?;
        self.read += length;
        Ok(data)
    }

    /// Ready when the client has kept us waiting for too long in all.
    fn wait(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let allowed = self.grace + Duration::from_millis(self.read.saturating_mul(1_000) / RATE);
        let left = allowed.saturating_sub(self.waited);
        let waiting = self
            .waiting
            .get_or_insert_with(|| Waiting { since: Instant::now(), timer: Box::pin(sleep(left)) });
        waiting.timer.as_mut().poll(cx)
    }
}

/// What goes upstream.
pub enum RequestBody {
    /// Nothing.
    Empty,
    /// Read beforehand, framed by us.
    Whole(Option<Bytes>),
    /// Passed on as it comes: for bodies too large to keep.
    Stream(Box<RatedBody>),
}

impl RequestBody {
    /// Whether it can be sent twice: there is nothing to send.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BodyFault;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyFault>>> {
        match self.get_mut() {
            Self::Empty => Poll::Ready(None),
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Stream(body) => body.poll_data(cx).map_ok(Frame::data),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Empty | Self::Whole(None) => true,
            Self::Whole(Some(_)) | Self::Stream(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Empty | Self::Whole(None) => SizeHint::with_exact(0),
            Self::Whole(Some(bytes)) => SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
            Self::Stream(body) => body.incoming.size_hint(),
        }
    }
}

/// Reads a body whole.
///
/// # Errors
/// [`BodyFault`] when it is too large, too slow or broken.
pub async fn gather(mut body: RatedBody) -> Result<Bytes, BodyFault> {
    let mut next = async || std::future::poll_fn(|cx| body.poll_data(cx)).await.transpose();
    let Some(first) = next().await? else { return Ok(Bytes::new()) };
    let Some(second) = next().await? else { return Ok(first) };
    let mut whole = BytesMut::from(first);
    whole.extend_from_slice(&second);
    while let Some(more) = next().await? {
        whole.extend_from_slice(&more);
    }
    Ok(whole.freeze())
}

/// Finds the client's fault under an error of the connection that carried its body.
#[must_use]
pub(super) fn fault_of(error: &(dyn StdError + 'static)) -> Option<BodyFault> {
    let mut error = Some(error);
    while let Some(cause) = error {
        if let Some(fault) = cause.downcast_ref::<BodyFault>() {
            return Some(*fault);
        }
        error = cause.source();
    }
    None
}
