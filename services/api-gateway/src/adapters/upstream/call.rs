//! One call: a place, a connection, a deadline, perhaps one more try.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use tokio::time::timeout;

use super::{
    body::UpstreamBody,
    lane::Lane,
    pool::{Pool, Upstreams},
    request_body::{BodyFault, RequestBody, fault_of},
};
use crate::{adapters::clock::tick, domain::routes::UpstreamIndex};

/// How a call is made.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Whom to ask.
    pub upstream: UpstreamIndex,
    /// Until the answer begins.
    pub timeout: Duration,
    /// Whether it may be asked again when nothing came back.
    pub retry: bool,
    /// Whether the upstream may hold the request on purpose.
    pub waits: bool,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// All places are taken: the client should come back.
    #[error("the upstream is full")]
    Full,
    /// The circuit is open.
    #[error("the upstream is resting")]
    Resting,
    /// No connection, or it broke before the answer began.
    #[error("the upstream does not answer")]
    Unreachable,
    /// It did not begin in time.
    #[error("the upstream took too long")]
    TimedOut,
    /// The client's own body was at fault.
    #[error(transparent)]
    Body(#[from] BodyFault),
}

/// Calls upstreams for one worker.
pub struct Caller {
    upstreams: Upstreams,
}

/// How one try ended without an answer.
enum Failed {
    /// Nothing was sent; here is the request back.
    Unsent(Box<Request<RequestBody>>),
    /// It was sent and nothing came back.
    Sent(CallError),
}

impl Caller {
    /// Calls these.
    #[must_use]
    pub fn new(upstreams: Upstreams) -> Self {
        Self { upstreams }
    }

    /// The pools that it calls through.
    #[must_use]
    pub fn upstreams(&self) -> &Upstreams {
        &self.upstreams
    }

    /// Sends a request and waits for the head of its answer; `again` makes it once more where it may be repeated.
    ///
    /// # Errors
    /// [`CallError`] says why there is none.
    pub async fn call(
        &self,
        plan: &Plan,
        request: Request<RequestBody>,
        again: impl Fn() -> Request<RequestBody>,
    ) -> Result<Response<UpstreamBody>, CallError> {
        let pool = self.upstreams.pool(plan.upstream).ok_or(CallError::Unreachable)?;
        let shared = &pool.shared;
        let place = shared.place(plan.waits).ok_or(CallError::Full)?;
        // A closed circuit needs no clock.
        if shared.breaker.is_open() && !shared.breaker.allows(tick()) {
            return Err(CallError::Resting);
        }
        shared.budget.earn();
        let answer = timeout(plan.timeout, try_twice(pool, plan, request, again)).await;
        let answer = answer.unwrap_or(Err(CallError::TimedOut));
        judge(pool, &answer);
        let (response, lane) = answer?;
        Ok(response.map(|incoming| UpstreamBody::new(incoming, lane, pool.clone(), place, plan.timeout)))
    }
}

/// Tells the breaker; a client's fault says nothing about the upstream.
fn judge(pool: &Pool, answer: &Result<(Response<Incoming>, Box<Lane>), CallError>) {
    const SICK: [StatusCode; 3] =
        [StatusCode::BAD_GATEWAY, StatusCode::SERVICE_UNAVAILABLE, StatusCode::GATEWAY_TIMEOUT];
    let breaker = &pool.shared.breaker;
    match answer {
        Ok((response, _)) if SICK.contains(&response.status()) => breaker.failed(tick()),
        Ok(_) | Err(CallError::Body(_)) => breaker.succeeded(),
        Err(_) => breaker.failed(tick()),
    }
}

async fn try_twice(
    pool: &Arc<Pool>,
    plan: &Plan,
    mut request: Request<RequestBody>,
    again: impl Fn() -> Request<RequestBody>,
) -> Result<(Response<Incoming>, Box<Lane>), CallError> {
    let repeatable = plan.retry && request.method().is_safe() && request.body().is_repeatable();
    let again = repeatable.then_some(again);
    // An idle connection that its upstream closed meanwhile is no failure: nothing was sent.
    while let Some(lane) = pool.reuse() {
        match send(lane, request).await {
            Ok(answer) => return Ok(answer),
            Err(Failed::Unsent(back)) => request = *back,
            Err(Failed::Sent(error)) => return retry(pool, again, error).await,
        }
    }
    match fresh(pool, request).await {
        Ok(answer) => Ok(answer),
        Err(error) => retry(pool, again, error).await,
    }
}

async fn retry(
    pool: &Arc<Pool>,
    again: Option<impl Fn() -> Request<RequestBody>>,
    error: CallError,
) -> Result<(Response<Incoming>, Box<Lane>), CallError> {
    match again {
        Some(again) if error == CallError::Unreachable && pool.shared.budget.spend() => {
            fresh(pool, again()).await
        }
        _ => Err(error),
    }
}

async fn fresh(
    pool: &Arc<Pool>,
    request: Request<RequestBody>,
) -> Result<(Response<Incoming>, Box<Lane>), CallError> {
    let lane = pool.connect().await.map_err(|_| CallError::Unreachable)?;
    send(lane, request).await.map_err(|failed| match failed {
        Failed::Unsent(_) => CallError::Unreachable,
        Failed::Sent(error) => error,
    })
}

async fn send(
    mut lane: Box<Lane>,
    request: Request<RequestBody>,
) -> Result<(Response<Incoming>, Box<Lane>), Failed> {
    let mut answer = pin!(lane.sender.try_send_request(request));
    let mut over = false;
    let answer = poll_fn(|cx| {
        over = over || lane.drive(cx).is_ready();
        match answer.as_mut().poll(cx) {
            Poll::Ready(answer) => Poll::Ready(Some(answer)),
            Poll::Pending if over => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await;
    match answer {
        Some(Ok(response)) => Ok((response, lane)),
        Some(Err(mut error)) => Err(match error.take_message() {
            Some(request) => Failed::Unsent(Box::new(request)),
            None => Failed::Sent(fault_of(error.error()).map_or(CallError::Unreachable, CallError::Body)),
        }),
        None => Err(Failed::Sent(CallError::Unreachable)),
    }
}
