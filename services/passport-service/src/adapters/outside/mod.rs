//! Reads from outside systems, each within bounds: time, bytes, retries, and where it may lead.
//!
//! A slow, dead or hostile source costs its own section only (`reliability.md` of the design lists the faults).

mod addresses;
mod depth;
mod fault;
mod limits;
mod retry_budget;

use std::{sync::Arc, time::Duration};

use bytes::{Bytes, BytesMut};
use reqwest::{Client, Response, StatusCode, Url, header, redirect};
use tokio::time::Instant;

use addresses::OuterOnly;
pub use depth::within_depth;
pub use fault::{AFTER_FAILURE, SourceFault};
pub use limits::Limits;
use retry_budget::RetryBudget;
use service_kit::breaker::Breaker;

use super::metrics::{SourceMeter, SourceMeters};

/// One outside system and our manners towards it.
pub struct Outside {
    base: Url,
    client: Client,
    limits: Limits,
    breaker: Breaker,
    retries: RetryBudget,
    meter: SourceMeter,
}

/// An answer within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// 200 or 404; everything else is a [`SourceFault`].
    pub status: StatusCode,
    /// The media type without parameters, lower case.
    pub media_type: String,
    /// At most [`Limits::bytes`].
    pub body: Bytes,
}

/// The client could not be made.
#[derive(Debug, thiserror::Error)]
pub enum OutsideFault {
    /// The base address has no host.
    #[error("{0} is no http(s) address of a host")]
    Base(Url),
    /// The HTTP client could not be built.
    #[error("building the HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}

impl Outside {
    /// A door to `base`, where we introduce ourselves with `contact`.
    ///
    /// # Errors
    /// The address has no host, or the client cannot be built.
    pub fn new(base: Url, contact: &str, limits: Limits) -> Result<Self, OutsideFault> {
        if base.host_str().is_none() || !matches!(base.scheme(), "http" | "https") {
            return Err(OutsideFault::Base(base));
        }
        let client = client(&base, &format!("PackyTrace/{} ({contact})", env!("CARGO_PKG_VERSION")))?;
        let (breaker, retries) = (Breaker::default(), RetryBudget::default());
        Ok(Self { base, client, breaker, retries, limits, meter: SourceMeters::default().of("unnamed") })
    }

    /// The same, counted.
    #[must_use]
    pub fn metered(self, meter: SourceMeter) -> Self {
        meter.circuit(false);
        Self { meter, ..self }
    }

    /// Reads `path` (with query) below the base address.
    ///
    /// # Errors
    /// [`SourceFault`] says how the source failed.
    pub async fn get(&self, path: &str) -> Result<Fetched, SourceFault> {
        let url = self.base.join(path).map_err(|_| SourceFault::BadData("no such path".into()))?;
        self.get_url(url).await
    }

    /// Reads a whole address; its host must be the base's own or one of [`Limits::other_hosts`].
    ///
    /// # Errors
    /// [`SourceFault`] says how the source failed.
    pub async fn get_url(&self, url: Url) -> Result<Fetched, SourceFault> {
        if !self.may_ask(&url) {
            return Err(SourceFault::BadData("the address leads to another host".into()));
        }
        let permit =
            self.breaker.permit().inspect_err(|_| self.meter.resting()).map_err(SourceFault::from)?;
        let began = Instant::now();
        let answer = tokio::time::timeout(self.limits.time, self.with_retry(url)).await;
        let answer = answer.unwrap_or(Err(SourceFault::Timeout));
        self.meter.observe(answer.as_ref().map(drop), began.elapsed());
        let open = permit.settle(answer.as_ref().err().is_some_and(SourceFault::is_failure));
        self.meter.circuit(open);
        answer
    }

    fn may_ask(&self, url: &Url) -> bool {
        same_origin(&self.base, url)
            || (url.scheme() == "https"
                && url.port().is_none()
                && url.host_str().is_some_and(|host| self.limits.is_other_host(host)))
    }

    async fn with_retry(&self, url: Url) -> Result<Fetched, SourceFault> {
        self.retries.deposit();
        match self.once(url.clone()).await {
            Err(Attempt::NoAnswer(_)) if self.retries.withdraw() => {
                self.once(url).await.map_err(Attempt::into_fault)
            }
            answer => answer.map_err(Attempt::into_fault),
        }
    }

    async fn once(&self, url: Url) -> Result<Fetched, Attempt> {
        let response = self.client.get(url).send().await.map_err(|error| refused(&error))?;
        let status = response.status();
        let media_type = media_type(&response);
        match status {
            StatusCode::OK | StatusCode::NOT_FOUND => {
                Ok(Fetched { status, media_type, body: self.body(response).await? })
            }
            _ => Err(Attempt::Failed(SourceFault::Unavailable {
                why: format!("it answered {status}"),
                retry_after: retry_after(&response),
            })),
        }
    }

    async fn body(&self, mut response: Response) -> Result<Bytes, Attempt> {
        let too_large = || Attempt::Failed(SourceFault::BadData("the answer is too large".into()));
        let bytes = u64::try_from(self.limits.bytes).unwrap_or(u64::MAX);
        if response.content_length().is_some_and(|length| length > bytes) {
            return Err(too_large());
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| broken(&error))? {
            if body.len() + chunk.len() > self.limits.bytes {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }
}

/// How one try failed; only a try without any answer may be repeated.
enum Attempt {
    NoAnswer(SourceFault),
    Failed(SourceFault),
}

impl Attempt {
    fn into_fault(self) -> SourceFault {
        match self {
            Self::NoAnswer(fault) | Self::Failed(fault) => fault,
        }
    }
}

fn refused(error: &reqwest::Error) -> Attempt {
    if error.is_redirect() {
        return Attempt::Failed(SourceFault::BadData("it redirects to another host".into()));
    }
    Attempt::NoAnswer(SourceFault::unavailable(kind(error)))
}

fn broken(error: &reqwest::Error) -> Attempt {
    if error.is_decode() {
        return Attempt::Failed(SourceFault::BadData("the answer's encoding is broken".into()));
    }
    Attempt::Failed(SourceFault::unavailable(kind(error)))
}

/// In words without the address: it holds the product that somebody looks at.
fn kind(error: &reqwest::Error) -> &'static str {
    if error.is_connect() { "no connection" } else { "the answer broke off" }
}

fn media_type(response: &Response) -> String {
    let value = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.and_then(|value| value.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase()
}

fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_secs)
}

fn same_origin(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme()
        && one.host_str() == other.host_str()
        && one.port_or_known_default() == other.port_or_known_default()
}

fn client(base: &Url, user_agent: &str) -> Result<Client, OutsideFault> {
    // The process has one provider; a second install is no fault.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let home = base.clone();
    let stay = redirect::Policy::custom(move |attempt| {
        if attempt.previous().len() > 3 || !same_origin(&home, attempt.url()) {
            attempt.error("leads elsewhere")
        } else {
            attempt.follow()
        }
    });
    let mut builder = Client::builder().user_agent(user_agent).redirect(stay).pool_max_idle_per_host(4);
    if !addresses::is_inner_host(base) {
        builder = builder.dns_resolver(Arc::new(OuterOnly));
    }
    Ok(builder.build()?)
}
