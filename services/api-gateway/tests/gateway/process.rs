//! The binary: settings, readiness, leaving.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Instant,
};

use service_kit::identity::{GATEWAY, generate};

use crate::support::{PATIENCE, Peer, Running};

fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_api-gateway"));
    command.env_clear().stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn a_missing_or_wrong_setting_ends_with_2_and_is_named() {
    let keys = "a".repeat(64);
    for (arguments, line) in [
        (&[][..], "missing setting: --cookie-keys (GATEWAY_COOKIE_KEYS)"),
        (&["--cookie-keys", &keys], "missing setting: --identity-key (GATEWAY_IDENTITY_KEY)"),
        (
            &["--cookie-keys", "abc"],
            "wrong setting: --cookie-keys (GATEWAY_COOKIE_KEYS): key 1 is not 64 hexadecimal digits",
        ),
        (
            &["--passport-url", "localhost"],
            "wrong setting: --passport-url (GATEWAY_PASSPORT_URL): an upstream is `http://host[:port]`, nothing more",
        ),
        (
            &["--routes", "/nowhere.toml"],
            "wrong setting: --routes (GATEWAY_ROUTES): No such file or directory (os error 2)",
        ),
    ] {
        let output = binary().args(arguments).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr).trim(), line);
    }
}

#[test]
fn the_table_and_the_document_can_be_had_without_serving() {
    let check = binary().arg("check").output().expect("it runs");
    assert!(String::from_utf8_lossy(&check.stdout).ends_with("routes\n"));
    let openapi = binary().arg("openapi").output().expect("it runs");
    let document: serde_json::Value = serde_json::from_slice(&openapi.stdout).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");
}

struct Started {
    child: Child,
    address: String,
    admin: String,
}

fn start(gateway: &Running, peer: &Peer) -> Started {
    let keys = gateway.web.path().join("key.pem");
    std::fs::write(&keys, generate(GATEWAY).expect("keys").private_pem).expect("written");
    let mut child = binary()
        .args(["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--cookie-keys", &"a".repeat(64)])
        .arg("--web-root")
        .arg(gateway.web.path())
        .arg("--identity-key")
        .arg(&keys)
        .args(["--passport-url", &format!("http://{}", peer.address)])
        .spawn()
        .expect("it runs");
    let mut lines = BufReader::new(child.stderr.take().expect("stderr")).lines();
    let line =
        lines.find_map(|line| line.ok().filter(|line| line.contains("\"serving\""))).expect("it serves");
    std::thread::spawn(move || lines.for_each(drop));
    let line: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    let field = |name: &str| line[name].as_str().expect("a field").to_owned();
    Started { child, address: field("address"), admin: field("admin") }
}

async fn status(address: &str, path: &str) -> Option<u16> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(address).await.ok()?;
    let head = format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    answer.get(9..12)?.parse().ok()
}

#[tokio::test]
async fn it_is_ready_serves_and_leaves_on_sigterm() {
    let peer = Peer::friendly().await;
    let helper = Running::before(&peer).await;
    let mut started = start(&helper, &peer);
    let deadline = Instant::now() + PATIENCE;
    while status(&started.admin, "/health/ready").await != Some(200) {
        assert!(Instant::now() < deadline, "not ready");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(status(&started.address, "/01/1").await, Some(200));
    assert_eq!(status(&started.admin, "/metrics").await, Some(200));
    assert_eq!(status(&started.address, "/metrics").await, Some(404));
    let pid = i32::try_from(started.child.id()).expect("a pid");
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGTERM).expect("told");
    let exit =
        tokio::task::spawn_blocking(move || started.child.wait()).await.expect("no panic").expect("it ended");
    assert_eq!(exit.code(), Some(0));
}
