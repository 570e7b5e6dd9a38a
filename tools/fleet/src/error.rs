use std::io;
use std::process::ExitStatus;

/// Why a fleet could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum FleetError {
    /// A file or a process of the machine.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done.
        doing: String,
        /// What the system answered.
        source: io::Error,
    },
    /// A helper command (npm, mvn, initdb, a migration) failed.
    #[error("{doing} failed ({status}):\n{output}")]
    Command {
        /// What the command was for.
        doing: String,
        /// How it ended.
        status: ExitStatus,
        /// The end of what it printed.
        output: String,
    },
    /// A process ended before it was ready.
    #[error("{process} ended early ({status}); the end of {log_file}:\n{log}")]
    Exited {
        /// The process.
        process: String,
        /// How it ended.
        status: ExitStatus,
        /// Where its log is.
        log_file: String,
        /// The end of the log.
        log: String,
    },
    /// A process was not ready in time.
    #[error("{process} was not ready within {seconds} s; the end of {log_file}:\n{log}")]
    NotReady {
        /// The process.
        process: String,
        /// How long it was waited for.
        seconds: u64,
        /// Where its log is.
        log_file: String,
        /// The end of the log.
        log: String,
    },
    /// A condition did not come true in time.
    #[error("{what} did not happen within {seconds} s")]
    Late {
        /// The condition.
        what: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// Somebody else listens on a port of the fleet.
    #[error("port {port} is taken: stop what listens there, or choose another with {variable}")]
    PortTaken {
        /// The port.
        port: u16,
        /// The variable that moves it.
        variable: &'static str,
    },
    /// PostgreSQL refused a statement or a connection.
    #[error("{doing}: {source}")]
    Database {
        /// What was being done.
        doing: String,
        /// What PostgreSQL answered.
        source: sqlx::Error,
    },
    /// An HTTP request to a part of the fleet failed.
    #[error("{doing}: {source}")]
    Http {
        /// What was being done.
        doing: String,
        /// What went wrong.
        source: reqwest::Error,
    },
    /// Anything that a person has to put right; the text says how.
    #[error("{0}")]
    Unusable(String),
}

/// The result of a fleet operation.
pub type Result<T, E = FleetError> = std::result::Result<T, E>;

/// Names what was being done when an error of another library came up.
pub(crate) trait Doing<T> {
    fn doing(self, what: impl Into<String>) -> Result<T>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, what: impl Into<String>) -> Result<T> {
        self.map_err(|source| FleetError::Io { doing: what.into(), source })
    }
}

impl<T> Doing<T> for nix::Result<T> {
    fn doing(self, what: impl Into<String>) -> Result<T> {
        self.map_err(io::Error::from).doing(what)
    }
}

impl<T> Doing<T> for Result<T, sqlx::Error> {
    fn doing(self, what: impl Into<String>) -> Result<T> {
        self.map_err(|source| FleetError::Database { doing: what.into(), source })
    }
}

impl<T> Doing<T> for reqwest::Result<T> {
    fn doing(self, what: impl Into<String>) -> Result<T> {
        self.map_err(|source| FleetError::Http { doing: what.into(), source })
    }
}
