//! Secrets made once and kept in the fleet's own folder, readable by its owner alone.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::error::{Doing, FleetError, Result};

/// The folder of secrets.
#[derive(Clone, Debug)]
pub(crate) struct Secrets {
    folder: PathBuf,
}

impl Secrets {
    pub(crate) fn open(folder: PathBuf) -> Result<Self> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .doing(format!("making {}", folder.display()))?;
        Ok(Self { folder })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// 32 random bytes as hex, the same at every call.
    pub(crate) fn hex(&self, name: &str) -> Result<String> {
        self.get_or_make(name, || random_hex(32))
    }

    /// A password short enough to be typed.
    pub(crate) fn password(&self, name: &str) -> Result<String> {
        self.get_or_make(name, || random_hex(8))
    }

    /// What is kept under the name; made and kept first when there is none.
    pub(crate) fn get_or_make(&self, name: &str, make: impl FnOnce() -> Result<String>) -> Result<String> {
        let path = self.path(name);
        match fs::read_to_string(&path) {
            Ok(kept) => Ok(kept),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let made = make()?;
                write_private(&path, &made)?;
                Ok(made)
            }
            Err(source) => Err(FleetError::Io { doing: format!("reading {}", path.display()), source }),
        }
    }
}

/// Writes a file that only its owner reads; it is there whole or not at all.
pub(crate) fn write_private(path: &Path, text: &str) -> Result<()> {
    // Not with another extension: `kafka.partial` is what a cut-off formatting leaves.
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let doing = || format!("writing {}", path.display());
    let mut file = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(true)
        .mode(0o600)
        .open(&partial)
        .doing(doing())?;
    file.write_all(text.as_bytes()).doing(doing())?;
    fs::rename(&partial, path).doing(doing())
}

pub(crate) fn random_hex(bytes: usize) -> Result<String> {
    let mut random = vec![0; bytes];
    getrandom::fill(&mut random).map_err(|e| FleetError::Unusable(format!("no randomness: {e}")))?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_secret_is_made_once_and_only_its_owner_reads_it() {
        let home = tempfile::tempdir().unwrap();
        let secrets = Secrets::open(home.path().join("secrets")).unwrap();
        let first = secrets.hex("cookie").unwrap();
        assert_eq!(first.len(), 64);
        assert_eq!(first, secrets.hex("cookie").unwrap());
        let mode = fs::metadata(secrets.path("cookie")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
