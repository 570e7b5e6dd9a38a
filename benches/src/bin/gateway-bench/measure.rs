//! What the kernel knows about a process.

use std::{fs, time::Duration};

use anyhow::Context;

/// Time on a core, of all threads, in nanoseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cpu(u64);

impl Cpu {
    pub(crate) fn of(pids: &[u32]) -> anyhow::Result<Self> {
        let mut sum = 0;
        for pid in pids {
            for task in fs::read_dir(format!("/proc/{pid}/task")).context("reading tasks")? {
                let text = fs::read_to_string(task?.path().join("schedstat"))?;
                sum +=
                    text.split(' ').next().unwrap_or_default().parse::<u64>().context("reading schedstat")?;
            }
        }
        Ok(Self(sum))
    }

    pub(crate) fn since(self, before: Self) -> Duration {
        Duration::from_nanos(self.0.saturating_sub(before.0))
    }
}

/// Resident memory in KiB.
pub(crate) fn resident_kib(pids: &[u32]) -> anyhow::Result<u64> {
    let mut sum = 0;
    for pid in pids {
        let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        sum += line.trim().trim_end_matches(" kB").trim().parse::<u64>()?;
    }
    Ok(sum)
}
