//! Keycloak's first start takes its time, so test fleets copy a PostgreSQL that has it behind it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::command::{aside, run_aside};
use crate::error::{Doing, Result};
use crate::fleet::Fleet;
use crate::keycloak::REALM_FILE;
use crate::layout::{Checkout, Home};
use crate::lock;
use crate::options::FleetOptions;
use crate::progress::Progress;

const DECLARATIONS: [&str; 6] = [
    REALM_FILE,
    "deployment/local/pom.xml",
    "deployment/local/package-lock.json",
    "deployment/postgres/10-roles.sql",
    "deployment/postgres/20-databases.sql",
    "deployment/postgres/30-schemas.sql",
];

/// What is copied: the databases, and the secrets that are in them.
const PARTS: [&str; 2] = ["data/postgres", "secrets"];

/// Fills a fresh temporary home with an imported realm.
pub(crate) async fn fill(home: &Home, checkout: &Checkout, progress: &Progress) -> Result<()> {
    let template = checkout.cache().join(format!("realm-{}", key(checkout)?));
    if !template.is_dir() {
        progress.step("preparing Keycloak for tests", make(checkout, &template)).await?;
    }
    copy(&template, &home.path("")).await
}

async fn make(checkout: &Checkout, template: &Path) -> Result<()> {
    let lock_file = checkout.cache().join("realm.lock");
    let _lock = aside(move || lock::exclusive(&lock_file)).await?;
    if template.is_dir() {
        return Ok(());
    }
    let mut options = FleetOptions::test()?.keycloak(false);
    options.realm_from_template = false;
    let home = options.home.clone();
    let mut fleet = Box::pin(Fleet::start(options)).await?;
    fleet.stop()?;
    let partial = checkout.cache().join("realm.partial");
    let _ = fs::remove_dir_all(&partial);
    copy(&home.path(""), &partial).await?;
    fs::rename(&partial, template).doing(format!("finishing {}", template.display()))
}

async fn copy(from: &Path, to: &Path) -> Result<()> {
    for part in PARTS {
        let target = to.join(part);
        let parent: PathBuf = target.parent().unwrap_or(to).to_owned();
        fs::create_dir_all(&parent).doing(format!("making {}", parent.display()))?;
        let mut command = Command::new("cp");
        command.args(["-a", "--reflink=auto"]).arg(from.join(part)).arg(&parent);
        run_aside("copying a prepared PostgreSQL", command).await?;
    }
    Ok(())
}

fn key(checkout: &Checkout) -> Result<String> {
    let mut hash = Sha256::new();
    for declaration in DECLARATIONS {
        hash.update(checkout.read(declaration)?);
    }
    Ok(hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect())
}
