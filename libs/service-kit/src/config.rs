//! Settings: every one is a flag and an environment variable; a fault exits with 2 and names both.

use std::{convert::Infallible, ffi::OsString, fmt, net::SocketAddr, path::PathBuf, str::FromStr};

use clap::{Args, Parser, ValueEnum, error::ContextKind, error::ContextValue};

use crate::tombstones::{TombstoneKey, Tombstones};

/// Where the service listens.
#[derive(Debug, Clone, Args)]
pub struct HttpArgs {
    /// Address of the service's API.
    #[arg(long, env = "PACKYTRACE_LISTEN", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Address of metrics and health.
    #[arg(long, env = "PACKYTRACE_ADMIN_LISTEN", value_name = "ADDRESS")]
    pub admin_listen: SocketAddr,
}

/// What the service tells about itself.
#[derive(Debug, Clone, Args)]
pub struct TelemetryArgs {
    /// `json` in production, `text` for people.
    #[arg(long, env = "PACKYTRACE_LOG_FORMAT", value_enum, default_value_t = LogFormat::Json)]
    pub log_format: LogFormat,
    /// What is logged, as `level` or `target=level,…`.
    #[arg(long, env = "PACKYTRACE_LOG", default_value = "info")]
    pub log: String,
    /// Traces go to this OTLP/HTTP endpoint; none are exported without it.
    #[arg(long, env = "OTEL_EXPORTER_OTLP_ENDPOINT", value_name = "URL")]
    pub otlp_endpoint: Option<String>,
}

/// The form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}

/// How callers are known.
#[derive(Debug, Clone, Args)]
pub struct IdentityArgs {
    /// JWKS file with the public keys of everyone who may sign an identity token.
    #[arg(long, env = "PACKYTRACE_IDENTITY_JWKS", value_name = "FILE")]
    pub identity_jwks: PathBuf,
}

/// Where this service remembers whom it erased.
#[derive(Debug, Clone, Args)]
pub struct TombstoneArgs {
    /// Folder of the tombstones: outside the database, kept for as long as its backups are.
    #[arg(long, env = "PACKYTRACE_TOMBSTONES", value_name = "FOLDER")]
    pub tombstones: PathBuf,
    /// Hashes what stands in the tombstones: at least 16 bytes in hexadecimal digits, the same for ever.
    #[arg(long, env = "PACKYTRACE_TOMBSTONE_KEY", value_name = "HEX", hide_env_values = true)]
    pub tombstone_key: TombstoneKey,
}

impl TombstoneArgs {
    /// The tombstones of this service.
    ///
    /// # Errors
    /// Their file cannot be made or read.
    pub fn open(&self, service: &str) -> std::io::Result<Tombstones> {
        Tombstones::open(&self.tombstones, service, self.tombstone_key.clone())
    }
}

/// A setting that never shows itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The secret itself, for the adapter that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Reads the settings; a fault is told on stderr in one line, and the process exits with 2.
#[must_use]
pub fn parse<C: Parser>() -> C {
    parse_from(std::env::args_os())
}

/// [`parse`] of a service: without a command it serves.
#[must_use]
pub fn parse_or_serve<C: Parser>() -> C {
    parse_from(with_default_command(std::env::args_os()))
}

fn with_default_command(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<_> = arguments.collect();
    let told = arguments.get(1).and_then(|argument| argument.to_str());
    let about_itself = matches!(told, Some("-h" | "--help" | "-V" | "--version"));
    if told.is_none_or(|argument| argument.starts_with('-')) && !about_itself {
        arguments.insert(1.min(arguments.len()), "serve".into());
    }
    arguments
}

fn parse_from<C: Parser>(arguments: impl IntoIterator<Item = OsString>) -> C {
    match try_parse_from::<C>(arguments) {
        Ok(config) => config,
        Err(Fault::Told(error)) => error.exit(),
        Err(Fault::Setting(line)) => {
            eprintln!("{line}");
            std::process::exit(2)
        }
    }
}

/// Why settings could not be read.
#[derive(Debug)]
pub enum Fault {
    /// clap's own words: help, version, or an unknown flag.
    Told(clap::Error),
    /// A setting is missing or wrong.
    Setting(String),
}

