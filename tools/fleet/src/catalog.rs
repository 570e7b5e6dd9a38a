//! The shipped catalog, imported when it has changed since the last import.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::command::{aside, run_aside};
use crate::demo_history::{Moment, instant_of};
use crate::done::Done;
use crate::error::{Doing, FleetError, Result};
use crate::fleet::Fleet;
use crate::options::Catalog;
use crate::services::Service;

/// A file or folder of `data/`, the command that reads it, and the smallest catalog that has it.
struct Import {
    kind: &'static str,
    path: &'static str,
    from: Catalog,
    /// When the demo history has it stated; now, unless there is something to tell.
    since: Option<Moment>,
}

/// In this order: products are scored with Agribalyse's rows.
const IMPORTS: &[Import] = &[
    Import {
        kind: "agribalyse",
        path: "data/agribalyse/synthese-3.1.1.csv",
        from: Catalog::Small,
        since: None,
    },
    Import { kind: "brand", path: "data/demo-brand", from: Catalog::Small, since: Some(Moment::FirstDay) },
    Import {
        kind: "brand",
        path: "data/demo-brand/new-recipe.jsonl",
        from: Catalog::Small,
        since: Some(Moment::NewRecipe),
    },
    Import {
        kind: "open-food-facts",
        path: "data/open-food-facts/products.jsonl.gz",
        from: Catalog::Small,
        since: None,
    },
    Import {
        kind: "open-food-facts",
        path: "data/open-food-facts/rows.jsonl.gz",
        from: Catalog::Full,
        since: None,
    },
    Import {
        kind: "open-food-facts",
        path: "data/open-food-facts/export-world.tsv.gz",
        from: Catalog::Full,
        since: None,
    },
    Import {
        kind: "open-food-facts",
        path: "data/open-food-facts/lean-europe.csv.gz",
        from: Catalog::Full,
        since: None,
    },
];

/// Which service reads the catalog.
const READER: &str = "passport-service";

impl Fleet {
    /// Imports what this service has not yet in this form.
    pub(crate) async fn import(&self, service: &Service, catalog: Catalog) -> Result<()> {
        if service.name != READER || catalog == Catalog::None {
            return Ok(());
        }
        let mut done = Done::read(self.path("data/imports.json"));
        // Later on, what is imported changes when it is imported.
        let first = IMPORTS.iter().all(|import| done.of(import.path).is_none());
        for import in IMPORTS.iter().filter(|import| import.from <= catalog) {
            let source = self.wiring.checkout.path(import.path);
            let hash = aside(move || hash(&source)).await?;
            if done.has(import.path, &hash) {
                continue;
            }
            let step = format!("importing {}", import.path);
            let since = import.since.filter(|_| first);
            self.progress.step(&step, self.run_import(service, import, since)).await?;
            done.note(import.path, hash)?;
        }
        Ok(())
    }

    async fn run_import(&self, service: &Service, import: &Import, since: Option<Moment>) -> Result<()> {
        let name = import.path.replace('/', "-");
        let mut command = Command::new(self.binary(service)?);
        command.args(["import", import.kind]).arg(self.wiring.checkout.path(import.path));
        command.arg("--report").arg(self.path(&format!("logs/import-{name}.jsonl")));
        if let Some(moment) = since {
            command.args(["--since", &instant_of(&self.wiring, moment)]);
        }
        command.envs(service.serve_settings(&self.wiring)?);
        match run_aside(&format!("importing {}", import.path), command).await {
            // Lines were refused: they stand in the report, and the rest is in the catalog.
            Err(FleetError::Command { status, .. }) if status.code() == Some(1) => Ok(()),
            outcome => outcome.map(|_| ()),
        }
    }
}

/// The hash of a file, or of every file in a folder with its name.
fn hash(source: &Path) -> Result<String> {
    let mut files = Vec::new();
    collect(source, &mut files)?;
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.strip_prefix(source).unwrap_or(&file).as_os_str().as_encoded_bytes());
        let mut reader = fs::File::open(&file).doing(format!("reading {}", file.display()))?;
        let mut writer = HashWriter(&mut hash);
        std::io::copy(&mut reader, &mut writer).doing(format!("reading {}", file.display()))?;
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn collect(source: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if source.is_file() {
        files.push(source.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(source).map_err(|error| {
        FleetError::Unusable(format!("{} is missing from the checkout: {error}", source.display()))
    })?;
    entries.flatten().try_for_each(|entry| collect(&entry.path(), files))
}

struct HashWriter<'h>(&'h mut Sha256);

impl std::io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_are_imported_again_when_a_file_changes_and_only_then() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("brand");
        fs::create_dir(&data).unwrap();
        fs::write(data.join("a.json"), "1").unwrap();
        let note = folder.path().join("imports.json");
        let first = hash(&data).unwrap();
        Done::read(note.clone()).note("brand", first.clone()).unwrap();
        assert!(Done::read(note.clone()).has("brand", &hash(&data).unwrap()));
        fs::write(data.join("a.json"), "2").unwrap();
        assert!(!Done::read(note).has("brand", &hash(&data).unwrap()));
    }
}
