//! The commands.

mod test_env;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Starts and stops a whole PackyTrace system on this machine.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a command beside a PostgreSQL and a Kafka of its own, for example
    /// `fleet test-env -- cargo test --workspace`.
    ///
    /// The command finds them in PACKYTRACE_TEST_DATABASE_URL (a superuser's URL) and PACKYTRACE_TEST_KAFKA.
    TestEnv {
        /// The command and its arguments.
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<std::ffi::OsString>,
    },
}

pub(crate) async fn run(cli: Cli) -> fleet::Result<ExitCode> {
    match cli.command {
        Command::TestEnv { command } => test_env::run(&command).await,
    }
}
