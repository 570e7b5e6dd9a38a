//! `gs1`: reads codes line by line, writes Digital Links.

mod answer;
mod input;
mod stream;

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use gs1::{CANONICAL_STEM, Date, Options};

/// Reads and writes GS1 codes.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Parse(Parse),
    Link(Link),
}

/// Reads one code a line and answers each with one line of JSON
///
/// A line is raw text, or a JSON string where it starts with a quote. Ends with 1 when a line was refused.
#[derive(Args)]
#[command(after_help = "Example: printf '%s\\n' https://example.com/01/09506000134352 | gs1 parse")]
struct Parse {
    /// A file, also .gz or .zst; nothing or - is the standard input
    #[arg(default_value = "-")]
    file: String,
    /// Accept what readers tolerate, and say so in `warnings`
    #[arg(long)]
    lenient: bool,
    /// The day that decides which century a two-digit year is in; today when not given
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

/// Writes the Digital Link of an element string in brackets
#[derive(Args)]
#[command(after_help = "Example: gs1 link --elements '(01)09506000134352(10)ABC' --stem https://example.com")]
struct Link {
    /// Such as (01)09506000134352(10)ABC
    #[arg(long)]
    elements: String,
    /// What the link starts with
    #[arg(long, default_value = CANONICAL_STEM)]
    stem: String,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Parse(parse) => read_codes(&parse),
        Command::Link(link) => write_link(&link).map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|error| {
        eprintln!("gs1: {error:#}");
        ExitCode::from(2)
    })
}

fn today() -> Date {
    jiff::Zoned::now().date().into()
}

fn read_codes(parse: &Parse) -> anyhow::Result<ExitCode> {
    let today = parse.today.unwrap_or_else(today);
    let options = if parse.lenient { Options::lenient(today) } else { Options::strict(today) };
    let input = input::open(&parse.file).with_context(|| format!("cannot read {}", parse.file))?;
    let refused = stream::answer_all(input, std::io::stdout().lock(), parse.lenient, options)?;
    Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn write_link(link: &Link) -> anyhow::Result<()> {
    let code = gs1::parse_bracketed(&link.elements, Options::strict(today()))
        .map_err(|error| anyhow::anyhow!("--elements, character {}: {error}", error.at() + 1))?;
    println!("{}", code.link(&link.stem).context("--elements")?);
    Ok(())
}
