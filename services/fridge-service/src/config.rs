//! Every setting is a flag and an environment variable; `--help` lists them.

use clap::{Parser, Subcommand};
use fridge_service::adapters::cli::fold::FoldArgs;

/// What people have at home, what to use first, and what became of it.
#[derive(Debug, Parser)]
#[command(name = "fridge-service", version, disable_help_subcommand = true)]
pub(crate) struct Config {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Fold(FoldArgs),
}

/// What the process was asked to do.
pub(crate) fn parse() -> Config {
    Config::parse()
}
