//! `import-history`: a history from a file, told as if it had arrived event by event.

use std::{
    io::{self, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;
use jiff::Timestamp;
use service_kit::stream::{self, Lines};

use super::{pile::Pile, release::LONGEST_LINE};
use crate::application::{
    import_history::{ImportHistory, Imported},
    ports::Roots,
    replay::{Catalogues, Keys, Replay},
};

/// What is imported.
#[derive(Debug, Clone, Args)]
pub struct HistoryArgs {
    /// What to read; `-` or nothing is standard input.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub facts: PathBuf,
    /// The instant up to which days have closed; not after now.
    #[arg(long, value_name = "INSTANT")]
    pub until: Timestamp,
}

/// Runs the command. Exit 1 when a line was passed over, or another history was told already; 2 when the file could not be read.
pub async fn run(
    args: &HistoryArgs,
    import: &ImportHistory,
    roots: Roots,
    stdin: impl Read + Send + 'static,
    mut stdout: impl Write,
    mut stderr: impl Write,
) -> ExitCode {
    let pile = stream::open(&args.facts, stdin)
        .and_then(|source| Pile::read(Lines::new(source, LONGEST_LINE), &mut stderr));
    let Pile { archive, changes, refused } = match pile {
        Ok(pile) => pile,
        Err(error) => return stream::exit(Err(error), &args.facts, stderr),
    };
    let keys = Keys::of_facts().with_roots(move |visitor| roots.of(visitor));
    let replay = Replay::new(archive, Catalogues::Told(changes), import.policy, keys);
    match import.run(replay, args.until).await {
        Ok(imported) => stream::exit(tell(imported, &mut stdout).map(|()| refused), &args.facts, stderr),
        Err(fault) => {
            // Nobody reads standard error who could be told that it cannot be written.
            let _ = writeln!(stderr, "{:#}", anyhow::Error::new(fault));
            ExitCode::FAILURE
        }
    }
}

fn tell(imported: Imported, out: &mut impl Write) -> io::Result<()> {
    let Imported { days, before, rows } = imported;
    writeln!(out, "{days} days told with {rows} numbers, {before} had been told before")
}
