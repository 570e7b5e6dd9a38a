//! Accept loops: one thread, one runtime, one loop a worker, all on the same socket.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

use anyhow::Context;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::warn;

use super::{
    connection::{Serve, attend},
    settings::ServerSettings,
    state::{ConnectionState, Tally},
};

const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// How far a drain is; connections and service read it.
#[derive(Clone, Default)]
pub(super) struct Drain {
    stop: CancellationToken,
    farewell: CancellationToken,
}

impl Drain {
    pub(super) async fn begun(&self) {
        self.stop.cancelled().await;
    }

    pub(super) async fn farewell_over(&self) {
        self.farewell.cancelled().await;
    }
}

/// What a worker's connections share.
pub(super) struct Shared<S> {
    pub(super) service: Arc<S>,
    pub(super) settings: ServerSettings,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) drain: Drain,
}

/// An open socket that nobody serves yet.
pub struct Listening {
    listener: std::net::TcpListener,
    settings: ServerSettings,
    tls: Option<TlsAcceptor>,
}

/// What the server tells and asks of the rest of the process.
pub struct Served<S> {
    /// Makes a worker's service.
    pub service: Arc<dyn Fn() -> Arc<S> + Send + Sync>,
    /// Hears about scans.
    pub tally: Arc<dyn Tally>,
    /// Set when answers shall say goodbye.
    pub draining: Arc<AtomicBool>,
    /// How many connections are open.
    pub connections: Arc<AtomicUsize>,
}

impl<S> Clone for Served<S> {
    fn clone(&self) -> Self {
        Self {
            service: self.service.clone(),
            tally: self.tally.clone(),
            draining: self.draining.clone(),
            connections: self.connections.clone(),
        }
    }
}

impl Listening {
    /// Opens the socket.
    ///
    /// # Errors
    /// The address is taken or not ours.
    pub async fn open(
        address: SocketAddr,
        settings: ServerSettings,
        tls: Option<TlsAcceptor>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?.into_std()?;
        Ok(Self { listener, settings, tls })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// The socket is gone.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until stopped, then drains.
    ///
    /// # Errors
    /// A worker could not start or died.
    pub async fn serve<S: Serve>(self, served: Served<S>, stop: CancellationToken) -> anyhow::Result<()> {
        let drain = Drain { stop, farewell: CancellationToken::new() };
        let mut workers = Vec::new();
        for number in 0..self.settings.workers {
            workers.push(self.worker(number, served.clone(), drain.clone())?);
        }
        drain.begun().await;
        served.draining.store(true, Relaxed);
        sleep(self.settings.timeouts.farewell).await;
        drain.farewell.cancel();
        for ended in workers {
            ended.await.context("a worker died")??;
        }
        Ok(())
    }

    fn worker<S: Serve>(
        &self,
        number: usize,
        served: Served<S>,
        drain: Drain,
    ) -> anyhow::Result<oneshot::Receiver<anyhow::Result<()>>> {
        let listener = self.listener.try_clone().context("sharing the socket")?;
        let (settings, tls) = (self.settings, self.tls.clone());
        let (ended, end) = oneshot::channel();
        let run = move || -> anyhow::Result<()> {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async move {
                let shared = Arc::new(Shared { service: (served.service)(), settings, tls, drain });
                accept(TcpListener::from_std(listener)?, &shared, &served).await;
                Ok(())
            })
        };
        thread::Builder::new().name(format!("gateway-{number}")).spawn(move || {
            let _ = ended.send(run());
        })?;
        Ok(end)
    }
}

async fn accept<S: Serve>(listener: TcpListener, shared: &Arc<Shared<S>>, served: &Served<S>) {
    let tasks = TaskTracker::new();
    let mut over = std::pin::pin!(shared.drain.farewell.cancelled());
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut over => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => admit(stream, peer, shared, served, &tasks),
            Err(error) => recover(&error).await,
        }
    }
    drop(listener);
    tasks.close();
    let left = shared.settings.timeouts.drain.saturating_sub(shared.settings.timeouts.farewell);
    if timeout(left, tasks.wait()).await.is_err() {
        warn!(connections = tasks.len(), "connections were cut off at the end of the drain");
    }
}

fn admit<S: Serve>(
    mut stream: TcpStream,
    peer: SocketAddr,
    shared: &Arc<Shared<S>>,
    served: &Served<S>,
    tasks: &TaskTracker,
) {
    // Small answers must not wait for the peer's acknowledgement of the one before.
    let _ = stream.set_nodelay(true);
    if served.connections.fetch_add(1, Relaxed) >= shared.settings.max_connections {
        served.connections.fetch_sub(1, Relaxed);
        tasks.spawn(async move {
            let _ = timeout(Duration::from_secs(1), stream.write_all(FULL)).await;
        });
        return;
    }
    let state = Arc::new(ConnectionState::new(peer.ip(), served.tally.clone()));
    let counted = Counted(served.connections.clone());
    let shared = shared.clone();
    tasks.spawn(async move {
        let _counted = counted;
        attend(stream, state, shared).await;
    });
}

struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

/// A connection that is gone before it was taken is nothing; a machine out of sockets needs a moment.
async fn recover(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    if !matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted) {
        warn!(%error, "accepting failed");
        sleep(Duration::from_millis(50)).await;
    }
}
