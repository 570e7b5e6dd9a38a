//! Sends mail.

use async_trait::async_trait;

/// A mail to one person.
#[derive(Clone)]
pub struct Mail {
    /// Their address.
    pub to: String,
    /// The same for each try of the same mail, so that a server can tell.
    pub message_id: String,
    /// In which language.
    pub language: &'static str,
    /// Where such mails are stopped.
    pub stop: String,
    /// In a few words.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mail([redacted])")
    }
}

/// Why a mail was not sent, as far as that can be told.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// No server was reached: it was not sent.
    #[error("no mail server was reached")]
    NotReached(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The server refused it: it was not sent. What it said stays unsaid: it may name the person.
    #[error("the mail server refused it with {0}")]
    Refused(String),
    /// The server was given the mail and never said what it did with it.
    #[error("the mail server did not say what it did")]
    Unknown(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Sends mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands the mail over.
    async fn send(&self, mail: &Mail) -> Result<(), NotSent>;
}
