//! Events of every form that was ever written are read, and come to what they came to.

#![cfg(test)] // so that clippy knows helpers here as test code

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::ExitCode,
};

use fridge_service::{
    adapters::cli::fold::{FoldArgs, run},
    domain::{freshness::LeadDays, ledger::Period},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

fn streams() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut streams: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|end| end == "jsonl")).collect();
    streams.sort();
    streams
}

fn folded(stream: &Path) -> Value {
    let args = FoldArgs {
        as_of: "2026-11-23T12:00:00Z".parse().ok(),
        zone: TimeZone::get("Europe/Rome").unwrap(),
        lead_days: LeadDays::default(),
        by: Period::Week,
        file: stream.to_owned(),
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&args, Timestamp::UNIX_EPOCH, File::open("/dev/null").unwrap(), &mut out, &mut err);
    assert_eq!(
        (code, String::from_utf8(err).unwrap().as_str()),
        (ExitCode::SUCCESS, ""),
        "{}",
        stream.display()
    );
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn streams_of_every_form_come_to_what_they_came_to() {
    let streams = streams();
    assert!(streams.len() >= 2);
    for stream in streams {
        let (fresh, noted) = (folded(&stream), stream.with_extension("folded.json"));
        if std::env::var_os("UPDATE").is_some() && !noted.exists() {
            fs::write(&noted, serde_json::to_string_pretty(&fresh).unwrap() + "\n").unwrap();
        }
        let noted: Value = serde_json::from_slice(&fs::read(&noted).unwrap()).unwrap();
        assert_eq!(fresh, noted, "{}", stream.display());
    }
}

#[test]
fn the_first_form_counted_packs_that_stood_in_the_fridge() {
    let stream = streams().into_iter().find(|path| path.ends_with("v0.jsonl")).unwrap();
    let folded = folded(&stream);
    let (eggs, soup) = (&folded["items"][0], &folded["items"][1]);
    assert_eq!(eggs["remaining"], serde_json::json!({ "amount": 2, "unit": "piece" }));
    assert_eq!((&eggs["place"], &eggs["addedAt"]), (&"fridge".into(), &"2026-09-01T08:00:00Z".into()));
    assert_eq!((&soup["name"], &soup["state"]), (&"Soup".into(), &"frozen".into()));
}
