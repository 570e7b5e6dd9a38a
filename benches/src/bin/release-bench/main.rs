//! A million facts released: the goals are 60 s and 512 MB.
//!
//! Writes a deterministic history of 28 days into a temporary file and runs `measurement-pipeline release` over it, as anybody would;
//! time and resident memory are those of that process.
#![expect(clippy::print_stdout, reason = "the figures are the answer")]

mod facts;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context as _, ensure};
use benches::Run;
use clap::Parser;
use nix::sys::resource::{UsageWho, getrusage};
use serde::Serialize;

/// Releases many facts.
#[derive(Debug, Parser)]
struct Options {
    /// The pipeline's release build.
    #[arg(long, default_value = "target/release/measurement-pipeline")]
    pipeline: PathBuf,
    /// How many facts.
    #[arg(long, default_value_t = 1_000_000)]
    facts: u64,
    /// Where the figures go; they are printed in any case.
    #[arg(long, default_value = "benches/results")]
    results: PathBuf,
}

/// The figures, beside their goals for a million facts.
#[derive(Debug, Serialize)]
struct Report {
    #[serde(flatten)]
    run: Run,
    facts: u64,
    releases: usize,
    seconds: f64,
    seconds_at_most: f64,
    peak_megabytes: f64,
    peak_megabytes_at_most: f64,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let run = Run::now();
    println!("{run}");
    let folder = tempfile::tempdir().context("a temporary folder")?;
    let (told, answer) = (folder.path().join("facts.jsonl"), folder.path().join("releases.jsonl"));
    facts::write(options.facts, &told).context("writing facts")?;
    let (seconds, peak_megabytes) = release(&options.pipeline, &told, &answer)?;
    let releases = fs::read_to_string(&answer).context("reading the releases")?.lines().count();
    ensure!(releases > 0, "nothing was released");
    let report = Report {
        run,
        facts: options.facts,
        releases,
        seconds,
        seconds_at_most: 60.0,
        peak_megabytes,
        peak_megabytes_at_most: 512.0,
    };
    println!("{} facts, {releases} lines released", options.facts);
    println!("{:<24} {seconds:>10.1} s   goal <= {}", "time", report.seconds_at_most);
    println!(
        "{:<24} {peak_megabytes:>10.1} MB  goal <= {}",
        "peak resident memory", report.peak_megabytes_at_most
    );
    write(&report, &options.results)
}

/// Seconds and peak resident megabytes of the command.
fn release(pipeline: &Path, facts: &Path, answer: &Path) -> anyhow::Result<(f64, f64)> {
    let begun = Instant::now();
    let status = Command::new(pipeline)
        .args(["release", "--until", facts::UNTIL, "--facts"])
        .arg(facts)
        .stdout(File::create(answer)?)
        .stderr(Stdio::inherit())
        .status()
        .with_context(|| format!("running {}", pipeline.display()))?;
    let seconds = begun.elapsed().as_secs_f64();
    ensure!(status.success(), "the release ended with {status}");
    // Of the largest child, which it is; in kilobytes.
    let kilobytes = getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss();
    Ok((seconds, f64::from(u32::try_from(kilobytes)?) / 1024.0))
}

fn write(report: &Report, directory: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(directory)?;
    let file = directory.join("release.json");
    fs::write(&file, serde_json::to_string_pretty(report)? + "\n")
        .with_context(|| format!("writing {}", file.display()))
}
