//! `release`: what a pile of facts releases, without database or Kafka, for audits, imports and benchmarks.

mod catalogue;

use std::{
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use service_kit::stream::{self, Lines};

use super::pile::Pile;
use crate::{
    adapters::contract,
    application::replay::{Catalogues, Keys, Replay},
    domain::policy::{K, ReleasePolicy},
};

/// Releases what facts allow to be told.
///
/// Reads JSON Lines, one event in its envelope a line, `.gz` and `.zst` too, in any order and some more than once; the envelope's `time`
/// is taken as its arrival, the fact's own instant stands in `data`. Writes, for every UTC day that has closed, `insight_released`
/// envelopes in an order without meaning and one `window_closed` a brand: from the first to the last day of which something is told.
///
/// The same facts give the same bytes. A line that is no event is told with its number and passed over: exit 1.
///
/// Example: `measurement-pipeline release --facts facts.jsonl.gz --until 2026-12-01T00:00:00Z --catalogue products.jsonl`
#[derive(Debug, Clone, Args)]
pub struct ReleaseArgs {
    /// What to read; `-` or nothing is standard input.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub facts: PathBuf,
    /// The instant up to which days have closed: each closes 48 hours after its end.
    #[arg(long, value_name = "INSTANT")]
    pub until: Timestamp,
    /// Whose products are: lines `{"brandId":…,"gtin":…}`. Without it the catalogue is what `catalog_entry_changed` events say by each
    /// day's close.
    #[arg(long, value_name = "FILE")]
    pub catalogue: Option<PathBuf>,
    /// What stands between a count and its release.
    #[arg(long, value_name = "POLICY", default_value = "threshold")]
    pub policy: PolicyName,
    /// The least group of distinct visitors: 5 or more.
    #[arg(long, value_name = "K", default_value = "5")]
    pub k: K,
    /// Day keys that anybody can guess, for tests only. Without it a day's key comes out of all of its facts.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

/// The policies that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PolicyName {
    /// Exact counts of groups of at least k.
    Threshold,
}

impl PolicyName {
    /// With its least group.
    #[must_use]
    pub const fn with(self, k: K) -> ReleasePolicy {
        match self {
            Self::Threshold => ReleasePolicy::Threshold(k),
        }
    }
}

/// Longer lines are refused; an event with ten thousand visitors is below.
pub(super) const LONGEST_LINE: usize = 1024 * 1024;

/// Runs the command. Exit 1 when a line was passed over, 2 when a file could not be read.
pub fn run(
    args: &ReleaseArgs,
    stdin: impl Read + Send + 'static,
    stdout: impl Write,
    mut stderr: impl Write,
) -> ExitCode {
    let (fixed, unlisted) = match args.catalogue.as_deref().map(|file| catalogue::read(file, &mut stderr)) {
        None => (None, 0),
        Some(Ok((catalogue, refused))) => (Some(Catalogues::Fixed(catalogue)), refused),
        Some(Err(fault)) => {
            return stream::exit(Err(fault), args.catalogue.as_deref().unwrap_or(Path::new("-")), stderr);
        }
    };
    let outcome = stream::open(&args.facts, stdin)
        .and_then(|source| Pile::read(Lines::new(source, LONGEST_LINE), &mut stderr))
        .and_then(|pile| answer(args, fixed, pile, stdout));
    stream::exit(outcome.map(|refused| refused + unlisted), &args.facts, stderr)
}

/// Writes the releases; answers how many lines were refused.
fn answer(args: &ReleaseArgs, fixed: Option<Catalogues>, pile: Pile, stdout: impl Write) -> io::Result<u64> {
    let Pile { archive, changes, refused } = pile;
    let policy = args.policy.with(args.k);
    let keys = args.seed.map_or_else(Keys::of_facts, Keys::seeded);
    let catalogues = fixed.unwrap_or(Catalogues::Told(changes));
    let mut out = BufWriter::new(stdout);
    // How many facts did not count is nobody's business here: the figures may be small.
    Replay::new(archive, catalogues, policy, keys).run(args.until, |batch| {
        batch.iter().try_for_each(|release| -> io::Result<()> {
            serde_json::to_writer(&mut out, &contract::envelope(release, policy))?;
            out.write_all(b"\n")
        })
    })?;
    out.flush()?;
    Ok(refused)
}

#[cfg(test)]
mod tests;
