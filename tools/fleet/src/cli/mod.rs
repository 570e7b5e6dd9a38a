//! The commands.

mod fetch;
mod render;
mod reset;
mod status;
mod supervise;
mod test_env;
mod up;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use fleet::{Checkout, Result, supervisor};

/// Starts and stops a whole PackyTrace system on this machine.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start everything in the background and print its URL; nothing happens when it runs already.
    ///
    /// Ports are moved by variables such as PACKYTRACE_GATEWAY_PORT=8090, the state folder (.local) by
    /// PACKYTRACE_STATE.
    Up,
    /// Stop everything in good order; data stay.
    Down,
    /// Stop everything and drop its data, secrets and logs; downloads stay.
    Reset {
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Show what runs.
    Status,
    /// Tell the pipeline of `up` ninety invented days of the demo brand, unless it knows them.
    DemoHistory,
    /// Fetch PostgreSQL, Node, Kafka and Keycloak, and nothing else.
    Fetch,
    /// Run a command beside a PostgreSQL, a Kafka, a Keycloak and a mail server of its own, for example
    /// `fleet test-env -- cargo test --workspace`.
    ///
    /// The command finds them in PACKYTRACE_TEST_DATABASE_URL (a superuser's URL), PACKYTRACE_TEST_KAFKA
    /// (`user:password@host:port` of somebody who may do everything), PACKYTRACE_TEST_KEYCLOAK (its URL; beside it …_ADMIN as name:password, …_GATEWAY_SECRET, …_IDENTITY_SECRET
    /// and …_PUBLIC_URL, to which the realm's clients come back) and PACKYTRACE_TEST_SMTP_API (the caught mail).
    TestEnv {
        /// Start every service too, with the small catalog and the demo people; its one URL is in
        /// PACKYTRACE_URL, the file of their sign-ins in PACKYTRACE_DEMO_SIGN_INS.
        #[arg(long)]
        services: bool,
        /// The command and its arguments.
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
    /// Own the fleet in the background; `up` starts this.
    #[command(hide = true)]
    Supervise,
}

pub(crate) async fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::TestEnv { services, command } => return test_env::run(services, &command).await,
        Command::Supervise => return supervise::run().await,
        Command::Up => up::run().await?,
        Command::Down => down().await?,
        Command::Reset { yes } => reset::run(yes).await?,
        Command::Status => status::run()?,
        Command::DemoHistory => {
            fleet::demo_history().await?;
            println!("the demo brand's insights hold ninety days");
        }
        Command::Fetch => fetch::run().await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn down() -> Result<()> {
    match supervisor::stop(&Checkout::find()?.state()).await? {
        true => println!("PackyTrace is down; its data stay in place"),
        false => println!("PackyTrace was not running"),
    }
    Ok(())
}
