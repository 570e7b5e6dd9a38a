//! One client connection: told apart, driven, timed, parked while idle, drained.

use std::{
    convert::Infallible,
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body::Body;
use hyper::{
    body::Incoming,
    server::conn::{http1, http2},
    service::service_fn,
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep_until, timeout},
};

use super::{accept::Shared, settings::Timeouts, state::ConnectionState, stream::Stream, wire::Wire};
use crate::adapters::clock::{millis, tick};

/// Answers requests.
pub trait Serve: Send + Sync + 'static {
    /// What an answer carries.
    type Body: Body<Data = Bytes, Error = Self::Fault> + Send + 'static;
    /// Why an answer can break off.
    type Fault: Into<Box<dyn std::error::Error + Send + Sync>>;

    /// Answers one request, whose head was complete at `received`.
    fn serve(
        self: Arc<Self>,
        connection: Arc<ConnectionState>,
        request: Request<Incoming>,
        received: Instant,
    ) -> Answering<Self::Body>;
}

/// An answer under way.
pub type Answering<B> = Pin<Box<dyn Future<Output = Result<Response<B>, Infallible>> + Send>>;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const TIMED_OUT: &[u8] = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
/// A connection on which requests are open but none begins or ends for this long is stuck.
const STUCK: u64 = 300_000;
const LINGER: Duration = Duration::from_secs(2);

/// Attends to a connection until it ends.
pub(super) async fn attend<S: Serve>(tcp: TcpStream, state: Arc<ConnectionState>, shared: Arc<Shared<S>>) {
    let Some(mut stream) = secure(tcp, &shared).await else { return };
    if stream.agreed_on_h2() {
        return Box::pin(drive_http2(stream, Bytes::new(), state, shared)).await;
    }
    let mut prefix = Bytes::new();
    let mut fresh = true;
    loop {
        if prefix.is_empty() {
            match parked(&mut stream, &state, &shared).await {
                Some(bytes) => prefix = bytes,
                None => return,
            }
        }
        if std::mem::take(&mut fresh) && PREFACE.starts_with(&prefix) {
            match tell_apart(&mut stream, prefix, &shared).await {
                Some((bytes, true)) => return Box::pin(drive_http2(stream, bytes, state, shared)).await,
                Some((bytes, false)) => prefix = bytes,
                None => return,
            }
        }
        // Boxed, so that a parked connection costs a socket and a timer, not hyper's buffers.
        match Box::pin(drive_http1(stream, prefix, &state, &shared)).await {
            Some((again, rest)) => (stream, prefix) = (again, rest),
            None => return,
        }
    }
}

async fn secure<S: Serve>(tcp: TcpStream, shared: &Shared<S>) -> Option<Stream> {
    let Some(tls) = &shared.tls else { return Some(Stream::Plain(tcp)) };
    let shaken = timeout(shared.settings.timeouts.handshake, tls.accept(tcp)).await;
    shaken.ok()?.ok().map(|stream| Stream::Tls(Box::new(stream)))
}

/// Waits for the first byte of a request.
async fn parked<S: Serve>(stream: &mut Stream, state: &ConnectionState, shared: &Shared<S>) -> Option<Bytes> {
    let mut first = [0; PREFACE.len()];
    let since = Duration::from_millis(tick().saturating_sub(state.idle_since()));
    let patience = shared.settings.timeouts.idle.saturating_sub(since);
    let read = tokio::select! {
        biased;
        read = timeout(patience, stream.read(&mut first)) => read.ok()?.ok()?,
        () = shared.drain.farewell_over() => 0,
    };
    if read == 0 {
        let _ = stream.shutdown().await;
        return None;
    }
    Some(Bytes::copy_from_slice(&first[..read]))
}

/// Reads on while the bytes could still be HTTP/2's preface; whether they are.
async fn tell_apart<S: Serve>(stream: &mut Stream, seen: Bytes, shared: &Shared<S>) -> Option<(Bytes, bool)> {
    let mut bytes = BytesMut::from(seen);
    let rest = async {
        while bytes.len() < PREFACE.len() && PREFACE.starts_with(&bytes) {
            let mut byte = [0; PREFACE.len()];
            let wanted = PREFACE.len() - bytes.len();
            match stream.read(&mut byte[..wanted]).await {
                Ok(0) | Err(_) => return false,
                Ok(read) => bytes.extend_from_slice(&byte[..read]),
            }
        }
        true
    };
    let alive = timeout(shared.settings.timeouts.header, rest).await.ok()?;
    alive.then(|| {
        let http2 = &*bytes == PREFACE;
        (bytes.freeze(), http2)
    })
}

/// Why driving stopped.
enum Stop {
    /// hyper is done with the connection.
    Ended(hyper::Result<()>),
    /// Idle for a moment: its buffers can go.
    Park,
    /// A head took too long.
    SlowHead,
    /// The peer takes nothing any more, or the drain is over.
    Dead,
}

