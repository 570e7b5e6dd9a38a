//! How to see that a process serves.

use std::path::Path;
use std::time::Duration;

use sqlx::{Connection, PgConnection};

/// What shows that a process is ready.
#[derive(Clone, Debug)]
pub(crate) enum Ready {
    /// This URL answers 2xx.
    Http(String),
    /// PostgreSQL lets this URL in.
    Postgres(String),
    /// The log of this start holds these words.
    LogSays(&'static str),
}

impl Ready {
    /// Looks once. `log_from` is how long the log was before this start.
    pub(crate) async fn look(&self, log: &Path, log_from: u64) -> bool {
        match self {
            Self::Http(url) => answers(url).await,
            Self::Postgres(url) => connects(url).await,
            Self::LogSays(words) => says(log, log_from, words),
        }
    }
}

/// An HTTP client for parts of the fleet; they are all on this machine.
pub(crate) fn http_client(patience: Duration) -> reqwest::Result<reqwest::Client> {
    // Fails only when the program has chosen a provider already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .timeout(patience)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
}

async fn answers(url: &str) -> bool {
    let Ok(client) = http_client(Duration::from_secs(10)) else { return false };
    client.get(url).send().await.is_ok_and(|answer| answer.status().is_success())
}

async fn connects(url: &str) -> bool {
    match PgConnection::connect(url).await {
        Ok(connection) => connection.close().await.is_ok(),
        Err(_) => false,
    }
}

fn says(log: &Path, log_from: u64, words: &str) -> bool {
    let text = std::fs::read(log).unwrap_or_default();
    let from = usize::try_from(log_from).unwrap_or(0).min(text.len());
    String::from_utf8_lossy(&text[from..]).contains(words)
}
