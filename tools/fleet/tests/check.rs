//! What is missing is said in clear words before anything is built or fetched.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use fleet::{Checkout, all_ports};

/// A folder for PATH with every program of this machine but one.
fn path_without(missing: &str, folder: &Path) {
    for place in std::env::split_paths(&std::env::var_os("PATH").unwrap()) {
        for program in std::fs::read_dir(place).into_iter().flatten().flatten() {
            if program.file_name() != missing {
                let _ = symlink(program.path(), folder.join(program.file_name()));
            }
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn without_java_the_fleet_says_so_and_fetches_nothing() {
    let path = tempfile::tempdir().unwrap();
    let state = tempfile::tempdir().unwrap();
    path_without("java", path.path());
    let Output { status, stderr, .. } = Command::new(env!("CARGO_BIN_EXE_fleet"))
        .arg("up")
        .env("PATH", path.path())
        .env("PACKYTRACE_STATE", state.path().join("state"))
        .env("PACKYTRACE_CACHE", state.path().join("cache"))
        .output()
        .unwrap();
    assert_eq!(status.code(), Some(1));
    let words = text(&stderr);
    assert!(words.contains("missing: Java 17 or newer (java is not on PATH)"), "{words}");
    assert!(words.contains("apt-get install default-jdk-headless"), "{words}");
    assert!(!state.path().join("cache").exists());
}

#[test]
fn a_taken_port_is_named_with_the_variable_that_moves_it() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let state = tempfile::tempdir().unwrap();
    let output = Command::new(Checkout::find().unwrap().path("deployment/local/check"))
        .env("PACKYTRACE_STATE", state.path())
        .env("PACKYTRACE_KAFKA_PORT", port.to_string())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let words = text(&output.stderr);
    assert!(words.contains(&format!("port {port}")) && words.contains("PACKYTRACE_KAFKA_PORT"), "{words}");
}

#[test]
fn the_check_looks_at_the_ports_of_the_table() {
    let script = std::fs::read_to_string(Checkout::find().unwrap().path("deployment/local/check")).unwrap();
    let checked: BTreeSet<String> = script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("check_port PACKY"))
        .map(str::to_owned)
        .collect();
    let table = all_ports()
        .into_iter()
        .map(|port| format!("{} {}", port.variable.strip_prefix("PACKY").unwrap(), port.default));
    assert_eq!(checked, table.collect());
}
