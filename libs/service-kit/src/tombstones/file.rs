//! The file: appended to under a lock, synced before anybody relies on it, a torn last line no harm.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::Digest;

pub(super) struct File {
    path: PathBuf,
}

type Line = (Digest, Date);

impl File {
    pub(super) fn open(folder: &Path, service: &str) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let this = Self { path: folder.join(format!("{service}.tombstones")) };
        this.handle()?.sync_all()?;
        fs::File::open(folder)?.sync_all()?; // the file's name is on disk too
        Ok(this)
    }

    fn handle(&self) -> io::Result<fs::File> {
        OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&self.path)
    }

    pub(super) fn length(&self) -> io::Result<u64> {
        Ok(fs::metadata(&self.path)?.len())
    }

    /// All lines in one write, synced. What a crash tore before is ended first, so that it takes no new line with it.
    pub(super) fn append(&self, lines: &[Line]) -> io::Result<()> {
        let mut file = self.handle()?;
        file.lock()?; // let go when the handle is closed
        let mut text = if ends_within_a_line(&mut file)? { "\n".to_owned() } else { String::new() };
        for (digest, day) in lines {
            text.push_str(&format!("{digest} {day}\n"));
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    /// The lines from this place on, and the place up to which they are whole.
    pub(super) fn read_from(&self, place: u64) -> io::Result<(Vec<Line>, u64)> {
        let mut file = self.handle()?;
        // A shorter file was put in this one's place.
        let place = if file.metadata()?.len() < place { 0 } else { place };
        file.seek(SeekFrom::Start(place))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let text = String::from_utf8_lossy(&bytes[..whole]);
        Ok((text.lines().filter_map(line).collect(), place + whole as u64))
    }
}

fn ends_within_a_line(file: &mut fs::File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != [b'\n'])
}

/// A line that a crash tore is none: nobody was told that it was written.
fn line(text: &str) -> Option<Line> {
    let (digest, day) = text.split_once(' ')?;
    Some((digest.parse().ok()?, day.parse().ok()?))
}
