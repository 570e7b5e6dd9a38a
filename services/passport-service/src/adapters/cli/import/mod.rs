//! `import`: files into the catalog, streamed, resumable, with a report of what was refused.

mod agribalyse;
mod brand;
mod open_food_facts;
mod report;

use std::{fs::File, io, path::Path, path::PathBuf, process::ExitCode};

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use sqlx::PgPool;

use crate::{adapters::postgres::PgCatalog, application::changes::Changes, application::ports::StoreError};

use report::Report;

/// Reads products and tables into the catalog.
///
/// A broken line is reported with its number and the rest goes on; the exit code is then 1. An import that was cut
/// off goes on where it stopped, one that is done already is over at once. Example:
/// `passport-service import open-food-facts products.jsonl.gz --report refused.jsonl`
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(subcommand)]
    what: What,
    /// Refused lines go here as JSON Lines instead of to standard error.
    #[arg(long, global = true, value_name = "FILE")]
    report: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Product documents (JSON Lines) or the export table (CSV), `.gz` and `.zst` too; `-` is standard input.
    OpenFoodFacts {
        /// What to read.
        file: PathBuf,
    },
    /// The synthesis table of Agribalyse (CSV).
    Agribalyse {
        /// What to read.
        file: PathBuf,
    },
    /// What a brand states: a folder with `brand.jsonl`, `journeys.jsonl` and pictures, or the product file itself.
    Brand {
        /// What to read.
        path: PathBuf,
        /// When it was stated first, such as `2026-09-01T00:00:00Z`: for a history that is told later. Now unless said.
        #[arg(long, value_name = "INSTANT")]
        since: Option<Timestamp>,
    },
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    created: u64,
    changed: u64,
    unchanged: u64,
    refused: u64,
}

/// Why an import ended early.
#[derive(Debug, thiserror::Error)]
enum ImportError {
    #[error("{path}: {error}")]
    File { path: String, error: io::Error },
    #[error("{path}: {reason}")]
    NotThat { path: String, reason: String },
    #[error("{0}: {source}", source = source_of(.0))]
    Store(#[from] StoreError),
    #[error("the report cannot be written: {0}")]
    Report(io::Error),
}

fn source_of(error: &StoreError) -> String {
    std::error::Error::source(error).map_or_else(String::new, ToString::to_string)
}

/// Runs the command on a migrated schema. Exit 1 when a line was refused, 2 when the import could not be done.
pub async fn run(args: &ImportArgs, pool: PgPool) -> ExitCode {
    match import(args, pool).await {
        Ok(tally) => {
            let Tally { created, changed, unchanged, refused } = tally;
            eprintln!("{created} new, {changed} changed, {unchanged} unchanged, {refused} refused");
            if refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

async fn import(args: &ImportArgs, pool: PgPool) -> Result<Tally, ImportError> {
    let mut report = Report::open(args.report.as_deref()).map_err(ImportError::Report)?;
    let catalog = PgCatalog::new(pool.clone(), Changes::default());
    let tally = match &args.what {
        What::OpenFoodFacts { file } => open_food_facts::import(file, &catalog, pool, &mut report).await,
        What::Agribalyse { file } => agribalyse::import(file, pool, &mut report).await,
        What::Brand { path, since } => brand::import(path, *since, &catalog, pool, &mut report).await,
    }?;
    report.finish().map_err(ImportError::Report)?;
    Ok(Tally { refused: report.refused(), ..tally })
}

/// The hash of a file's bytes: what tells one file from another, whatever its name.
fn hash(path: &Path) -> Result<[u8; 32], ImportError> {
    let read = || {
        let mut hasher = Sha256::new();
        io::copy(&mut File::open(path)?, &mut HashWriter(&mut hasher))?;
        Ok(hasher.finalize().into())
    };
    read().map_err(|error| file_error(path, error))
}

struct HashWriter<'a>(&'a mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn file_error(path: &Path, error: io::Error) -> ImportError {
    ImportError::File { path: path.display().to_string(), error }
}

/// A bar on a terminal; nothing elsewhere.
fn progress() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {pos} products, {per_sec}, {elapsed}");
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