async fn drive_http1<S: Serve>(
    stream: Stream,
    prefix: Bytes,
    state: &Arc<ConnectionState>,
    shared: &Arc<Shared<S>>,
) -> Option<(Stream, Bytes)> {
    let service = service_fn(|request| shared.service.clone().serve(state.clone(), request, Instant::now()));
    let wire = TokioIo::new(Wire::http1(stream, prefix, state.clone()));
    let mut connection = http1_settings(shared).serve_connection(wire, service);
    let mut clock = pin!(Clock::new());
    let stop = poll_fn(|cx| {
        if let Poll::Ready(ended) = connection.poll_without_shutdown(cx) {
            return Poll::Ready(Stop::Ended(ended));
        }
        clock.as_mut().poll(cx, || http1_deadline(state, &shared.settings.timeouts))
    });
    let stop = stop.await;
    let parts = connection.into_parts();
    let stream = parts.io.into_inner().into_stream();
    match stop {
        Stop::Park => return Some((stream, parts.read_buf)),
        Stop::Ended(ended) => close(stream, ended.is_err() || state.lingers()).await,
        Stop::SlowHead => say_timed_out(stream).await,
        Stop::Dead => {}
    }
    None
}

fn http1_settings<S: Serve>(shared: &Shared<S>) -> http1::Builder {
    let mut settings = http1::Builder::new();
    settings.header_read_timeout(None).max_header_size(shared.settings.max_head);
    settings.max_buf_size(shared.settings.max_head.next_multiple_of(8192) + 8192);
    settings
}

/// What an HTTP/1.1 connection waits for, and until when.
fn http1_deadline(state: &ConnectionState, timeouts: &Timeouts) -> Option<(u64, Stop)> {
    if let Some(since) = state.blocked_since() {
        return Some((since + millis(timeouts.write), Stop::Dead));
    }
    match state.head_since() {
        _ if state.is_busy() => None,
        Some(since) => Some((since + millis(timeouts.header), Stop::SlowHead)),
        None if state.is_idle() => Some((state.idle_since() + millis(timeouts.park), Stop::Park)),
        None => Some((state.idle_since() + millis(timeouts.write), Stop::Dead)),
    }
}

async fn say_timed_out(mut stream: Stream) {
    if let Ok(Ok(())) = timeout(LINGER, stream.write_all(TIMED_OUT)).await {
        close(stream, true).await;
    }
}

/// Closes; gently when the client may still be sending, since a reset would take the answer from it.
async fn close(mut stream: Stream, gently: bool) {
    let _ = timeout(LINGER, stream.shutdown()).await;
    if gently {
        let mut unread = [0; 1024];
        let drained = async { while matches!(stream.read(&mut unread).await, Ok(read) if read > 0) {} };
        let _ = timeout(LINGER, drained).await;
    }
}

async fn drive_http2<S: Serve>(
    stream: Stream,
    prefix: Bytes,
    state: Arc<ConnectionState>,
    shared: Arc<Shared<S>>,
) {
    let (service, known) = (shared.service.clone(), state.clone());
    let service = service_fn(move |request| service.clone().serve(known.clone(), request, Instant::now()));
    let wire = TokioIo::new(Wire::http2(stream, prefix, state.clone()));
    let mut connection = pin!(http2_settings(&shared).serve_connection(wire, service));
    let mut clock = pin!(Clock::new());
    let mut stopping = pin!(shared.drain.begun());
    let mut told = false;
    poll_fn(|cx| {
        if !told && stopping.as_mut().poll(cx).is_ready() {
            told = true;
            connection.as_mut().graceful_shutdown();
        }
        if connection.as_mut().poll(cx).is_ready() {
            return Poll::Ready(());
        }
        let deadline = || http2_deadline(&state, &shared.settings.timeouts);
        clock.as_mut().poll(cx, deadline).map(|_| ())
    })
    .await;
}

fn http2_settings<S: Serve>(shared: &Shared<S>) -> http2::Builder<TokioExecutor> {
    let mut settings = http2::Builder::new(TokioExecutor::new());
    settings
        .max_concurrent_streams(shared.settings.max_streams)
        .max_header_list_size(u32::try_from(shared.settings.max_head).unwrap_or(u32::MAX))
        .initial_stream_window_size(256 * 1024)
        .initial_connection_window_size(1024 * 1024)
        .max_send_buf_size(64 * 1024)
        .max_pending_accept_reset_streams(20);
    settings
}

fn http2_deadline(state: &ConnectionState, timeouts: &Timeouts) -> Option<(u64, Stop)> {
    let head = state.head_since().map(|since| since + millis(timeouts.header));
    let blocked = state.blocked_since().map(|since| since + millis(timeouts.write));
    let quiet = if state.is_busy() { STUCK } else { millis(timeouts.idle) };
    let earliest = [head, blocked].into_iter().flatten().fold(state.idle_since() + quiet, u64::min);
    Some((earliest, Stop::Dead))
}

/// A timer that is set anew only when a deadline comes nearer: a busy connection never touches it.
struct Clock {
    sleep: Pin<Box<tokio::time::Sleep>>,
    armed: u64,
}

impl Clock {
    fn new() -> Self {
        Self { sleep: Box::pin(sleep_until(tokio::time::Instant::now())), armed: u64::MAX }
    }

    fn poll(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        deadline: impl Fn() -> Option<(u64, Stop)>,
    ) -> Poll<Stop> {
        let this = self.get_mut();
        let Some((at, stop)) = deadline() else { return Poll::Pending };
        if at >= this.armed && !this.sleep.is_elapsed() {
            return Poll::Pending;
        }
        let now = tick();
        if now >= at {
            return Poll::Ready(stop);
        }
        this.armed = at;
        this.sleep.as_mut().reset(tokio::time::Instant::now() + Duration::from_millis(at - now));
        // Freshly set, it is not over: this only leaves the waker.
        let _ = this.sleep.as_mut().poll(cx);
        Poll::Pending
    }
}
