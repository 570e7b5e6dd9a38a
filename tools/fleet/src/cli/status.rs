use fleet::supervisor::{self, Record, RecordedProcess};
use fleet::{Checkout, Result};

pub(super) fn run() -> Result<()> {
    let state = Checkout::find()?.state();
    match (Record::read(&state), supervisor::running(&state)) {
        (Some(record), _) => show(&record),
        (None, Some(_)) => println!("PackyTrace is starting"),
        (None, None) => println!("PackyTrace is not running"),
    }
    Ok(())
}

fn show(record: &Record) {
    println!("{:<25} {:>8} {:>9}  state", "process", "pid", "memory");
    for process in &record.processes {
        let state = if supervisor::is_alive(process.pid) { "runs" } else { "has ended" };
        println!("{:<25} {:>8} {:>6} MB  {state}", process.name, process.pid, memory_mb(process));
    }
    println!("{}", record.url);
    if let Some(mail) = &record.mail {
        println!("{mail} (mail that was caught)");
    }
}

/// Resident memory of the process and, for PostgreSQL, of its children, shared pages counted by their share.
fn memory_mb(process: &RecordedProcess) -> u64 {
    let children =
        std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", process.pid)).unwrap_or_default();
    let pids = children.split_whitespace().filter_map(|pid| pid.parse().ok());
    pids.chain([process.pid]).map(proportional_kb).sum::<u64>() / 1024
}

fn proportional_kb(pid: u32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find(|line| line.starts_with("Pss:"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kb| kb.parse().ok()).unwrap_or(0)
}
