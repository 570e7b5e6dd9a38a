//! What the processes print: each into its own file, and all into one, with their names in front.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, PipeReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::{Doing, Result};

/// One file is kept to about this size; the one before it stays beside it.
const MAX_BYTES: u64 = 32 << 20;

/// The folder of logs.
#[derive(Clone, Debug)]
pub(crate) struct Logs {
    folder: PathBuf,
    all: Arc<Mutex<LogFile>>,
}

impl Logs {
    pub(crate) fn open(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(&folder).doing(format!("making {}", folder.display()))?;
        let all = LogFile::open(folder.join("fleet.log"))?;
        Ok(Self { folder, all: Arc::new(Mutex::new(all)) })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.log"))
    }

    /// Copies what a process prints until it has closed its end.
    pub(crate) fn follow(&self, name: &str, output: PipeReader) -> Result<()> {
        let mut own = LogFile::open(self.path(name))?;
        let all = Arc::clone(&self.all);
        let prefix = format!("{name:>23} | ").into_bytes();
        std::thread::spawn(move || {
            let mut lines = BufReader::new(output);
            let mut line = Vec::new();
            while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                own.append(&[&line]);
                all.lock().unwrap_or_else(PoisonError::into_inner).append(&[&prefix, &line]);
                line.clear();
            }
        });
        Ok(())
    }
}

#[derive(Debug)]
struct LogFile {
    path: PathBuf,
    file: File,
    bytes: u64,
}

impl LogFile {
    fn open(path: PathBuf) -> Result<Self> {
        let file = append_to(&path).doing(format!("opening {}", path.display()))?;
        let bytes = file.metadata().map_or(0, |metadata| metadata.len());
        Ok(Self { path, file, bytes })
    }

    /// A full disk must not stop the process that prints, so failures are passed over.
    fn append(&mut self, parts: &[&[u8]]) {
        let text = parts.concat();
        if self.bytes > MAX_BYTES {
            self.turn();
        }
        let _ = self.file.write_all(&text);
        self.bytes += text.len() as u64;
    }

    fn turn(&mut self) {
        let _ = fs::rename(&self.path, self.path.with_extension("log.1"));
        if let Ok(file) = append_to(&self.path) {
            self.file = file;
            self.bytes = 0;
        }
    }
}

fn append_to(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}

/// The last lines of a file; nothing when there is none.
pub(crate) fn tail(path: &Path, lines: usize) -> String {
    let text = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wait;

    #[tokio::test]
    async fn each_process_has_its_own_log_and_its_name_in_the_common_one() {
        let home = tempfile::tempdir().unwrap();
        let logs = Logs::open(home.path().to_owned()).unwrap();
        let (reader, mut writer) = std::io::pipe().unwrap();
        logs.follow("kafka", reader).unwrap();
        writer.write_all(b"one\ntwo\n").unwrap();
        drop(writer);
        let common = home.path().join("fleet.log");
        wait::until("both lines in the log", 5, || async { tail(&common, 9).contains("two").then_some(()) })
            .await
            .unwrap();
        assert_eq!(tail(&logs.path("kafka"), 9), "one\ntwo");
        assert_eq!(tail(&common, 1), "                  kafka | two");
    }
}
