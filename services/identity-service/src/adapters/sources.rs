//! Other services' parts of an export, over HTTP with this service's own token.

use std::{fmt, str::FromStr, time::Duration};

use anyhow::{Context as _, ensure};
use async_trait::async_trait;
use futures_util::{StreamExt as _, TryStreamExt as _};
use reqwest::{Client, StatusCode, Url, redirect};
use service_kit::{identity::Own, ids::AccountId};

use crate::application::ports::{ExportSource, Part};

const CONNECT_WITHIN: Duration = Duration::from_secs(1);
/// Between two pieces of an answer.
const SILENT_AT_MOST: Duration = Duration::from_secs(30);

/// Where a service is asked for its part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceAddress {
    name: String,
    url: Url,
}

/// `passport-service=http://127.0.0.1:8081,…`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceAddresses(Vec<SourceAddress>);

/// Not a list of services with their addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a comma-separated list such as passport-service=http://127.0.0.1:8081")]
pub struct NoSources;

impl FromStr for SourceAddresses {
    type Err = NoSources;

    fn from_str(text: &str) -> Result<Self, NoSources> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(SourceAddress::read).collect::<Option<_>>().map(Self).ok_or(NoSources)
    }
}

impl fmt::Display for SourceAddresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<_> = self.0.iter().map(|source| format!("{}={}", source.name, source.url)).collect();
        f.write_str(&parts.join(","))
    }
}

impl SourceAddress {
    fn read(text: &str) -> Option<Self> {
        let (name, url) = text.split_once('=')?;
        let url: Url = url.parse().ok()?;
        let fits = matches!(url.scheme(), "http" | "https") && url.has_host() && !name.is_empty();
        fits.then(|| Self { name: name.to_owned(), url })
    }
}

impl SourceAddresses {
    /// Services to be asked, each under its name.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn sources(&self, own: &Own) -> anyhow::Result<Vec<std::sync::Arc<dyn ExportSource>>> {
        // The process has one provider; a second install is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .connect_timeout(CONNECT_WITHIN)
            .read_timeout(SILENT_AT_MOST)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .context("building the HTTP client")?;
        let source = |address: &SourceAddress| -> std::sync::Arc<dyn ExportSource> {
            std::sync::Arc::new(HttpSource { address: address.clone(), http: http.clone(), own: own.clone() })
        };
        Ok(self.0.iter().map(source).collect())
    }
}

struct HttpSource {
    address: SourceAddress,
    http: Client,
    own: Own,
}

#[async_trait]
impl ExportSource for HttpSource {
    fn name(&self) -> &str {
        &self.address.name
    }

    async fn part(&self, account: AccountId) -> anyhow::Result<Part> {
        let url = self.address.url.join(&format!("/internal/export/{account}"))?;
        let token = self.own.token().context("signing our own token")?;
        let asked = self.http.get(url).bearer_auth(token).send().await;
        let response = asked.map_err(reqwest::Error::without_url).context("asking")?;
        ensure!(response.status() == StatusCode::OK, "it answered {}", response.status());
        Ok(response.bytes_stream().map_err(|error| anyhow::Error::new(error.without_url())).boxed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_names_with_addresses() {
        let text = "passport-service=http://127.0.0.1:8081/,fridge-service=http://fridge/";
        assert_eq!(text.parse::<SourceAddresses>().map(|all| all.to_string()).as_deref(), Ok(text));
        for wrong in ["passport-service", "=http://x", "passport-service=ftp://x", "passport-service=nowhere"]
        {
            assert_eq!(wrong.parse::<SourceAddresses>(), Err(NoSources), "{wrong}");
        }
    }
}
