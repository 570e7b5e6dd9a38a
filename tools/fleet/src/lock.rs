//! Locked files: the system lets go of them when their process ends, so that no lock is ever stale.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::error::{Doing, FleetError, Result};

fn open(path: &Path) -> Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)
        .doing(format!("opening {}", path.display()))
}

/// Takes the lock when nobody has it.
pub(crate) fn try_exclusive(path: &Path) -> Result<Option<File>> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => {
            Err(FleetError::Io { doing: format!("locking {}", path.display()), source })
        }
    }
}

/// Waits for the lock.
pub(crate) fn exclusive(path: &Path) -> Result<File> {
    let file = open(path)?;
    file.lock().doing(format!("locking {}", path.display()))?;
    Ok(file)
}
