//! The personalization service's binary.

use std::{io, process::ExitCode};

use clap::{Parser, Subcommand};
use personalization_service::adapters::cli::evaluate::{self, EvaluateArgs};

/// Health profiles, rule policies and verdicts.
#[derive(Debug, Parser)]
#[command(name = "personalization-service", version, disable_help_subcommand = true)]
struct Config {
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
enum Command {
    Evaluate(EvaluateArgs),
}

fn main() -> ExitCode {
    match Config::parse().command {
        Command::Evaluate(args) => evaluate::run(&args, io::stdin(), io::stdout(), io::stderr()),
    }
}
