//! One process of the fleet: start, stop, kill, freeze, thaw, restart.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::error::{Doing, FleetError, Result};
use crate::log::{self, Logs};
use crate::ready::Ready;
use crate::spawn;
use crate::user::User;
use crate::wait;

/// Everything needed to start a process, again and again.
#[derive(Clone, Debug)]
pub(crate) struct Launch {
    pub(crate) name: String,
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) environment: Vec<(String, String)>,
    pub(crate) user: Option<User>,
    pub(crate) ready: Ready,
    pub(crate) ready_within: u64,
    /// Asks it to end in good order.
    pub(crate) stop_signal: Signal,
    /// Ends it at once; also what the kernel sends it when the fleet is killed.
    pub(crate) kill_signal: Signal,
}

/// A process of the fleet.
#[derive(Debug)]
pub struct Process {
    launch: Launch,
    logs: Logs,
    running: Mutex<Option<Running>>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    log_from: u64,
}

/// How long a process may take to end in good order before it is killed.
const GRACE: Duration = Duration::from_secs(30);

impl Process {
    pub(crate) fn new(launch: Launch, logs: Logs) -> Self {
        Self { launch, logs, running: Mutex::new(None) }
    }

    /// Its name in logs and commands.
    pub fn name(&self) -> &str {
        &self.launch.name
    }

    /// The file that holds what it prints.
    pub fn log_file(&self) -> PathBuf {
        self.logs.path(self.name())
    }

    /// What it printed, the last lines.
    pub fn log(&self, lines: usize) -> String {
        log::tail(&self.log_file(), lines)
    }

    /// Its process id while it runs.
    pub fn pid(&self) -> Option<u32> {
        self.exit_status().is_none().then(|| self.lock().as_ref().map(|running| running.child.id()))?
    }

    /// Whether it runs (a frozen process does).
    pub fn is_running(&self) -> bool {
        self.pid().is_some()
    }

    /// Starts it and waits until it serves.
    pub async fn start(&self) -> Result<()> {
        self.spawn()?;
        self.wait_until_ready().await
    }

    /// Waits until it serves; tells why when it does not.
    pub async fn wait_until_ready(&self) -> Result<()> {
        let log_file = self.log_file();
        let log_from = self.lock().as_ref().map_or(0, |running| running.log_from);
        let seconds = self.launch.ready_within;
        let end = wait::until("readiness", seconds, || async {
            if let Some(status) = self.exit_status() {
                return Some(Err(status));
            }
            self.launch.ready.look(&log_file, log_from).await.then_some(Ok(()))
        })
        .await;
        match end {
            Ok(Ok(())) => Ok(()),
            Ok(Err(status)) => Err(self.exited(status)),
            Err(_) => Err(self.not_ready(seconds)),
        }
    }

    fn spawn(&self) -> Result<()> {
        if self.is_running() {
            return Err(FleetError::Unusable(format!("{} runs already", self.name())));
        }
        let mut running = self.lock();
        let log_from = self.log_file().metadata().map_or(0, |metadata| metadata.len());
        *running = Some(Running { child: self.spawn_child()?, log_from });
        Ok(())
    }

    fn spawn_child(&self) -> Result<Child> {
        let doing = || format!("starting {}", self.name());
        let Launch { program, arguments, environment, user, kill_signal, .. } = &self.launch;
        let (output, input) = std::io::pipe().doing(doing())?;
        let mut command = spawn::bound_command(program.as_os_str(), user.as_ref(), *kill_signal);
        command.args(arguments).envs(environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(input.try_clone().doing(doing())?).stderr(input);
        self.logs.follow(self.name(), output)?;
        spawn::spawn(command).doing(doing())
    }

    /// Asks it to end, waits, and kills it when it takes too long.
    pub fn stop(&self) -> Result<Option<ExitStatus>> {
        self.ask_to_stop()?;
        self.reap(GRACE)
    }

    /// Asks it to end in good order and does not wait.
    pub fn ask_to_stop(&self) -> Result<()> {
        self.signal(self.launch.stop_signal)?;
        self.thaw()
    }

    /// Ends it at once, as a crash would.
    pub fn kill(&self) -> Result<()> {
        self.kill_without_waiting()?;
        self.reap(GRACE).map(|_| ())
    }

    pub(crate) fn kill_without_waiting(&self) -> Result<()> {
        self.signal(self.launch.kill_signal)?;
        self.thaw()
    }

    /// Stops its clock: it keeps its sockets and answers nothing.
    pub fn freeze(&self) -> Result<()> {
        self.signal(Signal::SIGSTOP)
    }

    /// Lets a frozen process go on.
    pub fn thaw(&self) -> Result<()> {
        self.signal(Signal::SIGCONT)
    }

    /// Ends it in good order, starts it again and waits until it serves.
    pub async fn restart(&self) -> Result<()> {
        self.stop()?;
        self.start().await
    }

    /// Waits for it to end by itself.
    pub async fn wait_for_exit(&self, seconds: u64) -> Result<ExitStatus> {
        let status =
            wait::until(&format!("the end of {}", self.name()), seconds, || async { self.exit_status() })
                .await?;
        self.lock().take();
        Ok(status)
    }

    /// How it ended, once it has.
    fn exit_status(&self) -> Option<ExitStatus> {
        self.lock().as_mut().and_then(|running| running.child.try_wait().ok().flatten())
    }

    /// Sends a signal to its whole process group; nothing when it does not run.
    pub fn signal(&self, signal: Signal) -> Result<()> {
        let Some(pid) = self.pid() else { return Ok(()) };
        killpg(Pid::from_raw(pid.cast_signed()), signal).doing(format!("sending {signal} to {}", self.name()))
    }

    fn reap(&self, grace: Duration) -> Result<Option<ExitStatus>> {
        let deadline = Instant::now() + grace;
        while self.exit_status().is_none() && self.is_running() {
            if Instant::now() >= deadline {
                self.signal(Signal::SIGKILL)?;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let Some(mut ended) = self.lock().take() else { return Ok(None) };
        // What the process itself started goes with it.
        let _ = killpg(Pid::from_raw(ended.child.id().cast_signed()), Signal::SIGKILL);
        Ok(ended.child.wait().ok())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn exited(&self, status: ExitStatus) -> FleetError {
        FleetError::Exited {
            process: self.name().to_owned(),
            status,
            log_file: self.log_file().display().to_string(),
            log: self.log(20),
        }
    }

    fn not_ready(&self, seconds: u64) -> FleetError {
        FleetError::NotReady {
            process: self.name().to_owned(),
            seconds,
            log_file: self.log_file().display().to_string(),
            log: self.log(20),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}
