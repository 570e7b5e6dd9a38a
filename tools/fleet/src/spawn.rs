//! Starts children that cannot outlive their fleet.
//!
//! `setpriv --pdeathsig` asks the kernel to signal the child when the thread that started it ends. A thread
//! of a test or of the async runtime ends at any time, so one thread that lasts as long as the process starts
//! them all.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::sync::OnceLock;
use std::sync::mpsc::{self, Sender};

use nix::sys::signal::Signal;

use crate::user::User;

type Job = (Command, Sender<io::Result<Child>>);

/// A command of its own process group, that gets `on_owner_death` when this process dies.
pub(crate) fn bound_command(program: &OsStr, user: Option<&User>, on_owner_death: Signal) -> Command {
    let bind = ["setpriv", "--pdeathsig", short_name(on_owner_death), "--"].map(OsString::from);
    // The user comes first: becoming another one would undo the bond.
    let mut words = user.map(User::prefix).unwrap_or_default().into_iter().chain(bind);
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).arg(program);
    command.process_group(0);
    command
}

/// Starts a command from the lasting thread.
pub(crate) fn spawn(command: Command) -> io::Result<Child> {
    let (reply, answer) = mpsc::channel();
    let gone = || io::Error::other("the thread that starts processes has ended");
    spawner().send((command, reply)).map_err(|_| gone())?;
    answer.recv().map_err(|_| gone())?
}

fn spawner() -> &'static Sender<Job> {
    static SPAWNER: OnceLock<Sender<Job>> = OnceLock::new();
    SPAWNER.get_or_init(|| {
        let (jobs, queue) = mpsc::channel::<Job>();
        std::thread::spawn(move || {
            for (mut command, reply) in queue {
                // Nobody waits for the answer any more: the child must not run unowned.
                if let Err(mpsc::SendError(Ok(mut unwanted))) = reply.send(command.spawn()) {
                    let _ = unwanted.kill();
                    let _ = unwanted.wait();
                }
            }
        });
        jobs
    })
}

fn short_name(signal: Signal) -> &'static str {
    signal.as_str().trim_start_matches("SIG")
}
