//! PostgreSQL: made once, started, and given its roles, databases and schemas.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use nix::sys::signal::Signal;

use crate::command::run;
use crate::error::{Doing, Result};
use crate::layout::{Checkout, Home};
use crate::process::Launch;
use crate::ready::Ready;
use crate::secrets::Secrets;
use crate::user::User;

/// The superuser of the fleet's PostgreSQL.
pub(crate) const SUPERUSER: &str = "postgres";

/// Makes the data folder when there is none, and says how to start the server on it.
pub(crate) fn prepare(
    checkout: &Checkout,
    home: &Home,
    native: &Path,
    secrets: &Secrets,
    port: u16,
) -> Result<Launch> {
    let user = User::for_postgres(&[&native.join("bin/postgres"), &home.path("")])?;
    let data = home.path("data/postgres");
    if !data.is_dir() {
        make_data(native, &data, &secrets.hex(&password_name(SUPERUSER))?, user.as_ref())?;
    }
    user.as_ref().map_or(Ok(()), |user| user.take(&data))?;
    fs::write(data.join("packytrace.conf"), settings(checkout, home, port)?)
        .doing("writing packytrace.conf")?;
    Ok(Launch {
        name: "postgres".into(),
        program: native.join("bin/postgres"),
        arguments: vec!["-D".into(), data.into()],
        environment: vec![("LC_ALL".into(), "C".into()), ("TZ".into(), "UTC".into())],
        user,
        ready: Ready::Postgres(url(secrets, SUPERUSER, port, "postgres")?),
        ready_within: 180,
        // Fast shutdown: connections end, a checkpoint is written.
        stop_signal: Signal::SIGINT,
        // Immediate shutdown: takes its children and shared memory along, as a bare kill would not.
        kill_signal: Signal::SIGQUIT,
    })
}

/// The URL by which a role reaches a database.
pub(crate) fn url(secrets: &Secrets, role: &str, port: u16, database: &str) -> Result<String> {
    let password = secrets.hex(&password_name(role))?;
    Ok(format!("postgres://{role}:{password}@127.0.0.1:{port}/{database}"))
}

pub(crate) fn password_name(role: &str) -> String {
    format!("postgres-{role}")
}

fn make_data(native: &Path, data: &Path, password: &str, user: Option<&User>) -> Result<()> {
    let partial = data.with_extension("partial");
    if partial.exists() {
        fs::remove_dir_all(&partial).doing(format!("clearing {}", partial.display()))?;
    }
    fs::create_dir_all(&partial).doing(format!("making {}", partial.display()))?;
    fs::set_permissions(&partial, fs::Permissions::from_mode(0o700)).doing("closing the data folder")?;
    let password_file = tempfile::NamedTempFile::new().doing("writing PostgreSQL's first password")?;
    fs::write(password_file.path(), password).doing("writing PostgreSQL's first password")?;
    for path in [partial.as_path(), password_file.path()] {
        user.map_or(Ok(()), |user| user.take(path))?;
    }
    run("making PostgreSQL's data folder", &mut initdb(native, &partial, password_file.path(), user))?;
    let mut settings =
        fs::read_to_string(partial.join("postgresql.conf")).doing("reading postgresql.conf")?;
    settings.push_str("\ninclude 'packytrace.conf'\n");
    fs::write(partial.join("postgresql.conf"), settings).doing("writing postgresql.conf")?;
    fs::rename(&partial, data).doing(format!("finishing {}", data.display()))
}

fn initdb(native: &Path, data: &Path, password_file: &Path, user: Option<&User>) -> Command {
    let mut words = user.map(User::prefix).unwrap_or_default();
    words.push(native.join("bin/initdb").into());
    let mut command = Command::new(words.remove(0));
    command.args(words);
    command.arg("--pgdata").arg(data).arg(format!("--username={SUPERUSER}"));
    command.arg("--pwfile").arg(password_file);
    // Unicode letters are told apart the same on every machine, whatever locales it has.
    command.args(["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]);
    command.args(["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"]);
    command.current_dir("/").env("LC_ALL", "C");
    command
}

fn settings(checkout: &Checkout, home: &Home, port: u16) -> Result<String> {
    let common = checkout.read("deployment/local/postgresql.conf")?;
    let test = match home.is_temporary() {
        true => checkout.read("deployment/local/postgresql.test.conf")?,
        false => String::new(),
    };
    Ok(format!("{common}{test}listen_addresses = '127.0.0.1'\nport = {port}\n"))
}
