//! `pgbench`: the database's own measure of what it can do.

use std::{env, fs, path::PathBuf, process::Command};

use anyhow::{Context, ensure};
use fleet::{Checkout, Fleet};
use fridge_service::application::ports::Actor;
use tempfile::NamedTempFile;

use crate::{kitchen::cook, script};

/// Where Debian keeps its versions; what it puts on the PATH is a wrapper.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The program.
pub(crate) struct Pgbench(PathBuf);

/// The program at a fleet's database.
pub(crate) struct At {
    program: PathBuf,
    database: String,
    script: NamedTempFile,
}

/// The account that its client of this number acts for; the script knows it by the same rule.
pub(crate) fn client(number: usize) -> anyhow::Result<Actor> {
    Ok(Actor { account: format!("00000000-0000-7000-8000-{number:012}").parse()?, ..cook() })
}

impl Pgbench {
    /// The newest of Debian's, else the one on the PATH.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let mut versions: Vec<_> = fs::read_dir(DEBIAN)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path().join("bin"))
            .collect();
        versions.sort();
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = versions.into_iter().rev().chain(env::split_paths(&path));
        let program = folders.map(|folder| folder.join("pgbench")).find(|program| program.is_file());
        program.map(Self).context("pgbench is missing; Debian: apt-get install postgresql")
    }

    /// To be run against this fleet.
    pub(crate) fn at(self, fleet: &Fleet) -> anyhow::Result<At> {
        let script = NamedTempFile::with_suffix(".sql")?;
        fs::write(script.path(), script::of(&Checkout::find()?)?)?;
        Ok(At { program: self.0, database: fleet.postgres_url("fridge_service")?, script })
    }
}

impl At {
    /// Commands a second.
    pub(crate) fn run(&self, clients: usize, seconds: u32) -> anyhow::Result<f64> {
        let threads = clients.min(2).to_string();
        let output = Command::new(&self.program)
            .args(["--no-vacuum", "--protocol=prepared", "--define=ready=0", "--jobs", &threads])
            .args(["--client", &clients.to_string(), "--time", &seconds.to_string(), "--file"])
            .arg(self.script.path())
            .arg(&self.database)
            .output()
            .context("running pgbench")?;
        let (said, complained) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        ensure!(output.status.success(), "pgbench: {complained}");
        let rate = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next());
        Ok(rate.with_context(|| format!("pgbench told no rate: {said}{complained}"))?.parse()?)
    }
}
