//! A history that other systems have gathered is told as if it had arrived event by event.

use std::sync::Arc;

use jiff::Timestamp;
use service_kit::{clock::Clock, ids::BrandId, store::StoreError};

use super::{
    ports::Books,
    replay::{Outcome, Replay},
};
use crate::domain::{
    batch::{Release, Told},
    chain::{Hash, Head, Heads, Window},
    day::Day,
    policy::ReleasePolicy,
};

/// Imports a history.
pub struct ImportHistory {
    /// What is kept.
    pub books: Arc<dyn Books>,
    /// What may be told.
    pub policy: ReleasePolicy,
    /// When it is.
    pub clock: Arc<dyn Clock>,
}

/// What an import came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Days that were told.
    pub days: u64,
    /// Days that had been told before, with the same rows.
    pub before: u64,
    /// Numbers that were told.
    pub rows: u64,
}

/// Why a history is refused.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The database failed.
    #[error("the books")]
    Store(#[from] StoreError),
    /// Something else was told of the day, or of a later one.
    #[error("{0} has closed with other rows: what was told once stays")]
    Closed(Day),
    /// Until when it is to go has not come.
    #[error("--until lies in the future")]
    Ahead,
}

impl ImportHistory {
    /// Tells every day that `replay` closes until then. What was told by an earlier run of the same history is left as it is.
    ///
    /// # Errors
    /// Another history was told; what was told before the first contradiction stays.
    pub async fn run(&self, replay: Replay, until: Timestamp) -> Result<Imported, ImportError> {
        if until > self.clock.now() {
            return Err(ImportError::Ahead);
        }
        let (days, Outcome { drops, history }) = told(replay, until);
        let marks: Vec<_> = history.marks().collect();
        let mut imported = Imported::default();
        let (mut drops, count) = (Some(drops), days.len());
        for (index, batch) in days.into_iter().enumerate() {
            let Some(day) = batch.first().map(|release| release.day) else { continue };
            let Some(mut book) = self.books.open(day).await? else {
                self.compare(day, &batch).await?;
                imported.before += 1;
                continue;
            };
            if !follows(&batch, &book.heads().await?) {
                return Err(ImportError::Closed(day));
            }
            book.tell(&batch, self.policy).await?;
            // Who was here is kept with the last day: an import that broke off is repeated as a whole.
            let last = index + 1 == count;
            if last {
                book.remember(&marks).await?;
            }
            book.close(drops.take_if(|_| last).unwrap_or_default(), self.clock.now()).await?;
            imported.days += 1;
            imported.rows += batch.len() as u64 - windows(&batch).count() as u64;
        }
        Ok(imported)
    }

    async fn compare(&self, day: Day, batch: &[Release]) -> Result<(), ImportError> {
        for Window { brand, hash, .. } in windows(batch) {
            if self.books.told(brand, day).await? != Some(hash) {
                return Err(ImportError::Closed(day));
            }
        }
        Ok(())
    }
}

fn told(replay: Replay, until: Timestamp) -> (Vec<Vec<Release>>, Outcome) {
    let mut days = Vec::new();
    let outcome = replay.run(until, |batch| {
        days.push(batch);
        Ok::<_, std::convert::Infallible>(())
    });
    let Ok(outcome) = outcome;
    (days, outcome)
}

fn windows(batch: &[Release]) -> impl Iterator<Item = Window> {
    batch.iter().filter_map(|release| match release.told {
        Told::Closed(window) => Some(window),
        Told::Insight(_) => None,
    })
}

/// Whether the batch goes on where every brand's chain ends.
fn follows(batch: &[Release], heads: &Heads) -> bool {
    let end = |brand: &BrandId| heads.get(brand).map_or(Hash::NONE, |head: &Head| head.hash);
    windows(batch).all(|window| end(&window.brand) == window.previous_hash)
}
