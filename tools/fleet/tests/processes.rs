//! Fleets beside each other, broken processes, and a fleet whose owner is killed.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use fleet::{Fleet, FleetOptions, until};
use sqlx::{Connection, PgConnection};

async fn answers(url: &str) -> bool {
    PgConnection::connect(url).await.is_ok()
}

fn is_alive(pid: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat"))
        .is_ok_and(|stat| !stat.rsplit(')').next().unwrap_or_default().trim().starts_with('Z'))
}

#[tokio::test]
async fn two_fleets_run_side_by_side_and_leave_nothing() {
    let (one, other) =
        tokio::join!(async { Fleet::start(FleetOptions::test().unwrap()).await.unwrap() }, async {
            Fleet::start(FleetOptions::test().unwrap()).await.unwrap()
        },);
    assert_ne!(one.kafka(), other.kafka());
    let pids: Vec<u32> = one.processes().filter_map(fleet::Process::pid).collect();
    let folder = one.path("data");
    assert_eq!(pids.len(), 2);
    drop(one);
    assert!(pids.iter().all(|pid| !is_alive(*pid)));
    assert!(!folder.exists());
    assert!(answers(&other.superuser_url().unwrap()).await);
}

#[tokio::test]
async fn a_process_can_be_killed_frozen_and_restarted() {
    let fleet = Fleet::start(FleetOptions::test().unwrap()).await.unwrap();
    let url = fleet.superuser_url().unwrap();
    let postgres = fleet.process("postgres").unwrap();

    postgres.freeze().unwrap();
    assert!(postgres.is_running());
    let frozen = tokio::time::timeout(std::time::Duration::from_millis(300), answers(&url)).await;
    assert!(frozen.is_err(), "a frozen PostgreSQL answered");
    postgres.thaw().unwrap();
    until("PostgreSQL to answer again", 10, || async { answers(&url).await.then_some(()) }).await.unwrap();

    postgres.kill().unwrap();
    assert!(!postgres.is_running());
    assert!(!answers(&url).await);
    postgres.start().await.unwrap();
    assert!(answers(&url).await);

    let before = postgres.pid();
    postgres.restart().await.unwrap();
    assert_ne!(postgres.pid(), before);
    assert!(answers(&url).await);
}

#[tokio::test]
async fn nothing_outlives_an_owner_that_is_killed() {
    let script = "echo $PACKYTRACE_TEST_KAFKA; exec sleep 600";
    let mut owner = Command::new(env!("CARGO_BIN_EXE_fleet"))
        .args(["test-env", "--", "sh", "-c", script])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(owner.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let children = descendants(owner.id());
    assert!(children.len() > 3, "PostgreSQL, its own children, Kafka and the command: {children:?}");

    owner.kill().unwrap();
    owner.wait().unwrap();
    until("the end of every child", 20, || async { (!children.iter().copied().any(is_alive)).then_some(()) })
        .await
        .unwrap();
}

/// The children, and theirs.
fn descendants(of: u32) -> Vec<u32> {
    let tasks = std::fs::read_dir(format!("/proc/{of}/task")).unwrap();
    let lists = tasks.filter_map(|task| std::fs::read_to_string(task.unwrap().path().join("children")).ok());
    let children: Vec<u32> = lists
        .flat_map(|list| list.split_whitespace().map(|pid| pid.parse().unwrap()).collect::<Vec<_>>())
        .collect();
    children.iter().flat_map(|child| [vec![*child], descendants(*child)].concat()).collect()
}
