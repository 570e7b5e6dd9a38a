//! PostgreSQL refuses to run as root; when the fleet does, it runs as `nobody`.

use std::ffi::OsString;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::command::run;
use crate::error::{Doing, FleetError, Result};

/// Another user to run a process as.
#[derive(Clone, Debug)]
pub(crate) struct User {
    uid: u32,
    gid: u32,
    way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The process is that user, and its files are too.
    Become,
    /// The checkout lies where that user may not pass (such as /root): the process takes itself for that user
    /// in a namespace of its own, and its files stay root's.
    Appear,
}

impl User {
    /// Whom to run PostgreSQL as; `None` when the fleet's own user will do. It has to reach all of `paths`.
    pub(crate) fn for_postgres(paths: &[&Path]) -> Result<Option<Self>> {
        if !nix::unistd::geteuid().is_root() {
            return Ok(None);
        }
        let nobody = nix::unistd::User::from_name("nobody").doing("looking up the user nobody")?;
        let nobody = nobody.ok_or_else(|| {
            FleetError::Unusable("PostgreSQL refuses to run as root, and there is no user nobody".into())
        })?;
        let mut user = Self { uid: nobody.uid.as_raw(), gid: nobody.gid.as_raw(), way: Way::Become };
        if !paths.iter().all(|path| user.can_execute(path)) {
            user.way = Way::Appear;
        }
        Ok(Some(user))
    }

    fn can_execute(&self, path: &Path) -> bool {
        let mut words = self.prefix().into_iter();
        let Some(program) = words.next() else { return false };
        let mut command = Command::new(program);
        command.args(words).args(["test", "-x"]).arg(path).stdin(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// The words to put before a command.
    pub(crate) fn prefix(&self) -> Vec<OsString> {
        let Self { uid, gid, way } = self;
        let words = match way {
            Way::Become => format!("setpriv --reuid={uid} --regid={gid} --clear-groups --"),
            Way::Appear => format!("unshare --user --map-user={uid} --map-group={gid} --"),
        };
        words.split(' ').map(OsString::from).collect()
    }

    /// Makes a file, or a folder with all it holds, this user's own; nothing when it is.
    pub(crate) fn take(&self, path: &Path) -> Result<()> {
        let (uid, gid) = match self.way {
            Way::Become => (self.uid, self.gid),
            Way::Appear => (0, 0),
        };
        let doing = format!("giving {} to PostgreSQL's user", path.display());
        if path.metadata().doing(&doing)?.uid() == uid {
            return Ok(());
        }
        run(&doing, Command::new("chown").arg("-R").arg(format!("{uid}:{gid}")).arg(path)).map(|_| ())
    }
}
