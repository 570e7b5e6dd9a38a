//! A gateway with short patience.

use std::{collections::BTreeMap, fs, net::SocketAddr, sync::Arc};

use api_gateway::{
    adapters::{
        identity::GatewayTokens,
        oidc::{JwksReader, Realm, RealmSettings},
        principals::IdentityService,
        routes_file,
        sealing::CookieSeal,
        server::{ServerSettings, Timeouts},
        upstream::UpstreamSettings,
    },
    application::people::{People, PeopleParts},
    domain::{
        claims::{AccessRules, IdRules},
        client_address::TrustedProxies,
        origin::AllowedOrigins,
    },
    gateway::{Gateway, Setup, cookie_kind},
};
use service_kit::{
    clock::{Clock, SystemClock},
    config::Secret,
    identity::{GATEWAY, Own, Signer, Verifier, generate, jwks},
    metrics::Metrics,
};
use tempfile::TempDir;
use tokio::{net::TcpStream, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::{Answer, Client, Peer, request};

/// What a test may want otherwise.
pub(crate) struct Wishes {
    pub(crate) timeouts: Timeouts,
    pub(crate) upstream: UpstreamSettings,
    pub(crate) routes: String,
    pub(crate) peers: BTreeMap<String, SocketAddr>,
    pub(crate) https: bool,
    pub(crate) cookie_keys: String,
    pub(crate) proxies: Vec<&'static str>,
    pub(crate) origins: Vec<String>,
    pub(crate) tls: Option<tokio_rustls::TlsAcceptor>,
    pub(crate) max_connections: usize,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) realm: Option<RealmSettings>,
}

impl Wishes {
    pub(crate) fn of(peer: &Peer) -> Self {
        Self {
            timeouts: Timeouts::default(),
            upstream: UpstreamSettings::default(),
            routes: routes_file::BUILT_IN.to_owned(),
            peers: ["passport", "identity", "personalization", "fridge", "analytics"]
                .map(|name| (name.to_owned(), peer.address))
                .into(),
            https: false,
            cookie_keys: "11".repeat(32),
            proxies: Vec::new(),
            origins: Vec::new(),
            tls: None,
            max_connections: 1_000,
            clock: Arc::new(SystemClock),
            realm: None,
        }
    }
}

/// A running gateway.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) metrics: Metrics,
    pub(crate) verifier: Verifier,
    pub(crate) stop: CancellationToken,
    pub(crate) served: Option<JoinHandle<anyhow::Result<()>>>,
    pub(crate) web: TempDir,
}

impl Running {
    pub(crate) async fn before(peer: &Peer) -> Self {
        Self::with(Wishes::of(peer)).await
    }

    pub(crate) async fn with(wishes: Wishes) -> Self {
        let web = web_app();
        let keys = generate(GATEWAY).expect("keys");
        let signer = Signer::from_pem(GATEWAY, keys.private_pem.as_bytes()).expect("a signer");
        let verifier = Verifier::from_jwks(&jwks(&[keys.public_jwk]).to_string()).expect("a verifier");
        let keys: Secret = wishes.cookie_keys.parse().expect("infallible");
        let address = |address: &SocketAddr| format!("http://{address}").parse().expect("an address");
        let seal = Arc::new(CookieSeal::new(&keys).expect("keys"));
        let people = people(&wishes, seal.clone(), signer.clone());
        let setup = Setup {
            listen: "127.0.0.1:0".parse().expect("an address"),
            https: wishes.https,
            routes: routes_file::parse(&wishes.routes).expect("routes"),
            upstreams: wishes.peers.iter().map(|(name, peer)| (name.clone(), address(peer))).collect(),
            upstream_settings: wishes.upstream,
            web_root: web.path().to_owned(),
            seal,
            people,
            tokens: Arc::new(GatewayTokens::new(signer)),
            clock: wishes.clock,
            origins: AllowedOrigins::new(wishes.origins),
            proxies: TrustedProxies::new(
                wishes.proxies.iter().map(|text| text.parse().expect("net")).collect(),
            ),
            server: ServerSettings {
                timeouts: wishes.timeouts,
                max_connections: wishes.max_connections,
                ..ServerSettings::default()
            },
            tls: wishes.tls,
        };
        let (metrics, stop) = (Metrics::new(), CancellationToken::new());
        let gateway = Gateway::open(setup, &metrics).await.expect("a gateway");
        let address = gateway.address().expect("an address");
        tokio::spawn(gateway.chores().run(stop.clone()));
        let served = Some(tokio::spawn(gateway.serve(stop.clone())));
        Self { address, metrics, verifier, stop, served, web }
    }

    pub(crate) async fn connect(&self) -> Client {
        Client { stream: TcpStream::connect(self.address).await.expect("a connection"), rest: Vec::new() }
    }

    /// One request on a connection of its own.
    pub(crate) async fn ask(&self, head: &str) -> Answer {
        let mut client = self.connect().await;
        client.say(&request(head)).await;
        client.hear().await
    }

    pub(crate) fn metric(&self, line: &str) -> f64 {
        let text = self.metrics.render();
        let found = text.lines().find_map(|known| known.strip_prefix(line)?.trim().parse().ok());
        found.unwrap_or(0.0)
    }
}

fn people(wishes: &Wishes, seal: Arc<CookieSeal>, signer: Signer) -> Option<People> {
    let settings = wishes.realm.clone()?;
    let identity = format!("http://{}", wishes.peers["identity"]).parse().expect("an address");
    let own = Own::new(signer, Arc::new(SystemClock));
    let issuer = settings.issuer.clone();
    Some(People::new(PeopleParts {
        kind: cookie_kind(wishes.https),
        seal,
        provider: Arc::new(Realm::new(settings).expect("a client")),
        reader: Arc::new(JwksReader),
        principals: Arc::new(IdentityService::new(&identity, own).expect("a client")),
        clock: wishes.clock.clone(),
        access_rules: AccessRules {
            issuer: issuer.clone(),
            audience: "packytrace-api".into(),
            clients: vec!["packytrace-web".into()],
        },
        id_rules: IdRules { issuer, client: "packytrace-gateway".into() },
    }))
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

pub(crate) const BOOTSTRAP: &str = "console.log('kit')";

fn web_app() -> TempDir {
    let root = tempfile::tempdir().expect("a directory");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("written");
    };
    write("shell.html", &format!("<html><script>{BOOTSTRAP}</script>shell</html>"));
    write("index.html", "<html>home</html>");
    write("index.html.br", "<home in brotli>");
    write("about.html", "<html>about</html>");
    write("_app/immutable/a.js", "script");
    write("_app/immutable/a.js.br", "script in brotli");
    write("_app/immutable/a.js.gz", "script in gzip");
    write("favicon.svg", "<svg/>");
    fs::write(root.path().parent().expect("a parent").join("outside.txt"), "secret").expect("written");
    root
}
