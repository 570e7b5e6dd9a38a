//! What the programs of `benches/` share: where and when figures were measured, and their goals.

mod report;

use std::{fmt, fs, process::Command};

use serde::Serialize;

pub use report::{Goal, Report};

/// The machine, the commit, the time, and how busy the machine was with other things.
#[derive(Debug, Default, Serialize)]
pub struct Run {
    machine: String,
    commit: String,
    at: String,
    /// Mean number of running processes over the minute before.
    load: f32,
    /// Whether the figures come from optimised binaries; others bear no comparison with a goal.
    release: bool,
}

impl Run {
    /// This one.
    #[must_use]
    pub fn now() -> Self {
        Self {
            machine: machine(),
            commit: said_by("git", &["rev-parse", "--short", "HEAD"]),
            at: jiff::Timestamp::now().to_string(),
            load: load(),
            release: !cfg!(debug_assertions),
        }
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { machine, commit, at, load, release } = self;
        write!(f, "{machine} · {commit} · {at} · load {load}")?;
        if *release { Ok(()) } else { f.write_str(" · a debug build, no measure of anything") }
    }
}

fn machine() -> String {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = processors.lines().find_map(|line| line.strip_prefix("model name\t: "));
    name.unwrap_or("unknown").to_owned()
}

fn load() -> f32 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|load| load.parse().ok()).unwrap_or_default()
}

fn said_by(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}
