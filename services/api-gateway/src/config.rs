//! Every setting is a flag and an environment variable; `--help` lists them.

use std::{net::SocketAddr, num::NonZeroUsize, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use service_kit::config::{Secret, TelemetryArgs, loopback};

use crate::{adapters::upstream::Address, domain::client_address::Network};

/// The public door of PackyTrace.
#[derive(Debug, Parser)]
#[command(name = "api-gateway", version, about)]
pub struct Config {
    /// What to do; without it: serve.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to serve.
    #[command(flatten)]
    pub serve: ServeArgs,
    /// What it tells about itself.
    #[command(flatten)]
    pub telemetry: TelemetryArgs,
}

/// What the gateway can do.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum Command {
    /// Serve (the default).
    Serve,
    /// Print the gateway's own `OpenAPI` document.
    Openapi,
    /// Read the route table, say whether it stands, and leave.
    Check,
}

/// How the gateway serves.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct ServeArgs {
    /// Public address.
    #[arg(long, env = "PACKYTRACE_LISTEN", value_name = "ADDRESS", default_value_t = loopback(8080))]
    pub listen: SocketAddr,
    /// Address of metrics and health; never public.
    #[arg(long, env = "PACKYTRACE_ADMIN_LISTEN", value_name = "ADDRESS", default_value_t = loopback(9080))]
    pub admin_listen: SocketAddr,
    /// What browsers call this site; `https:` turns on `__Host-` cookies and HSTS.
    #[arg(long, env = "GATEWAY_PUBLIC_URL", value_name = "URL", default_value = "http://localhost:8080")]
    pub public_url: PublicUrl,
    /// Where passport-service listens.
    #[arg(long, env = "GATEWAY_PASSPORT_URL", value_name = "URL", default_value = "http://127.0.0.1:8081")]
    pub passport_url: Address,
    /// Where identity-service listens.
    #[arg(long, env = "GATEWAY_IDENTITY_URL", value_name = "URL", default_value = "http://127.0.0.1:8084")]
    pub identity_url: Address,
    /// Where personalization-service listens.
    #[arg(
        long,
        env = "GATEWAY_PERSONALIZATION_URL",
        value_name = "URL",
        default_value = "http://127.0.0.1:8082"
    )]
    pub personalization_url: Address,
    /// Where fridge-service listens.
    #[arg(long, env = "GATEWAY_FRIDGE_URL", value_name = "URL", default_value = "http://127.0.0.1:8083")]
    pub fridge_url: Address,
    /// Where brand-analytics-service listens.
    #[arg(long, env = "GATEWAY_ANALYTICS_URL", value_name = "URL", default_value = "http://127.0.0.1:8086")]
    pub analytics_url: Address,
    /// The realm, as browsers and tokens name it.
    #[arg(
        long,
        env = "GATEWAY_OIDC_ISSUER",
        value_name = "URL",
        default_value = "http://localhost:8180/realms/packytrace"
    )]
    pub oidc_issuer: RealmUrl,
    /// The realm as the gateway reaches it, when that is another address.
    #[arg(long, env = "GATEWAY_OIDC_INTERNAL_URL", value_name = "URL")]
    pub oidc_internal_url: Option<RealmUrl>,
    /// Our secret at the realm, as client `packytrace-gateway`; without it nobody can sign in.
    #[arg(long, env = "GATEWAY_OIDC_CLIENT_SECRET", value_name = "SECRET", hide_env_values = true)]
    pub oidc_client_secret: Option<Secret>,
    /// Clients of the realm whose access tokens are taken, comma separated.
    #[arg(
        long,
        env = "GATEWAY_TOKEN_CLIENTS",
        value_name = "CLIENTS",
        value_delimiter = ',',
        default_value = "packytrace-web"
    )]
    pub token_clients: Vec<String>,
    /// A build of the web app.
    #[arg(long, env = "GATEWAY_WEB_ROOT", value_name = "DIRECTORY", default_value = "client/web-app/build")]
    pub web_root: PathBuf,
    /// Private key that signs identity tokens (Ed25519, PKCS #8, PEM).
    #[arg(long, env = "GATEWAY_IDENTITY_KEY", value_name = "FILE")]
    pub identity_key: Option<PathBuf>,
    /// Keys that seal visitor cookies: 64 hexadecimal digits each, comma separated, the current one first.
    #[arg(long, env = "GATEWAY_COOKIE_KEYS", value_name = "KEYS", hide_env_values = true)]
    pub cookie_keys: Option<Secret>,
    /// Proxies whose `X-Forwarded-For` is believed: addresses or networks, comma separated.
    #[arg(long, env = "GATEWAY_TRUSTED_PROXIES", value_name = "NETWORKS", value_delimiter = ',')]
    pub trusted_proxies: Vec<Network>,
    /// Origins besides our own whose pages may change something, comma separated.
    #[arg(long, env = "GATEWAY_ALLOWED_ORIGINS", value_name = "ORIGINS", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,
    /// TLS certificate chain (PEM); needs the key too.
    #[arg(long, env = "GATEWAY_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// TLS private key (PEM).
    #[arg(long, env = "GATEWAY_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Another route table than the one built in.
    #[arg(long, env = "GATEWAY_ROUTES", value_name = "FILE")]
    pub routes: Option<PathBuf>,
    /// Threads, each with its own accept loop; without it one a core.
    #[arg(long, env = "GATEWAY_WORKERS", value_name = "NUMBER")]
    pub workers: Option<NonZeroUsize>,
    /// Open connections; the next one is told to come back.
    #[arg(long, env = "GATEWAY_MAX_CONNECTIONS", value_name = "NUMBER", default_value = "20000")]
    pub max_connections: usize,
    /// Requests that one upstream works on at once; the next one is told to come back.
    #[arg(long, env = "GATEWAY_MAX_IN_FLIGHT", value_name = "NUMBER", default_value = "512")]
    pub max_in_flight: usize,
}

/// The site's own address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    https: bool,
    origin: String,
}

/// A realm's address: the `iss` of its tokens, to the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealmUrl(String);

/// Text that is no realm's address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a realm is `http(s)://host[:port]/path`, without a slash at its end")]
pub struct BadRealmUrl;

impl RealmUrl {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for RealmUrl {
    type Err = BadRealmUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: http::Uri = text.parse().map_err(|_| BadRealmUrl)?;
        let whole = matches!(uri.scheme_str(), Some("http" | "https")) && uri.query().is_none();
        if whole && !text.ends_with('/') { Ok(Self(text.to_owned())) } else { Err(BadRealmUrl) }
    }
}

/// Text that is no site's address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a public URL is `http://host[:port]` or `https://host[:port]`")]
pub struct BadPublicUrl;

impl PublicUrl {
    /// Whether browsers reach it through TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Where the realm sends browsers back to.
    #[must_use]
    pub fn callback(&self) -> String {
        format!("{}/auth/callback", self.origin)
    }
}

impl std::str::FromStr for PublicUrl {
    type Err = BadPublicUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: http::Uri = text.parse().map_err(|_| BadPublicUrl)?;
        let bare = matches!(uri.path(), "" | "/") && uri.query().is_none() && uri.authority().is_some();
        let origin = text.trim_end_matches('/').to_owned();
        match uri.scheme_str() {
            Some("https") if bare => Ok(Self { https: true, origin }),
            Some("http") if bare => Ok(Self { https: false, origin }),
            _ => Err(BadPublicUrl),
        }
    }
}
