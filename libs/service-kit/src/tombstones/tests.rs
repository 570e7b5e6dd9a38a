use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
};

use jiff::{Timestamp, civil::date};
use tempfile::TempDir;

use super::*;
use crate::ids::{AccountId, VisitorId};

const DAY: Date = date(2026, 11, 22);

fn key() -> TombstoneKey {
    "00112233445566778899aabbccddeeff".parse().expect("a key")
}

fn opened(folder: &TempDir) -> Tombstones {
    Tombstones::open(&folder.path().join("stones"), "passport-service", key()).expect("opened")
}

fn text(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("stones/passport-service.tombstones")).expect("a file")
}

fn visitor() -> Subject {
    Subject::Visitor(VisitorId::new_v7(Timestamp::now()))
}

#[test]
fn who_was_erased_stays_known_and_nobody_else_is() {
    let folder = TempDir::new().expect("a folder");
    let (gone, here) = (visitor(), visitor());
    opened(&folder).append_now(&[gone], DAY).expect("appended");
    let later = opened(&folder);
    assert!(later.contains(&gone).expect("read"));
    assert!(!later.contains(&here).expect("read"));
    assert_eq!(later.among([here, gone]).expect("read"), [gone]);
    assert_eq!(later.iterate().expect("read").map(|(_, day)| day).collect::<Vec<_>>(), [DAY]);
}

#[test]
fn the_same_id_of_another_kind_is_another_subject() {
    let folder = TempDir::new().expect("a folder");
    let id = VisitorId::new_v7(Timestamp::now());
    let stones = opened(&folder);
    stones.append_now(&[Subject::Visitor(id)], DAY).expect("appended");
    assert!(!stones.contains(&Subject::Account(AccountId::from_uuid(id.as_uuid()))).expect("read"));
}

#[test]
fn the_file_names_nobody_and_opens_for_its_owner_alone() {
    let folder = TempDir::new().expect("a folder");
    let gone = visitor();
    opened(&folder).append_now(&[gone], DAY).expect("appended");
    let (line, id) = (text(&folder), gone.to_string());
    assert!(!line.contains(id.split_once(':').expect("kind:id").1), "{line}");
    let mode =
        |path: &str| fs::metadata(folder.path().join(path)).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode("stones"), mode("stones/passport-service.tombstones")), (0o700, 0o600));
}

#[test]
fn another_key_recognises_nobody() {
    let folder = TempDir::new().expect("a folder");
    let gone = visitor();
    opened(&folder).append_now(&[gone], DAY).expect("appended");
    let other = "ff112233445566778899aabbccddeeff".parse().expect("a key");
    let other = Tombstones::open(&folder.path().join("stones"), "passport-service", other).expect("opened");
    assert!(!other.contains(&gone).expect("read"));
}

#[test]
fn a_line_torn_by_a_crash_takes_no_other_with_it() {
    let folder = TempDir::new().expect("a folder");
    let (first, second) = (visitor(), visitor());
    opened(&folder).append_now(&[first], DAY).expect("appended");
    let path = folder.path().join("stones/passport-service.tombstones");
    OpenOptions::new().append(true).open(path).and_then(|mut file| file.write_all(b"0f3a")).expect("torn");
    let after = opened(&folder);
    after.append_now(&[second], DAY).expect("appended");
    for stones in [after, opened(&folder)] {
        assert_eq!(stones.among([first, second]).expect("read"), [first, second]);
    }
}

#[test]
fn what_another_instance_appends_is_seen() {
    let folder = TempDir::new().expect("a folder");
    let (here, there, gone) = (opened(&folder), opened(&folder), visitor());
    assert!(!here.contains(&gone).expect("read"));
    there.append_now(&[gone], DAY).expect("appended");
    assert!(here.contains(&gone).expect("read"));
}

#[test]
fn an_erasure_that_is_repeated_writes_once() {
    let folder = TempDir::new().expect("a folder");
    let (stones, gone) = (opened(&folder), visitor());
    stones.append_now(&[gone], DAY).expect("appended");
    stones.append_now(&[gone], DAY.tomorrow().expect("in range")).expect("appended");
    assert_eq!(text(&folder).lines().count(), 1);
}

#[test]
fn appending_from_many_threads_tears_no_line() {
    let folder = TempDir::new().expect("a folder");
    let everyone: Vec<_> = (0..64).map(|_| visitor()).collect();
    std::thread::scope(|scope| {
        for some in everyone.chunks(8) {
            let stones = opened(&folder);
            scope.spawn(move || {
                some.iter().for_each(|one| stones.append_now(&[*one], DAY).expect("appended"));
            });
        }
    });
    assert_eq!(opened(&folder).among(everyone.clone()).expect("read"), everyone);
}

#[test]
fn a_short_key_is_refused() {
    assert_eq!("00ff".parse::<TombstoneKey>().map(drop), Err(KeyFault));
    assert_eq!("zz".repeat(16).parse::<TombstoneKey>().map(drop), Err(KeyFault));
    assert_eq!(format!("{:?}", key()), "[redacted]");
}
