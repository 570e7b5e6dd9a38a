//! PostgreSQL refuses to run as root; when the fleet does, it runs as `nobody`.

use std::ffi::OsString;
use std::os::unix::fs::chown;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::{Doing, FleetError, Result};

/// Another user to run a process as.
#[derive(Clone, Debug)]
pub(crate) struct User {
    uid: u32,
    gid: u32,
    /// The checkout lies under a folder closed to others (such as /root): the process may pass it.
    passes_closed_folders: bool,
}

impl User {
    /// Whom to run PostgreSQL as; `None` when the fleet's own user will do. It has to reach all of `paths`.
    pub(crate) fn for_postgres(paths: &[&Path]) -> Result<Option<Self>> {
        if !nix::unistd::geteuid().is_root() {
            return Ok(None);
        }
        let nobody = nix::unistd::User::from_name("nobody")
            .doing("looking up the user nobody")?
            .ok_or_else(|| FleetError::Unusable("PostgreSQL refuses to run as root, and there is no user nobody: run the fleet as another user".into()))?;
        let plain = Self { uid: nobody.uid.as_raw(), gid: nobody.gid.as_raw(), passes_closed_folders: false };
        let reaches = paths.iter().all(|path| plain.can_execute(path));
        Ok(Some(Self { passes_closed_folders: !reaches, ..plain }))
    }

    fn can_execute(&self, path: &Path) -> bool {
        Command::new("setpriv")
            .args(self.setpriv_arguments())
            .args(["--", "test", "-x"])
            .arg(path)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    pub(crate) fn setpriv_arguments(&self) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = vec![
            format!("--reuid={}", self.uid).into(),
            format!("--regid={}", self.gid).into(),
            "--clear-groups".into(),
        ];
        if self.passes_closed_folders {
            arguments.extend(["--inh-caps=+dac_override".into(), "--ambient-caps=+dac_override".into()]);
        }
        arguments
    }

    /// Gives a file or folder to this user.
    pub(crate) fn take(&self, path: &Path) -> Result<()> {
        chown(path, Some(self.uid), Some(self.gid)).doing(format!("giving {} to nobody", path.display()))
    }
}
