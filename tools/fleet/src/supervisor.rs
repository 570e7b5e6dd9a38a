//! The process in the background that owns the fleet of `make up`.
//!
//! It holds a lock for as long as it lives, so nothing is ever mistaken for running that is not. When it is
//! killed, its processes end with it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde::{Deserialize, Serialize};

use crate::error::{Doing, Result};
use crate::fleet::Fleet;
use crate::{lock, wait};

/// The proof of being the only supervisor of a state folder.
#[derive(Debug)]
pub struct Hold {
    _file: File,
    record: PathBuf,
}

/// What a running fleet looked like when it came up.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record {
    /// The one public URL.
    pub url: String,
    /// The page that shows the mail that was caught.
    #[serde(default)]
    pub mail: Option<String>,
    /// Its processes in the order of their start.
    pub processes: Vec<RecordedProcess>,
    programs: Vec<(PathBuf, u128)>,
}

/// One of its processes.
#[derive(Debug, Serialize, Deserialize)]
pub struct RecordedProcess {
    /// Its name.
    pub name: String,
    /// Its process id.
    pub pid: u32,
}

const LOCK: &str = "supervisor.lock";
const RECORD: &str = "fleet.json";

impl Hold {
    /// Becomes the supervisor of a state folder, unless there is one.
    pub fn take(state: &Path) -> Result<Option<Self>> {
        let Some(mut file) = lock::try_exclusive(&state.join(LOCK))? else { return Ok(None) };
        file.set_len(0)
            .and_then(|()| write!(file, "{}", std::process::id()))
            .doing("noting the supervisor")?;
        Ok(Some(Self { _file: file, record: state.join(RECORD) }))
    }

    /// Writes down what runs, for `fleet status`.
    pub fn record(&self, fleet: &Fleet) -> Result<()> {
        let processes = fleet
            .processes()
            .filter_map(|process| Some(RecordedProcess { name: process.name().into(), pid: process.pid()? }))
            .collect();
        let programs = fleet.made_of().into_iter().map(|path| (path.clone(), changed(&path))).collect();
        let record = Record { url: fleet.gateway_url(), mail: fleet.mail_url(), processes, programs };
        let text = serde_json::to_string_pretty(&record).map_err(std::io::Error::from);
        text.and_then(|text| fs::write(&self.record, text)).doing("noting what runs")
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.record);
    }
}

impl Record {
    /// What runs in this state folder; nothing when no supervisor lives, or while it starts.
    pub fn read(state: &Path) -> Option<Self> {
        running(state)?;
        serde_json::from_slice(&fs::read(state.join(RECORD)).ok()?).ok()
    }

    /// Whether every process lives and runs the program and the settings that are there now.
    pub fn is_current(&self) -> bool {
        let lives = |process: &RecordedProcess| is_alive(process.pid);
        self.processes.iter().all(lives) && self.programs.iter().all(|(path, at)| changed(path) == *at)
    }
}

/// The supervisor of a state folder, if one lives.
pub fn running(state: &Path) -> Option<i32> {
    let path = state.join(LOCK);
    if !path.is_file() || matches!(lock::try_exclusive(&path), Ok(Some(_))) {
        return None;
    }
    fs::read_to_string(path).ok()?.trim().parse().ok()
}

/// Ends a fleet in good order; tells whether there was one.
pub async fn stop(state: &Path) -> Result<bool> {
    let Some(pid) = running(state) else { return Ok(false) };
    send(pid, Signal::SIGTERM)?;
    let gone = || async { running(state).is_none().then_some(()) };
    if wait::until("the end of the fleet", 90, gone).await.is_err() {
        // The kernel ends the processes with their owner.
        send(pid, Signal::SIGKILL)?;
        wait::until("the end of the fleet", 10, gone).await?;
    }
    Ok(true)
}

/// Whether a process with this id runs.
pub fn is_alive(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(')').next().is_some_and(|rest| !rest.is_empty() && !rest.trim_start().starts_with('Z'))
}

fn send(pid: i32, signal: Signal) -> Result<()> {
    match kill(Pid::from_raw(pid), signal) {
        Ok(()) | Err(Errno::ESRCH) => Ok(()),
        Err(errno) => Err(errno).doing(format!("ending the supervisor {pid}")),
    }
}

fn changed(path: &Path) -> u128 {
    let modified = path.metadata().and_then(|metadata| metadata.modified());
    modified.ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).map_or(0, |at| at.as_nanos())
}
