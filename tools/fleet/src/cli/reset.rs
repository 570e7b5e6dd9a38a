use std::io::{IsTerminal, Write};
use std::path::Path;

use fleet::{Checkout, FleetError, Result, supervisor};

/// What a fleet makes; the downloads beside it stay.
const MADE: [&str; 6] = ["data", "secrets", "logs", "tombstones", "measurement-keys", "demo-sign-ins"];

pub(super) async fn run(yes: bool) -> Result<()> {
    let state = Checkout::find()?.state();
    if !yes && !agrees(&state)? {
        println!("nothing was changed");
        return Ok(());
    }
    supervisor::stop(&state).await?;
    for path in MADE.map(|name| state.join(name)) {
        remove(&path)?;
    }
    println!("PackyTrace is down and its data are gone; `make up` starts afresh");
    Ok(())
}

fn agrees(state: &Path) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Err(FleetError::Unusable("say `fleet reset --yes` where nobody can be asked".into()));
    }
    print!("Stop PackyTrace and drop all its data in {}? [y/N] ", state.display());
    let mut answer = String::new();
    let asked = std::io::stdout().flush().and_then(|()| std::io::stdin().read_line(&mut answer));
    Ok(asked.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(FleetError::Unusable(format!("removing {}: {error}", path.display())))
        }
        _ => Ok(()),
    }
}