/// [`parse`] without the exit.
///
/// # Errors
/// [`Fault`] says which setting is missing or wrong.
pub fn try_parse_from<C: Parser>(arguments: impl IntoIterator<Item = OsString>) -> Result<C, Fault> {
    C::try_parse_from(arguments).map_err(|error| explain(&C::command(), error))
}

fn explain(command: &clap::Command, error: clap::Error) -> Fault {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            let missing = names(error.get(ContextKind::InvalidArg));
            let settings: Vec<_> = missing.iter().map(|name| setting(command, name)).collect();
            Fault::Setting(format!("missing setting: {}", settings.join(", ")))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let name = names(error.get(ContextKind::InvalidArg)).join(" ");
            let reason = std::error::Error::source(&error).map_or_else(
                || error.to_string().lines().next().unwrap_or_default().to_owned(),
                ToString::to_string,
            );
            Fault::Setting(format!("wrong setting: {}: {reason}", setting(command, &name)))
        }
        _ => Fault::Told(error),
    }
}

fn names(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::String(name)) => vec![name.clone()],
        Some(ContextValue::Strings(names)) => names.clone(),
        _ => Vec::new(),
    }
}

/// `--flag <VALUE>` with its variable: `--listen (PACKYTRACE_LISTEN)`.
fn setting(command: &clap::Command, usage: &str) -> String {
    let flag = usage.split([' ', '=']).next().unwrap_or(usage);
    let variable = everything(command)
        .into_iter()
        .find(|argument| argument.get_long().is_some_and(|long| flag == format!("--{long}")))
        .and_then(|argument| argument.get_env().map(|name| name.to_string_lossy().into_owned()));
    match variable {
        Some(variable) => format!("{flag} ({variable})"),
        None => usage.to_owned(),
    }
}

fn everything(command: &clap::Command) -> Vec<&clap::Arg> {
    let own = command.get_arguments();
    own.chain(command.get_subcommands().flat_map(everything)).collect()
}

/// The default address on this machine for a port of the fleet's table.
#[must_use]
pub fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Parser)]
    struct Settings {
        #[command(flatten)]
        http: HttpArgs,
        #[arg(long, env = "TEST_ONLY_SECRET", default_value = "s3cret")]
        secret: Secret,
    }

    fn read(arguments: &[&str]) -> Result<Settings, Fault> {
        try_parse_from(std::iter::once("service").chain(arguments.iter().copied()).map(Into::into))
    }

    fn arguments(words: &[&str]) -> Vec<OsString> {
        with_default_command(words.iter().map(OsString::from))
    }

    #[test]
    fn a_service_serves_unless_told_otherwise() {
        assert_eq!(arguments(&["a-service"])[1], "serve");
        assert_eq!(arguments(&["a-service", "--listen", "127.0.0.1:1"])[1], "serve");
        assert_eq!(arguments(&["a-service", "--help"])[1], "--help");
        assert_eq!(arguments(&["a-service", "migrate"])[1], "migrate");
    }

    #[test]
    fn a_missing_setting_is_named_with_its_variable() {
        let Err(Fault::Setting(line)) = read(&["--listen", "127.0.0.1:1"]) else { panic!("accepted") };
        assert_eq!(line, "missing setting: --admin-listen (PACKYTRACE_ADMIN_LISTEN)");
    }

    #[test]
    fn a_wrong_setting_is_named_with_its_variable_and_reason() {
        let Err(Fault::Setting(line)) = read(&["--listen", "nowhere", "--admin-listen", "127.0.0.1:2"])
        else {
            panic!("accepted")
        };
        assert_eq!(line, "wrong setting: --listen (PACKYTRACE_LISTEN): invalid socket address syntax");
    }

    #[test]
    fn a_secret_shows_in_no_log() {
        let settings = read(&["--listen", "127.0.0.1:1", "--admin-listen", "127.0.0.1:2"]).expect("complete");
        assert!(!format!("{settings:?} {}", settings.secret).contains("s3cret"));
        assert_eq!(settings.secret.reveal(), "s3cret");
        assert_eq!(settings.http.listen, loopback(1));
    }
}
