//! Kafka: one node, broker and controller in one.

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

/// Formats the data folder when there is none, and says how to start the server on it.
pub(crate) fn prepare(
    checkout: &Checkout,
    home: &Home,
    libs: &Path,
    port: u16,
    controller_port: u16,
) -> Result<Launch> {
    let data = home.path("data/kafka");
    fs::create_dir_all(home.path("data")).doing("making the data folder")?;
    if !data.is_dir() {
        let partial = home.path("data/kafka.partial");
        let settings = write_settings(checkout, home, &partial, port, controller_port)?;
        format(libs, &settings, &partial)?;
        fs::rename(&partial, &data).doing(format!("finishing {}", data.display()))?;
    }
    let settings = write_settings(checkout, home, &data, port, controller_port)?;
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

fn write_settings(
    checkout: &Checkout,
    home: &Home,
    data: &Path,
    port: u16,
    controller_port: u16,
) -> Result<PathBuf> {
    let text = checkout
        .read("deployment/local/server.properties")?
        .replace("@PORT@", &port.to_string())
        .replace("@CONTROLLER_PORT@", &controller_port.to_string())
        .replace("@DATA@", &data.display().to_string());
    let path = home.path("data/kafka.properties");
    fs::write(&path, text).doing(format!("writing {}", path.display()))?;
    Ok(path)
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
