//! The body of an answer, which carries its exchange to the end.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::adapters::{
    server::Exchange,
    upstream::{BrokenOff, UpstreamBody},
};

/// What goes to the client.
pub struct Answer {
    content: Content,
    // Dropped with the body: the exchange ends when the answer does.
    exchange: Option<Exchange>,
}

enum Content {
    Empty,
    Whole(Option<Bytes>),
    Upstream(Box<UpstreamBody>),
}

impl Answer {
    /// No body.
    #[must_use]
    pub fn empty() -> Self {
        Self { content: Content::Empty, exchange: None }
    }

    /// These bytes.
    #[must_use]
    pub fn whole(bytes: impl Into<Bytes>) -> Self {
        Self { content: Content::Whole(Some(bytes.into())), exchange: None }
    }

    /// An upstream's, as it comes.
    #[must_use]
    pub fn upstream(body: UpstreamBody) -> Self {
        Self { content: Content::Upstream(Box::new(body)), exchange: None }
    }

    /// Lets the exchange end with this body.
    pub fn carry(&mut self, exchange: Exchange) {
        self.exchange = Some(exchange);
    }

    /// The exchange that it carries.
    pub fn exchange(&mut self) -> Option<&mut Exchange> {
        self.exchange.as_mut()
    }

    /// How long it is, when known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.size_hint().exact()
    }
}

impl Body for Answer {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        match &mut self.get_mut().content {
            Content::Empty => Poll::Ready(None),
            Content::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Content::Upstream(body) => Pin::new(&mut **body).poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.content {
            Content::Empty | Content::Whole(None) => true,
            Content::Whole(Some(bytes)) => bytes.is_empty(),
            Content::Upstream(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Empty | Content::Whole(None) => SizeHint::with_exact(0),
            Content::Whole(Some(bytes)) => {
                SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX))
            }
            Content::Upstream(body) => body.size_hint(),
        }
    }
}
