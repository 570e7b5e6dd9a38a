//! `fold`: what a stream of events comes to, without database or Kafka, for audits and support.

mod document;
mod stream;

use std::{
    io::{self, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;
use jiff::{Timestamp, tz::TimeZone};
use service_kit::stream::{self as lines, Lines};

use crate::domain::{
    freshness::{LeadDays, Today},
    fridge::Fridge,
    ledger::Period,
};
use document::Document;
use stream::{Line, Stream, StreamFault};

/// Folds the events of one fridge.
///
/// Reads JSON Lines, one event in its envelope a line, `.gz` and `.zst` too, in any order: sorted by `streamVersion`, an `id` that
/// comes again is ignored. Writes one document: `{"items":[…],"alerts":[…],"waste":{"rows":[…],"packs":[…],"money":{…}}}`.
///
/// A line that is no event of a fridge, and an event that contradicts the ones before it, is told with its number and passed over:
/// exit 1. Where a version is missing, comes twice, or belongs to another stream, nothing can be said: exit 2 and no document.
///
/// Example: `fridge-service fold --as-of 2026-11-23T08:00:00Z --zone Europe/Rome events.jsonl.gz`
#[derive(Debug, Clone, Args)]
pub struct FoldArgs {
    /// The instant at which the fridge is looked at; what was recorded later does not count. Now, and everything counts, when
    /// nothing is said.
    #[arg(long, value_name = "INSTANT")]
    pub as_of: Option<Timestamp>,
    /// Whose days: an IANA time zone.
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = zone)]
    pub zone: TimeZone,
    /// How many days before a pack's last one it is to be used soon: 0 to 14.
    #[arg(long, value_name = "DAYS", default_value = "2")]
    pub lead_days: LeadDays,
    /// How the ledger is cut: day, week or month.
    #[arg(long, value_name = "PERIOD", default_value = "week")]
    pub by: Period,
    /// What to read; `-` or nothing is standard input.
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
}

/// Longer lines are refused; an event with all its categories is well below.
const LONGEST_LINE: usize = 1024 * 1024;

fn zone(name: &str) -> Result<TimeZone, String> {
    let zone = TimeZone::get(name).map_err(|_| format!("no time zone is called {name}"))?;
    // Its own zone, whatever the machine says that it is in.
    if zone.iana_name().is_some() { Ok(zone) } else { Err(format!("{name} is no IANA time zone")) }
}

/// Runs the command. Exit 1 when a line was passed over, 2 when nothing could be read or the stream has a hole.
pub fn run(
    args: &FoldArgs,
    now: Timestamp,
    stdin: impl Read + Send + 'static,
    stdout: impl Write,
    mut stderr: impl Write,
) -> ExitCode {
    let outcome = lines::open(&args.file, stdin)
        .and_then(|source| Stream::read(Lines::new(source, LONGEST_LINE), &mut stderr));
    match outcome.map(Stream::finish) {
        Ok((Ok(events), refused)) => {
            let answered = answer(args, now, &events, stdout, &mut stderr).map(|more| refused + more);
            lines::exit(answered, &args.file, stderr)
        }
        Ok((Err(fault), _)) => bad_stream(args, &fault, stderr),
        Err(fault) => lines::exit(Err(fault), &args.file, stderr),
    }
}

/// Folds what counts and writes the document; answers how many events were passed over.
fn answer(
    args: &FoldArgs,
    now: Timestamp,
    events: &[Line],
    mut stdout: impl Write,
    stderr: &mut impl Write,
) -> io::Result<u64> {
    let counts = |line: &&Line| args.as_of.is_none_or(|as_of| line.stored.recorded_at <= as_of);
    let mut fridge = Fridge::empty();
    let mut refused = 0;
    for line in events.iter().filter(counts) {
        if let Err(why) = line.apply_to(&mut fridge) {
            refused += 1;
            writeln!(stderr, "line {}: {why}", line.number)?;
        }
    }
    let today = Today::at(args.as_of.unwrap_or(now), args.zone.clone(), args.lead_days);
    let document = Document::of(&fridge, &today, args.by);
    serde_json::to_writer(&mut stdout, &document)?;
    stdout.write_all(b"\n")?;
    stdout.flush()?;
    Ok(refused)
}

fn bad_stream(args: &FoldArgs, fault: &StreamFault, mut stderr: impl Write) -> ExitCode {
    // Nothing is left to do when even stderr is closed.
    let _ = writeln!(stderr, "{}: {fault}", args.file.display());
    ExitCode::from(2)
}

#[cfg(test)]
mod tests;
