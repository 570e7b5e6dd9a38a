use std::io::Write;
use std::process::ExitCode;

use fleet::supervisor::Hold;
use fleet::{Checkout, Event, Fleet, FleetOptions, Progress, Result};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Owns the fleet until it is told to stop. Standard output carries events, one JSON object a line.
pub(super) async fn run() -> Result<ExitCode> {
    // Away from the terminal that started it; refused only to one that leads a session already.
    let _ = nix::unistd::setsid();
    let state = Checkout::find()?.state();
    let progress = Progress::new(tell);
    let Some(hold) = Hold::take(&state)? else {
        return Ok(stopped(&progress, "another `fleet up` is at work here: wait for it to end".into()));
    };
    let mut signals = Signals::listen()?;
    let start = async { Fleet::start(FleetOptions::local(progress.clone())?).await };
    let started = tokio::select! {
        started = start => started,
        () = signals.stop() => return Ok(stopped(&progress, "stopped while starting".into())),
    };
    match started {
        Ok(fleet) => serve(fleet, &hold, &progress, &mut signals).await,
        Err(error) => Ok(stopped(&progress, error.to_string())),
    }
}

async fn serve(
    mut fleet: Fleet,
    hold: &Hold,
    progress: &Progress,
    signals: &mut Signals,
) -> Result<ExitCode> {
    hold.record(&fleet)?;
    progress.tell(&Event::Up);
    signals.stop().await;
    tokio::task::block_in_place(|| fleet.stop())?;
    Ok(ExitCode::SUCCESS)
}

fn stopped(progress: &Progress, reason: String) -> ExitCode {
    eprintln!("{reason}");
    progress.tell(&Event::Stopped { reason });
    ExitCode::FAILURE
}

/// Nobody may be there to read any more: `up` was cut off, and what it began ends with this process.
fn tell(event: &Event) {
    let line = serde_json::to_string(event).unwrap_or_default();
    let written = writeln!(std::io::stdout(), "{line}");
    if written.is_err() && *event != Event::Up {
        std::process::exit(1);
    }
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn listen() -> Result<Self> {
        let listen = |kind| {
            signal(kind).map_err(|e| fleet::FleetError::Unusable(format!("listening for signals: {e}")))
        };
        Ok(Self { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    async fn stop(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
