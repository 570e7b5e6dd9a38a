//! The fridge's commands beside their goals: a long stream beside an empty one, the list of its owner, and commands a second
//! beside `pgbench`.
//!
//! Commands are carried out by the service's own use cases, in this process, on a pool of their own: what HTTP adds is the same for
//! every contender, and would flatter every ratio. The list is read over HTTP from the service itself.
//!
//! - *Append*: adding a pack, alone on a stream of its own, and on one of 10,000 events with 100 packs present; in turns.
//! - *`pgbench`*: the statements of "use 1 g of a pack", snapshots included, with the texts of the service's own files
//!   (`queries/*.sql`) and the values that the service has just written. As many clients, on accounts of their own, in turns with
//!   the service. It makes its ids on the server (`uuidv7()`) and hashes nothing: all else that a command costs is the service's.
//!
//! Runs a fleet of its own from release binaries beside this program (`make bench` builds them), with a PostgreSQL that syncs as a
//! real one does. Needs `pgbench` (Debian: postgresql).

mod append;
mod commands;
mod kitchen;
mod list;
mod pgbench;
mod script;

use std::{path::PathBuf, sync::Arc};

use anyhow::Context;
use benches::Report;
use clap::Parser;
use fleet::{Fleet, FleetOptions};
use service_kit::clock::SystemClock;
use sqlx::Connection as _;

use kitchen::{Kitchen, household};
use pgbench::Pgbench;

/// Measures the fridge.
#[derive(Debug, Parser)]
struct Options {
    /// Events of the long stream.
    #[arg(long, default_value_t = 10_000)]
    events: usize,
    /// Packs that are present in it.
    #[arg(long, default_value_t = 100)]
    present: usize,
    /// Rounds; every round measures every contender once, in another order.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Seconds that a contender has in a round.
    #[arg(long, default_value_t = 6)]
    seconds: u32,
    /// Clients that command at once.
    #[arg(long, default_value_t = 8)]
    clients: usize,
    /// Where the figures go; they are printed in any case.
    #[arg(long, default_value = "benches/results")]
    results: PathBuf,
}

/// The service's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let pgbench = Pgbench::find()?;
    let mut report = Report::begin();
    let fleet = FleetOptions::test()?.services(&["fridge-service"]);
    let fleet = Fleet::start(fleet).await.context("starting the fleet")?;
    let owner = household(&fleet, options.events, options.present).await.context("living")?;
    let kitchen = Kitchen::open(&fleet, Arc::new(SystemClock))?;
    list::run(&fleet, &owner, options.present, &mut report).await?;
    // Its relay would take part in what follows, on the same cores.
    fleet.process("fridge-service")?.stop()?;
    sync_as_a_real_one(&fleet).await?;
    append::run(&kitchen, &owner, options.rounds, &mut report).await?;
    commands::run(&kitchen, &pgbench.at(&fleet)?, &options, &mut report).await?;
    report.write(&options.results, "fridge")
}

/// A test fleet's PostgreSQL risks what nobody needs tomorrow. From here on a commit is on disk.
async fn sync_as_a_real_one(fleet: &Fleet) -> anyhow::Result<()> {
    let mut connection = sqlx::PgConnection::connect(&fleet.superuser_url()?).await?;
    for statement in [
        "ALTER SYSTEM SET fsync = on",
        "ALTER SYSTEM SET synchronous_commit = on",
        "ALTER SYSTEM SET full_page_writes = on",
        "SELECT pg_reload_conf()",
        "CHECKPOINT",
    ] {
        sqlx::query(statement).execute(&mut connection).await.context(statement)?;
    }
    Ok(())
}
