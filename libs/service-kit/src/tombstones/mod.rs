//! Who was erased: so that nothing erased returns, neither by a late event nor by a restored backup.
//!
//! A file outside the database, kept for as long as the database's backups are. A line is the day and a keyed hash:
//! whoever reads it without the key learns nothing, and with it can only ask about an id that they know already.
//!
//! An erasure appends first and deletes then: a crash in between leaves a tombstone, and the erasure is asked for
//! again. Instances of a service may share the file; each sees what the others append.

mod file;
mod subject;

use std::{
    collections::HashMap,
    io,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

use jiff::civil::Date;

use file::File;
pub use subject::{Digest, KeyFault, Subject, TombstoneKey};

/// The tombstones of one service.
#[derive(Clone)]
pub struct Tombstones(Arc<Inner>);

struct Inner {
    key: TombstoneKey,
    file: File,
    known: RwLock<Known>,
}

#[derive(Default)]
struct Known {
    by_digest: HashMap<Digest, Date>,
    /// How much of the file was read.
    read: u64,
}

impl Tombstones {
    /// The file `<service>.tombstones` in `folder`; both are made, for their owner alone, if they are not there.
    ///
    /// # Errors
    /// The file cannot be made or read.
    pub fn open(folder: &Path, service: &str, key: TombstoneKey) -> io::Result<Self> {
        let file = File::open(folder, service)?;
        let all = Self(Arc::new(Inner { key, file, known: RwLock::default() }));
        all.catch_up()?;
        Ok(all)
    }

    /// Writes the subjects down under this day, those that are there already excepted. They are on disk afterwards.
    ///
    /// # Errors
    /// The file cannot be written; nobody may be called erased then.
    pub async fn append(&self, subjects: &[Subject], day: Date) -> io::Result<()> {
        let (all, subjects) = (self.clone(), subjects.to_vec());
        tokio::task::spawn_blocking(move || all.append_now(&subjects, day)).await.map_err(io::Error::other)?
    }

    /// [`Tombstones::append`] for where there is no runtime.
    ///
    /// # Errors
    /// As there.
    pub fn append_now(&self, subjects: &[Subject], day: Date) -> io::Result<()> {
        let mut lines = Vec::new();
        for subject in subjects {
            if !self.contains(subject)? {
                lines.push((self.0.key.digest(subject), day));
            }
        }
        if !lines.is_empty() {
            self.0.file.append(&lines)?;
        }
        self.catch_up()
    }

    /// What the tombstones say, or would say, of the subject.
    #[must_use]
    pub fn digest(&self, subject: &Subject) -> Digest {
        self.0.key.digest(subject)
    }

    /// Whether the subject was erased.
    ///
    /// # Errors
    /// The file cannot be read: whether somebody may be stored is not known then.
    pub fn contains(&self, subject: &Subject) -> io::Result<bool> {
        self.catch_up()?;
        let known = self.0.known.read().unwrap_or_else(PoisonError::into_inner);
        Ok(!known.by_digest.is_empty() && known.by_digest.contains_key(&self.0.key.digest(subject)))
    }

    /// Those of `candidates` who were erased: after a restore, whom to erase again.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn among(&self, candidates: impl IntoIterator<Item = Subject>) -> io::Result<Vec<Subject>> {
        self.catch_up()?;
        let known = self.0.known.read().unwrap_or_else(PoisonError::into_inner);
        let erased = |subject: &Subject| known.by_digest.contains_key(&self.0.key.digest(subject));
        Ok(if known.by_digest.is_empty() {
            Vec::new()
        } else {
            candidates.into_iter().filter(erased).collect()
        })
    }

    /// Every tombstone with its day.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn iterate(&self) -> io::Result<impl Iterator<Item = (Digest, Date)>> {
        self.catch_up()?;
        let known = self.0.known.read().unwrap_or_else(PoisonError::into_inner);
        Ok(known.by_digest.iter().map(|(digest, day)| (*digest, *day)).collect::<Vec<_>>().into_iter())
    }

    /// Reads what was appended since, by whomever: a question for the file's length when there is nothing.
    fn catch_up(&self) -> io::Result<()> {
        let length = self.0.file.length()?;
        if self.0.known.read().unwrap_or_else(PoisonError::into_inner).read == length {
            return Ok(());
        }
        let mut known = self.0.known.write().unwrap_or_else(PoisonError::into_inner);
        let (lines, read) = self.0.file.read_from(known.read)?;
        known.by_digest.extend(lines);
        known.read = read;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
