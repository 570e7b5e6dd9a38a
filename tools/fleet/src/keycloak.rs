//! Keycloak: built once, its realm imported at the first start.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::sys::signal::Signal;

use crate::command::run;
use crate::error::{Doing, FleetError, Result};
use crate::layout::Home;
use crate::ports::{KEYCLOAK, KEYCLOAK_MANAGEMENT, MAIL, POSTGRES};
use crate::postgres::password_name;
use crate::process::Launch;
use crate::ready::Ready;
use crate::wiring::Wiring;

/// The realm's file in the checkout.
pub(crate) const REALM_FILE: &str = "deployment/keycloak/packytrace-realm.json";
/// The look of its pages and mails.
const THEME: &str = "deployment/keycloak/themes/packytrace";
/// Keycloak's first administrator.
pub(crate) const ADMIN: &str = "packytrace-admin";

/// Its password, and the clients whose secrets the fleet and the services share.
pub(crate) const ADMIN_PASSWORD: &str = "keycloak-admin";
pub(crate) const GATEWAY_CLIENT: &str = "packytrace-gateway";
pub(crate) const IDENTITY_CLIENT: &str = "identity-service";

/// Under which name the secret of a client is kept.
pub(crate) fn secret_name(client: &str) -> String {
    format!("keycloak-{client}")
}

