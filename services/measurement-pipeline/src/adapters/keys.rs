//! The keys as files of a folder, which every instance shares and no backup of the database has.
//!
//! `history.key` stays. `<day>.key` goes when its day has closed: overwritten, removed, and `destroyed-through` says that it is
//! never to be drawn again.

use std::{
    collections::BTreeMap,
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use service_kit::hex;
use uuid::Uuid;

use crate::{
    application::ports::DayKeys,
    domain::{day::Day, history::HistoryKey, key::DayKey},
};

const HISTORY: &str = "history.key";
const DESTROYED: &str = "destroyed-through";

/// A folder of keys.
pub struct KeyFolder {
    folder: PathBuf,
    /// Keys that were read, until they are destroyed.
    read: Mutex<BTreeMap<Day, DayKey>>,
}

impl KeyFolder {
    /// The folder, made for its owner alone if it is not there.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn open(folder: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        Ok(Self { folder: folder.to_owned(), read: Mutex::default() })
    }

    /// The key behind all marks, drawn when there is none.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub fn history(&self) -> io::Result<HistoryKey> {
        Ok(HistoryKey::new(&self.secret(HISTORY)?))
    }

    /// The secret of this name; of several who draw it at once one wins.
    fn secret(&self, name: &str) -> io::Result<[u8; 32]> {
        if let Some(secret) = self.existing(name)? {
            return Ok(secret);
        }
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|_| io::Error::other("there is no randomness"))?;
        let drawn = self.write_aside(&text(&secret))?;
        let placed = fs::hard_link(&drawn, self.folder.join(name));
        fs::remove_file(&drawn)?;
        match placed {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => self.sync()?,
        }
        self.existing(name)?.ok_or_else(|| io::Error::other("a key vanished as it was drawn"))
    }

    fn existing(&self, name: &str) -> io::Result<Option<[u8; 32]>> {
        let mut digits = String::new();
        match fs::File::open(self.folder.join(name)) {
            Ok(mut file) => file.read_to_string(&mut digits)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let bytes = hex::bytes(digits.trim()).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Some).ok_or_else(|| io::Error::other("a key file holds no key"))
    }

    /// A file of its own name, on disk.
    fn write_aside(&self, text: &str) -> io::Result<PathBuf> {
        let path = self.folder.join(format!(".{}", Uuid::new_v4().simple()));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(path)
    }

    /// What was made, linked or removed is so on disk, too.
    fn sync(&self) -> io::Result<()> {
        fs::File::open(&self.folder)?.sync_all()
    }

    fn destroyed_through(&self) -> io::Result<Option<Day>> {
        match fs::read_to_string(self.folder.join(DESTROYED)) {
            Ok(text) => Ok(text.trim().parse().ok().and_then(Day::on)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The days whose keys are there.
    fn days(&self) -> io::Result<Vec<Day>> {
        let mut days = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            let day =
                name.to_str().and_then(|name| name.strip_suffix(".key")).and_then(|day| day.parse().ok());
            days.extend(day.and_then(Day::on));
        }
        Ok(days)
    }

    /// Overwritten first: what a file system gives back may be read again.
    fn destroy(&self, day: Day) -> io::Result<()> {
        let path = self.folder.join(file_name(day));
        match OpenOptions::new().write(true).open(&path) {
            Ok(mut file) => {
                file.write_all(text(&[0; 32]).as_bytes())?;
                file.sync_all()?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        }
        match fs::remove_file(&path) {
            // Another instance was faster.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }

    fn remember(&self, day: Day, secret: &[u8; 32]) -> DayKey {
        let key = DayKey::new(secret);
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(day, key.clone());
        key
    }

    fn known(&self, day: Day) -> Option<DayKey> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&day).cloned()
    }
}

impl DayKeys for KeyFolder {
    fn draw(&self, day: Day) -> io::Result<Option<DayKey>> {
        if let Some(key) = self.known(day) {
            return Ok(Some(key));
        }
        if self.are_destroyed(day)? {
            return Ok(None);
        }
        Ok(Some(self.remember(day, &self.secret(&file_name(day))?)))
    }

    fn find(&self, day: Day) -> io::Result<Option<DayKey>> {
        if let Some(key) = self.known(day) {
            return Ok(Some(key));
        }
        Ok(self.existing(&file_name(day))?.map(|secret| self.remember(day, &secret)))
    }

    fn are_destroyed(&self, day: Day) -> io::Result<bool> {
        Ok(self.destroyed_through()?.is_some_and(|through| day <= through))
    }

    fn destroy_through(&self, day: Day) -> io::Result<()> {
        if !self.are_destroyed(day)? {
            let noted = self.write_aside(&day.to_string())?;
            fs::rename(noted, self.folder.join(DESTROYED))?;
            self.sync()?;
        }
        self.read.lock().unwrap_or_else(PoisonError::into_inner).retain(|known, _| *known > day);
        let gone: Vec<_> = self.days()?.into_iter().filter(|there| *there <= day).collect();
        gone.iter().try_for_each(|day| self.destroy(*day))?;
        if gone.is_empty() { Ok(()) } else { self.sync() }
    }
}

fn file_name(day: Day) -> String {
    format!("{day}.key")
}

fn text(secret: &[u8; 32]) -> String {
    secret.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn day(date: &str) -> Day {
        Day::on(date.parse().unwrap()).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let all =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = all.collect();
        names.sort();
        names
    }

    #[test]
    fn instances_that_share_a_folder_have_the_same_keys() {
        let folder = tempfile::tempdir().unwrap();
        let drawn = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    let keys = KeyFolder::open(folder.path()).unwrap();
                    scope.spawn(move || keys.draw(day("2026-11-22")).unwrap().unwrap().check())
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(drawn.iter().all(|check| *check == drawn[0]));
        let other = KeyFolder::open(folder.path()).unwrap().draw(day("2026-11-23")).unwrap().unwrap();
        assert_ne!(other.check(), drawn[0]);
    }

    #[test]
    fn a_destroyed_key_is_gone_for_everybody_and_never_drawn_again() {
        let folder = tempfile::tempdir().unwrap();
        let (here, there) =
            (KeyFolder::open(folder.path()).unwrap(), KeyFolder::open(folder.path()).unwrap());
        for date in ["2026-11-21", "2026-11-22", "2026-11-23"] {
            here.draw(day(date)).unwrap().unwrap();
        }
        here.destroy_through(day("2026-11-22")).unwrap();
        assert_eq!(names(folder.path()), ["2026-11-23.key", DESTROYED]);
        for keys in [&here, &there] {
            assert!(keys.draw(day("2026-11-22")).unwrap().is_none());
            assert!(keys.find(day("2026-11-21")).unwrap().is_none());
            assert!(keys.find(day("2026-11-23")).unwrap().is_some());
        }
        here.destroy_through(day("2026-11-20")).unwrap();
        assert!(here.are_destroyed(day("2026-11-22")).unwrap(), "what was destroyed stays so");
    }

    #[test]
    fn keys_open_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("keys");
        let keys = KeyFolder::open(&place).unwrap();
        keys.draw(day("2026-11-22")).unwrap();
        keys.history().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&place), 0o700);
        assert!(names(&place).iter().all(|name| mode(&place.join(name)) == 0o600));
    }
}
