//! The history goes the way that every fact goes: through the pipeline, which tells of it what may be told.

use std::fs;
use std::process::Command;

use jiff::Timestamp;

use super::calendar::{DAY, begin, instant};
use super::life::NEW_RECIPE;
use super::{Moment, write};
use crate::binaries;
use crate::command::{aside, run_aside};
use crate::done::Done;
use crate::error::{Doing, Result};
use crate::layout::{Checkout, Home};
use crate::ports::Ports;
use crate::secrets::Secrets;
use crate::services::{MEASUREMENT_PIPELINE, Service, all_ports};
use crate::wiring::Wiring;

const PRODUCTS: &str = "data/demo-brand/brand.jsonl";
/// When it ends is chosen once: another history of the same days would be refused.
const NOTE: &str = "data/history.json";
const ENDS: &str = "ends";

/// Tells the demo history to the pipeline of `make up`, which may run meanwhile. What was told before is left as it is.
pub async fn demo_history() -> Result<()> {
    let checkout = Checkout::find()?;
    let home = Home::lasting(&checkout.state())?;
    let secrets = Secrets::open(home.path("secrets"))?;
    import(&Wiring { checkout, home, ports: Ports::from_env(&all_ports())?, secrets }, None).await
}

/// When the demo brand first stated its products, and when its new recipe.
pub(crate) fn instant_of(wiring: &Wiring, moment: Moment) -> String {
    let begin = begin(ending(&Done::read(wiring.home.path(NOTE))));
    match moment {
        Moment::FirstDay => instant(begin),
        Moment::NewRecipe => instant(begin + NEW_RECIPE.1 * DAY),
    }
}

fn ending(done: &Done) -> Timestamp {
    done.of(ENDS).and_then(|ends| ends.parse().ok()).unwrap_or_else(Timestamp::now)
}

/// Whether it was told to these databases.
pub(crate) fn is_told(wiring: &Wiring) -> bool {
    Done::read(wiring.home.path(NOTE)).of(ENDS).is_some()
}

pub(crate) async fn import(wiring: &Wiring, folder: Option<&std::path::Path>) -> Result<()> {
    let Some(service) = Service::named(MEASUREMENT_PIPELINE) else { return Ok(()) };
    let mut done = Done::read(wiring.home.path(NOTE));
    let now = ending(&done);
    let (products, file) = (wiring.checkout.path(PRODUCTS), wiring.home.path("data/history.jsonl"));
    fs::create_dir_all(wiring.home.path("data")).doing("making the folder of data")?;
    let written = file.clone();
    let until = aside(move || write(&products, now, &written)).await?;
    let mut command = Command::new(binaries::find(folder, service.name)?);
    command.args(["import-history", "--until", &until, "--facts"]).arg(&file);
    command.envs(service.serve_settings(wiring)?);
    run_aside("telling the demo history", command).await?;
    fs::remove_file(&file).doing(format!("removing {}", file.display()))?;
    done.note(ENDS, until)
}
