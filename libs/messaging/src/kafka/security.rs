//! How a client shows who it is. Each service has a principal of its own; what it may do stands in `deployment/kafka/topics.toml`.

use std::path::PathBuf;

use clap::ValueEnum;
use rdkafka::ClientConfig;
use service_kit::config::Secret;

/// Who we are to the brokers, and how that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args)]
pub struct KafkaSecurity {
    /// How brokers are spoken to. In production `sasl_ssl`, which wants a build with the feature `tls`.
    #[arg(
        long = "kafka-security",
        env = "PACKYTRACE_KAFKA_SECURITY",
        value_enum,
        default_value_t = Protocol::Plaintext
    )]
    pub protocol: Protocol,
    /// How the password is shown. In production `scram-sha-512`.
    #[arg(
        long = "kafka-sasl-mechanism",
        env = "PACKYTRACE_KAFKA_SASL_MECHANISM",
        value_enum,
        default_value_t = Mechanism::Plain
    )]
    pub mechanism: Mechanism,
    /// The principal, by habit the service's name.
    #[arg(long = "kafka-user", env = "PACKYTRACE_KAFKA_USER")]
    pub user: Option<String>,
    /// Its password.
    #[arg(long = "kafka-password", env = "PACKYTRACE_KAFKA_PASSWORD", hide_env_values = true)]
    pub password: Option<Secret>,
    /// PEM file of who signs the brokers' certificates, when the system does not know them.
    #[arg(long = "kafka-ca", env = "PACKYTRACE_KAFKA_CA", value_name = "FILE")]
    pub ca: Option<PathBuf>,
}

/// How brokers are spoken to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Protocol {
    /// In the open, as nobody.
    #[default]
    Plaintext,
    /// In the open, with a password: on this machine alone.
    SaslPlaintext,
    /// Over TLS, with a password.
    SaslSsl,
}

/// How the password is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "kebab-case")]
pub enum Mechanism {
    /// As it is.
    #[default]
    Plain,
    /// By a challenge.
    #[value(name = "scram-sha-512")]
    ScramSha512,
}

impl KafkaSecurity {
    /// A name and a password over the open connection.
    #[must_use]
    pub fn password(user: impl Into<String>, password: Secret) -> Self {
        Self {
            protocol: Protocol::SaslPlaintext,
            user: Some(user.into()),
            password: Some(password),
            ..Self::default()
        }
    }

    pub(super) fn apply(&self, config: &mut ClientConfig) {
        let protocol = match self.protocol {
            Protocol::Plaintext => return,
            Protocol::SaslPlaintext => "sasl_plaintext",
            Protocol::SaslSsl => "sasl_ssl",
        };
        let mechanism = match self.mechanism {
            Mechanism::Plain => "PLAIN",
            Mechanism::ScramSha512 => "SCRAM-SHA-512",
        };
        config.set("security.protocol", protocol).set("sasl.mechanism", mechanism);
        if let Some(user) = &self.user {
            config.set("sasl.username", user);
        }
        if let Some(password) = &self.password {
            config.set("sasl.password", password.reveal());
        }
        if let Some(ca) = &self.ca {
            config.set("ssl.ca.location", ca.display().to_string());
        }
    }
}
