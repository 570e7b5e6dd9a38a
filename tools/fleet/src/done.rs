//! What was done to these databases already, and with which input; the note lies and goes with them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::error::{Doing, Result};

/// Hashes of what was done, by its name.
pub(crate) struct Done {
    file: PathBuf,
    hashes: BTreeMap<String, String>,
}

impl Done {
    pub(crate) fn read(file: PathBuf) -> Self {
        let text = fs::read(&file).unwrap_or_default();
        Self { hashes: serde_json::from_slice(&text).unwrap_or_default(), file }
    }

    pub(crate) fn has(&self, name: &str, hash: &str) -> bool {
        self.hashes.get(name).is_some_and(|done| done == hash)
    }

    pub(crate) fn of(&self, name: &str) -> Option<&str> {
        self.hashes.get(name).map(String::as_str)
    }

    pub(crate) fn note(&mut self, name: &str, hash: String) -> Result<()> {
        self.hashes.insert(name.to_owned(), hash);
        let text = serde_json::to_string_pretty(&self.hashes).map_err(std::io::Error::from);
        text.and_then(|text| fs::write(&self.file, text)).doing("noting what was done")
    }
}
