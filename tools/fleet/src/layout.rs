//! Where everything of a fleet lies.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::error::{Doing, FleetError, Result};
use crate::lock;

/// The checkout: declarations, data and the built web app.
#[derive(Clone, Debug)]
pub struct Checkout(PathBuf);

impl Checkout {
    /// `PACKYTRACE_CHECKOUT`, else the nearest folder above the working directory that holds the
    /// declarations, else the place this crate was built at.
    pub fn find() -> Result<Self> {
        let named = std::env::var_os("PACKYTRACE_CHECKOUT").map(PathBuf::from);
        let here = std::env::current_dir().ok();
        let built = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_owned);
        named
            .into_iter()
            .chain(here.iter().flat_map(|folder| folder.ancestors()).map(Path::to_owned))
            .chain(built)
            .find(|folder| folder.join("deployment/local/pom.xml").is_file())
            .map(Self)
            .ok_or_else(|| FleetError::Unusable("run this inside a checkout of PackyTrace".into()))
    }

    /// A file of the checkout.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.0.join(relative)
    }

    /// Its text.
    pub(crate) fn read(&self, relative: &str) -> Result<String> {
        let path = self.path(relative);
        fs::read_to_string(&path).doing(format!("reading {}", path.display()))
    }

    /// Where downloads are kept; test fleets and a running one share them.
    pub fn cache(&self) -> PathBuf {
        std::env::var_os("PACKYTRACE_CACHE").map_or_else(|| self.path(".local/cache"), PathBuf::from)
    }

    /// Where the fleet of `make up` keeps its state.
    pub fn state(&self) -> PathBuf {
        std::env::var_os("PACKYTRACE_STATE").map_or_else(|| self.path(".local"), PathBuf::from)
    }
}

/// The folder of one fleet's state.
#[derive(Clone, Debug)]
pub struct Home {
    folder: PathBuf,
    temporary: Option<Arc<Temporary>>,
}

/// A folder that goes with its fleet, and the lock that shows that the fleet lives.
#[derive(Debug)]
struct Temporary {
    _folder: TempDir,
    _lock: File,
}

const PREFIX: &str = "packytrace-fleet-";
const OWNER: &str = "owner.lock";

/// Removes what fleets have left that were killed.
fn sweep() {
    let folders = fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
    let ours = folders.filter(|folder| folder.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes()));
    for folder in ours.map(|folder| folder.path()).filter(|folder| folder.join(OWNER).is_file()) {
        if let Ok(Some(_lock)) = lock::try_exclusive(&folder.join(OWNER)) {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

impl Home {
    /// A folder that stays.
    pub fn lasting(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).doing(format!("making {}", folder.display()))?;
        let folder = folder.canonicalize().doing(format!("opening {}", folder.display()))?;
        Ok(Self { folder, temporary: None })
    }

    /// A folder that goes with the fleet.
    pub fn temporary() -> Result<Self> {
        sweep();
        let folder = tempfile::Builder::new()
            .prefix(PREFIX)
            // PostgreSQL may run as another user and has to pass.
            .permissions(fs::Permissions::from_mode(0o755))
            .tempdir()
            .doing("making a folder for a test fleet")?;
        let new = folder.path().join("owner.new");
        let lock = lock::exclusive(&new)?;
        fs::rename(new, folder.path().join(OWNER)).doing("locking the folder of a test fleet")?;
        Ok(Self {
            folder: folder.path().to_owned(),
            temporary: Some(Arc::new(Temporary { _folder: folder, _lock: lock })),
        })
    }

    /// A path below it.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.join(relative)
    }

    /// Whether it goes with the fleet.
    pub fn is_temporary(&self) -> bool {
        self.temporary.is_some()
    }
}
