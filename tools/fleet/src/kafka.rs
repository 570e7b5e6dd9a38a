//! Kafka: one node, broker and controller in one, that asks everybody for a password.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::sys::signal::Signal;

use crate::command::run;
use crate::error::{Doing, Result};
use crate::layout::{Checkout, Home};
use crate::process::Launch;
use crate::ready::Ready;
use crate::secrets::write_private;

/// The broker's own name.
pub(crate) const BROKER: &str = "kafka";
/// Who may do everything: the fleet itself, and its tests.
pub const OPERATOR: &str = "fleet";

/// A principal and its password.
pub(crate) type Account = (String, String);

/// Where a broker is to listen, and who may come.
#[derive(Debug)]
pub(crate) struct Door {
    pub(crate) port: u16,
    pub(crate) controller_port: u16,
    /// The broker first.
    pub(crate) accounts: Vec<Account>,
}

/// Formats the data folder when there is none, and says how to start the server on it.
pub(crate) fn prepare(checkout: &Checkout, home: &Home, libs: &Path, door: &Door) -> Result<Launch> {
    let data = home.path("data/kafka");
    fs::create_dir_all(home.path("data")).doing("making the data folder")?;
    if !data.is_dir() {
        let partial = home.path("data/kafka.partial");
        let settings = write_settings(checkout, home, &partial, door)?;
        format(libs, &settings, &partial)?;
        fs::rename(&partial, &data).doing(format!("finishing {}", data.display()))?;
    }
    let settings = write_settings(checkout, home, &data, door)?;
    let mut arguments = java_options(libs);
    arguments.push("-Xmx384m".into());
    arguments.push(log_settings(checkout));
    arguments.extend(["kafka.Kafka".into(), settings.into()]);
    Ok(Launch {
        name: "kafka".into(),
        program: "java".into(),
        arguments,
        environment: Vec::new(),
        user: None,
        ready: Ready::LogSays("Kafka Server started"),
        ready_within: 480,
        stop_signal: Signal::SIGTERM,
        kill_signal: Signal::SIGKILL,
    })
}

fn write_settings(checkout: &Checkout, home: &Home, data: &Path, door: &Door) -> Result<PathBuf> {
    let text = checkout
        .read("deployment/local/server.properties")?
        .replace("@PORT@", &door.port.to_string())
        .replace("@CONTROLLER_PORT@", &door.controller_port.to_string())
        .replace("@DATA@", &data.display().to_string())
        .replace("@CLIENTS@", &accounts_file(&door.accounts))
        .replace("@BROKERS@", &accounts_file(&door.accounts[..1]))
        .replace("@BROKER@", BROKER)
        .replace("@OPERATOR@", OPERATOR);
    let path = home.path("data/kafka.properties");
    write_private(&path, &text)?;
    Ok(path)
}

/// Who may come, in the broker's words; the first is the broker itself.
fn accounts_file(accounts: &[Account]) -> String {
    let known = accounts.iter().map(|(name, password)| format!(" user_{name}=\"{password}\""));
    let own = accounts.first().map(|(name, password)| format!("username=\"{name}\" password=\"{password}\""));
    let own = own.unwrap_or_default();
    format!(
        "org.apache.kafka.common.security.plain.PlainLoginModule required {own}{};",
        known.collect::<String>()
    )
}

fn format(libs: &Path, settings: &Path, partial: &Path) -> Result<()> {
    if partial.exists() {
        fs::remove_dir_all(partial).doing(format!("clearing {}", partial.display()))?;
    }
    let mut command = Command::new("java");
    command.args(java_options(libs)).args(["kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c"]);
    run("formatting Kafka's data folder", command.arg(settings)).map(|_| ())
}

/// Fleets are told apart by their ports; one name serves all.
const CLUSTER_ID: &str = "cGFja3l0cmFjZS1mbGVldA";

fn java_options(libs: &Path) -> Vec<OsString> {
    let mut class_path = libs.as_os_str().to_owned();
    class_path.push("/*");
    vec![
        "-cp".into(),
        class_path,
        "-Xms96m".into(),
        "-XX:+UseSerialGC".into(),
        "-XX:+ExitOnOutOfMemoryError".into(),
        "-Djava.awt.headless=true".into(),
    ]
}

fn log_settings(checkout: &Checkout) -> OsString {
    let file = checkout.path("deployment/local/log4j2.properties");
    let mut option = OsString::from("-Dlog4j2.configurationFile=");
    option.push(file);
    option
}
