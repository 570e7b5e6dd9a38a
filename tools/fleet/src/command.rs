//! Helper commands that run to their end.

use std::process::{Command, Output, Stdio};

use crate::error::{Doing, FleetError, Result};

/// Runs a command; what it printed is told only when it fails.
pub(crate) fn run(doing: &str, command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } = command.stdin(Stdio::null()).output().doing(doing)?;
    let printed = [stdout, stderr].concat();
    let output = String::from_utf8_lossy(&printed).into_owned();
    if status.success() {
        return Ok(output);
    }
    let lines: Vec<&str> = output.lines().collect();
    let end = lines[lines.len().saturating_sub(30)..].join("\n");
    Err(FleetError::Command { doing: doing.to_owned(), status, output: end })
}

/// The same, off the async threads.
pub(crate) async fn run_aside(doing: &str, mut command: Command) -> Result<String> {
    let doing = doing.to_owned();
    aside(move || run(&doing, &mut command)).await
}

/// Blocking work off the async threads.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|end| FleetError::Unusable(format!("a step of the fleet broke off: {end}")))?
}
