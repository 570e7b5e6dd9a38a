//! The fridge service's binary.

mod config;

use std::{io, process::ExitCode};

use fridge_service::adapters::cli::fold::{self, FoldArgs};
use service_kit::clock::{Clock, SystemClock};

use config::Command;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    match config::parse().command {
        Command::Fold(args) => fold(args).await,
    }
}

async fn fold(args: FoldArgs) -> anyhow::Result<ExitCode> {
    let run = move || fold::run(&args, SystemClock.now(), io::stdin(), io::stdout(), io::stderr());
    Ok(tokio::task::spawn_blocking(run).await?)
}
