//! Scans of phones' own cameras: accepted at once, stored right after, so that a redirect never waits.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use service_kit::ids::ScanId;
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::ports::{CommandError, Scans};
use crate::domain::scan::{Owner, Scan};

/// Scans that may wait to be stored.
const QUEUE: usize = 4_096;
/// Scans stored at the same time.
const WRITERS: usize = 8;
/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// How long the first answer waits for the scan that it completes to be stored.
const STORED_WITHIN: Duration = Duration::from_secs(2);

#[derive(Clone)]
struct Arrival {
    scan: Scan,
    stored: watch::Receiver<bool>,
}

/// Takes scans and remembers them until others can read them too.
#[derive(Clone)]
pub struct Arrivals {
    queue: mpsc::Sender<(Scan, watch::Sender<bool>)>,
    shed: Arc<AtomicU64>,
    recent: moka::sync::Cache<ScanId, Arrival>,
    scans: Arc<dyn Scans>,
}

/// Stores what arrives.
pub struct Recorder {
    queue: mpsc::Receiver<(Scan, watch::Sender<bool>)>,
    scans: Arc<dyn Scans>,
}

/// An empty queue with its two ends.
pub fn arrivals(scans: Arc<dyn Scans>) -> (Arrivals, Recorder) {
    let (sender, queue) = mpsc::channel(QUEUE);
    let recent =
        moka::sync::Cache::builder().max_capacity(10_000).time_to_live(Duration::from_secs(30)).build();
    let shed = Arc::default();
    (Arrivals { queue: sender, shed, recent, scans: scans.clone() }, Recorder { queue, scans })
}

impl Arrivals {
    /// Whether nothing of this person is recorded any more.
    #[must_use]
    pub fn refuse(&self, owner: &Owner) -> bool {
        self.scans.is_erased(owner)
    }

    /// Takes the scan without waiting; `false` when too many wait already.
    #[must_use]
    pub fn offer(&self, scan: Scan) -> bool {
        let (told, stored) = watch::channel(false);
        self.recent.insert(scan.id, Arrival { scan: scan.clone(), stored });
        let id = scan.id;
        let taken = self.queue.try_send((scan, told)).is_ok();
        if !taken {
            self.shed.fetch_add(1, Ordering::Relaxed);
            self.recent.invalidate(&id);
        }
        taken
    }

    /// How many wait to be stored.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    /// How many were not taken so far.
    #[must_use]
    pub fn shed(&self) -> u64 {
        self.shed.load(Ordering::Relaxed)
    }

    /// A scan that arrived here a moment ago.
    #[must_use]
    pub fn find(&self, id: ScanId) -> Option<Scan> {
        self.recent.get(&id).map(|arrival| arrival.scan)
    }

    /// Waits until the scan is stored, when it arrived here a moment ago.
    pub async fn stored(&self, id: ScanId) {
        if let Some(mut arrival) = self.recent.get(&id) {
            let stored = arrival.stored.wait_for(|stored| *stored);
            let _ = tokio::time::timeout(STORED_WITHIN, stored).await;
        }
        self.recent.invalidate(&id);
    }
}

impl Recorder {
    /// Stores scans as they come; once stopped, those that have come.
    ///
    /// # Errors
    /// Never, today.
    pub async fn run(mut self, stop: CancellationToken) -> anyhow::Result<()> {
        let mut writers = JoinSet::new();
        loop {
            tokio::select! {
                biased;
                Some(_) = writers.join_next(), if writers.len() >= WRITERS => {}
                arrived = self.queue.recv(), if writers.len() < WRITERS => match arrived {
                    Some((scan, told)) => drop(writers.spawn(store(self.scans.clone(), scan, told))),
                    None => break,
                },
                () = stop.cancelled(), if !self.queue.is_closed() => self.queue.close(),
            }
        }
        while writers.join_next().await.is_some() {}
        Ok(())
    }
}

/// Tries until it is stored; the drain's deadline is what ends it otherwise, or that the person was erased meanwhile.
async fn store(scans: Arc<dyn Scans>, scan: Scan, told: watch::Sender<bool>) {
    let mut pause = Duration::from_millis(20);
    while let Err(error) = scans.record(&scan, None).await {
        if matches!(error, CommandError::Erased) {
            return;
        }
        warn!(error = &error as &dyn std::error::Error, "a scan is not stored yet");
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    let _ = told.send(true);
}
