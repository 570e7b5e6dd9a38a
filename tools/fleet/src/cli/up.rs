use std::fs::File;
use std::process::Stdio;

use fleet::supervisor::{self, Record};
use fleet::{Checkout, Event, FleetError, Result, Toolchain, check};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{ChildStdout, Command};

use super::render::Renderer;

/// Brings the fleet up and leaves it running.
pub(super) async fn run() -> Result<()> {
    let checkout = Checkout::find()?;
    let state = checkout.state();
    if let Some(record) = Record::read(&state).filter(Record::is_current) {
        return greet(&checkout, &record);
    }
    if supervisor::stop(&state).await? {
        eprintln!("a part of PackyTrace has ended or changed: it is started anew");
    }
    check(&checkout)?;
    let renderer = Renderer::default();
    Toolchain::fetch(&checkout, true, &renderer.progress()).await?;
    follow(start_supervisor(&checkout)?, &renderer).await?;
    match Record::read(&state) {
        Some(record) => greet(&checkout, &record),
        None => Err(FleetError::Unusable("the fleet ended as soon as it was up: see its logs".into())),
    }
}

fn start_supervisor(checkout: &Checkout) -> Result<ChildStdout> {
    let logs = checkout.state().join("logs");
    let unusable = |what: &str, error: std::io::Error| FleetError::Unusable(format!("{what}: {error}"));
    std::fs::create_dir_all(&logs).map_err(|error| unusable("making the folder of logs", error))?;
    let log = File::create(logs.join("supervisor.log")).map_err(|error| unusable("opening a log", error))?;
    let this = std::env::current_exe().map_err(|error| unusable("finding the running program", error))?;
    let mut child = Command::new(this)
        .arg("supervise")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .map_err(|error| unusable("starting the supervisor", error))?;
    child.stdout.take().ok_or_else(|| FleetError::Unusable("the supervisor has no output".into()))
}

/// Shows what the supervisor tells until the fleet is up.
async fn follow(output: ChildStdout, renderer: &Renderer) -> Result<()> {
    let mut lines = BufReader::new(output).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        match serde_json::from_str(&line) {
            Ok(Event::Up) => return Ok(()),
            Ok(Event::Stopped { reason }) => return Err(FleetError::Unusable(reason)),
            Ok(event) => renderer.show(&event),
            Err(_) => {}
        }
    }
    Err(FleetError::Unusable("the supervisor broke off: see supervisor.log in the folder of logs".into()))
}

fn greet(checkout: &Checkout, record: &Record) -> Result<()> {
    println!("\nPackyTrace is up: {}", record.url);
    if let Some(mail) = &record.mail {
        println!("Mail to its people is caught and shown: {mail}");
    }
    let file = checkout.state().join("demo-sign-ins");
    if let Ok(sign_ins) = std::fs::read_to_string(&file) {
        println!("\nDemo sign-ins (name=password, also in {}):", file.display());
        sign_ins.lines().for_each(|line| println!("  {line}"));
    }
    println!("\n`make down` stops it, `make reset` also drops its data.");
    Ok(())
}
