//! Where cargo has put the binaries.

use std::path::{Path, PathBuf};

use crate::error::{Doing, FleetError, Result};

/// The binary of this name: in the folder named, in `PACKYTRACE_BIN`, or beside the running program (a test
/// runs one folder deeper).
pub(crate) fn find(folder: Option<&Path>, name: &str) -> Result<PathBuf> {
    let running = std::env::current_exe().doing("finding the running program")?;
    let named = std::env::var_os("PACKYTRACE_BIN").map(PathBuf::from);
    let beside = running.ancestors().skip(1).take(2).map(Path::to_owned);
    folder
        .map(Path::to_owned)
        .into_iter()
        .chain(named)
        .chain(beside)
        .map(|folder| folder.join(name))
        .find(|binary| binary.is_file())
        .ok_or_else(|| {
            FleetError::Unusable(format!("the binary {name} is not built: run `cargo build -p {name}` first"))
        })
}
