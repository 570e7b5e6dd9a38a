//! What the machine lacks, told by `deployment/local/check`; the Makefile asks it too, before it builds.

use std::process::{Command, Stdio};

use crate::error::{Doing, FleetError, Result};
use crate::layout::Checkout;

/// Refuses to go on, in clear words, when a program is missing or a port is taken.
pub fn check(checkout: &Checkout) -> Result<()> {
    let script = checkout.path("deployment/local/check");
    let output = Command::new("bash")
        .arg(script)
        .stdin(Stdio::null())
        .output()
        .doing("running deployment/local/check")?;
    if output.status.success() {
        return Ok(());
    }
    Err(FleetError::Unusable(String::from_utf8_lossy(&output.stderr).trim_end().to_owned()))
}