/// Unpacks what Maven has brought and builds it for PostgreSQL, so that every start is quick.
pub(crate) fn unpack_and_build(folder: &Path) -> Result<()> {
    let archive = archive_in(folder)?;
    let mut unpack = Command::new("tar");
    unpack.arg("-xzf").arg(&archive).args(["--strip-components=1", "-C"]).arg(folder);
    run("unpacking Keycloak", &mut unpack)?;
    fs::remove_file(&archive).doing(format!("removing {}", archive.display()))?;
    let mut build = Command::new(folder.join("bin/kc.sh"));
    build.args(["build", "--db=postgres", "--health-enabled=true", "--metrics-enabled=true"]);
    build.env("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    run("building Keycloak", &mut build).map(|_| ())
}

fn archive_in(folder: &Path) -> Result<PathBuf> {
    let entries = fs::read_dir(folder).doing("looking for Keycloak's archive")?;
    let mut files = entries.flatten().map(|entry| entry.path());
    files
        .find(|path| path.to_string_lossy().ends_with(".tar.gz"))
        .ok_or_else(|| FleetError::Unusable("Maven brought no Keycloak".into()))
}

/// Says how to start Keycloak; its home is the built one with a data folder of this fleet's own.
pub(crate) fn prepare(wiring: &Wiring, home: &Home, built: &Path) -> Result<Launch> {
    let folder = home.path("data/keycloak");
    let import = folder.join("data/import");
    fs::create_dir_all(&import).doing(format!("making {}", import.display()))?;
    fs::write(import.join("packytrace-realm.json"), wiring.checkout.read(REALM_FILE)?)
        .doing("writing the realm")?;
    for part in ["lib", "providers", "conf"] {
        link(&folder.join(part), &built.join(part))?;
    }
    link_theme(&folder.join("themes"), &wiring.checkout.path(THEME))?;
    let health = format!("http://{}/health/ready", wiring.address(KEYCLOAK_MANAGEMENT));
    Ok(Launch {
        name: "keycloak".into(),
        program: "java".into(),
        arguments: arguments(&folder),
        environment: environment(wiring)?,
        user: None,
        ready: Ready::Http(health),
        ready_within: 600,
        stop_signal: Signal::SIGTERM,
        kill_signal: Signal::SIGKILL,
    })
}

fn link(link: &Path, target: &Path) -> Result<()> {
    let _ = fs::remove_file(link);
    symlink(target, link).doing(format!("linking {}", link.display()))
}

/// Earlier fleets had one link here, to Keycloak's own empty folder.
fn link_theme(themes: &Path, ours: &Path) -> Result<()> {
    if themes.is_symlink() {
        fs::remove_file(themes).doing(format!("removing {}", themes.display()))?;
    }
    fs::create_dir_all(themes).doing(format!("making {}", themes.display()))?;
    link(&themes.join("packytrace"), ours)
}

/// What `kc.sh` would run. Called directly, because the script stays as a parent and a kill would miss Java.
fn arguments(folder: &Path) -> Vec<OsString> {
    let property = |name: &str, path: PathBuf| {
        let mut property = OsString::from(format!("-D{name}="));
        property.push(path);
        property
    };
    let mut arguments: Vec<OsString> = JAVA_OPTIONS.iter().map(OsString::from).collect();
    arguments.push(property("kc.home.dir", folder.to_owned()));
    arguments.push(property("jboss.server.config.dir", folder.join("conf")));
    arguments.extend(["-cp".into(), folder.join("lib/quarkus-run.jar").into()]);
    arguments.push("io.quarkus.bootstrap.runner.QuarkusEntryPoint".into());
    arguments.extend(["start".into(), "--optimized".into(), "--import-realm".into()]);
    arguments
}

/// The script's own, with a small heap and a quick start in place of peak speed.
const JAVA_OPTIONS: &[&str] = &[
    "-Xms64m",
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:MetaspaceSize=96M",
    "-XX:MaxMetaspaceSize=256m",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "-Djava.security.egd=file:/dev/urandom",
    "-Duser.language=en",
    "-Duser.country=US",
    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
    "-Dpicocli.disable.closures=true",
    "-Dquarkus-log-max-startup-records=10000",
    "--add-opens=java.base/java.util=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--add-opens=java.base/java.security=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
];

fn environment(wiring: &Wiring) -> Result<Vec<(String, String)>> {
    let secrets = &wiring.secrets;
    let port = |port| wiring.ports.get(port).to_string();
    let settings = [
        ("KC_DB_URL", format!("jdbc:postgresql://{}/keycloak", wiring.address(POSTGRES))),
        ("KC_DB_USERNAME", "keycloak".into()),
        ("KC_DB_PASSWORD", secrets.hex(&password_name("keycloak"))?),
        ("KC_DB_POOL_MAX_SIZE", "20".into()),
        ("KC_HTTP_HOST", "127.0.0.1".into()),
        ("KC_HTTP_PORT", port(KEYCLOAK)),
        ("KC_HTTP_ENABLED", "true".into()),
        ("KC_HTTP_MANAGEMENT_PORT", port(KEYCLOAK_MANAGEMENT)),
        ("KC_HOSTNAME", wiring.keycloak_url()),
        ("KC_CACHE", "local".into()),
        ("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN.into()),
        ("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.hex(ADMIN_PASSWORD)?),
        // A page that was changed in the checkout is seen at the next look.
        ("KC_SPI_THEME__STATIC_MAX_AGE", "0".into()),
    ];
    let settings = settings.into_iter().chain(realm_values(wiring)?);
    Ok(settings.map(|(name, value)| (name.to_owned(), value)).collect())
}

/// What the realm's file leaves open, by the names that stand there.
pub(crate) fn realm_values(wiring: &Wiring) -> Result<Vec<(&'static str, String)>> {
    let secrets = &wiring.secrets;
    Ok(vec![
        ("PACKYTRACE_PUBLIC_URL", wiring.public_url()),
        ("PACKYTRACE_KEYCLOAK_GATEWAY_SECRET", secrets.hex(&secret_name(GATEWAY_CLIENT))?),
        ("PACKYTRACE_KEYCLOAK_IDENTITY_SECRET", secrets.hex(&secret_name(IDENTITY_CLIENT))?),
        ("PACKYTRACE_SMTP_HOST", "127.0.0.1".into()),
        ("PACKYTRACE_SMTP_PORT", wiring.ports.get(MAIL).to_string()),
        ("PACKYTRACE_SMTP_FROM", "no-reply@packytrace.example".into()),
        ("PACKYTRACE_SMTP_SSL", "false".into()),
        ("PACKYTRACE_SMTP_STARTTLS", "false".into()),
        ("PACKYTRACE_SMTP_AUTH", "false".into()),
        ("PACKYTRACE_SMTP_USER", String::new()),
        ("PACKYTRACE_SMTP_PASSWORD", String::new()),
    ])
}
