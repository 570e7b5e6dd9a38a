//! The parts put together, for `main` and for tests.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize},
    },
    time::Duration,
};

use anyhow::Context;
use arc_swap::ArcSwap;
use service_kit::{clock::Clock, metrics::Metrics};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use crate::{
    adapters::{
        clock::tick,
        http::{BodyRoom, Decorator, Door, Handler},
        metrics::GatewayMetrics,
        openapi::{Publisher, keep_published},
        routes_file::Routes,
        server::{Listening, Served, ServerSettings},
        upstream::{Address, Caller, Shared, UpstreamSettings, Upstreams},
        web::{Site, watch},
    },
    application::{
        kept::Credentials,
        limiter::Limiter,
        people::People,
        ports::{IdentityTokens, VisitorSeal},
        visitors::Visitors,
    },
    domain::{
        client_address::TrustedProxies, cookies::CookieKind, hygiene::HeadLimits, origin::AllowedOrigins,
    },
};

/// Everything that is decided before the first connection.
pub struct Setup {
    /// Public address.
    pub listen: SocketAddr,
    /// Whether browsers come through TLS.
    pub https: bool,
    /// The route table.
    pub routes: Routes,
    /// Where each upstream of the table listens.
    pub upstreams: BTreeMap<String, Address>,
    /// How they are treated.
    pub upstream_settings: UpstreamSettings,
    /// A build of the web app.
    pub web_root: PathBuf,
    /// Seals cookies.
    pub seal: Arc<dyn VisitorSeal>,
    /// Who can sign in; nobody without a realm.
    pub people: Option<People>,
    /// Signs identity tokens.
    pub tokens: Arc<dyn IdentityTokens>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Origins besides our own.
    pub origins: AllowedOrigins,
    /// Proxies whose word counts.
    pub proxies: TrustedProxies,
    /// How the server listens.
    pub server: ServerSettings,
    /// TLS, when it ends here.
    pub tls: Option<TlsAcceptor>,
}

/// A gateway that listens and does not serve yet.
pub struct Gateway {
    listening: Listening,
    served: Served<Handler>,
    door: Arc<Door>,
    upstreams: Vec<Arc<Shared>>,
    upstream_names: Vec<String>,
    web_root: PathBuf,
}

impl Gateway {
    /// Builds everything and opens the socket.
    ///
    /// # Errors
    /// The web app cannot be read, an upstream has no address, or the listen address is taken.
    pub async fn open(setup: Setup, metrics: &Metrics) -> anyhow::Result<Self> {
        let upstreams = addressed(&setup)?;
        let site = Site::read(&setup.web_root).context("reading GATEWAY_WEB_ROOT (--web-root)")?;
        let connections = Arc::new(AtomicUsize::new(0));
        let numbers = metrics.register(|registry| {
            Arc::new(GatewayMetrics::register(registry, connections.clone(), upstreams.clone()))
        });
        let listening = Listening::open(setup.listen, setup.server, setup.tls.clone()).await;
        let listening = listening.with_context(|| format!("listening on {} (--listen)", setup.listen))?;
        let (web_root, upstream_names) = (setup.web_root.clone(), setup.routes.upstreams.clone());
        let draining = Arc::new(AtomicBool::new(false));
        let door = Arc::new(door(setup, site, &numbers, draining.clone(), &upstreams));
        let (behind, known) = (door.clone(), upstreams.clone());
        let service = move || Arc::new(Handler::new(behind.clone(), Caller::new(Upstreams::new(&known))));
        let served = Served { service: Arc::new(service), tally: numbers, draining, connections };
        Ok(Self { listening, served, door, upstreams, upstream_names, web_root })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// The socket is gone.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listening.address()
    }

    /// What runs beside the server, until stopped: documents, files, and the forgetting of limits.
    #[must_use]
    pub fn chores(&self) -> Chores {
        Chores {
            door: self.door.clone(),
            caller: Caller::new(Upstreams::new(&self.upstreams)),
            upstream_names: self.upstream_names.clone(),
            web_root: self.web_root.clone(),
        }
    }

    /// Serves until stopped, then drains.
    ///
    /// # Errors
    /// A worker could not start or died.
    pub async fn serve(self, stop: CancellationToken) -> anyhow::Result<()> {
        self.listening.serve(self.served, stop).await
    }
}

/// What keeps a gateway fresh.
pub struct Chores {
    door: Arc<Door>,
    caller: Caller,
    upstream_names: Vec<String>,
    web_root: PathBuf,
}

impl Chores {
    /// Does them until stopped.
    ///
    /// # Errors
    /// None: a chore that fails is tried again.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let door = &*self.door;
        let publisher = Publisher {
            caller: self.caller,
            upstreams: &self.upstream_names,
            table: &door.routes,
            limiter: &door.limiter,
        };
        let publish = |published| door.published.store(published);
        let replace = |site| door.site.store(site);
        let sweep = async {
            while stop.run_until_cancelled(tokio::time::sleep(Duration::from_secs(30))).await.is_some() {
                door.limiter.sweep(tick());
            }
        };
        let tend = async {
            let Some(people) = &door.people else { return };
            people.tend().await;
            while stop.run_until_cancelled(tokio::time::sleep(TENDED)).await.is_some() {
                people.tend().await;
            }
        };
        tokio::join!(
            keep_published(publisher, publish, stop.clone()),
            watch(self.web_root, door.site.load().built(), replace, stop.clone()),
            sweep,
            tend
        );
        Ok(())
    }
}

/// How often the realm's keys and untold sign-outs are looked after.
const TENDED: Duration = Duration::from_secs(1);

fn addressed(setup: &Setup) -> anyhow::Result<Vec<Arc<Shared>>> {
    let shared = |name: &String| {
        let address = setup
            .upstreams
            .get(name)
            .with_context(|| format!("no setting gives upstream `{name}` an address"))?;
        Ok(Shared::new(name, address.clone(), setup.upstream_settings))
    };
    setup.routes.upstreams.iter().map(shared).collect()
}

/// How browsers know the cookies of a site behind TLS or not.
#[must_use]
pub fn cookie_kind(https: bool) -> CookieKind {
    if https { CookieKind::Host } else { CookieKind::Plain }
}

fn door(
    setup: Setup,
    site: Site,
    metrics: &Arc<GatewayMetrics>,
    draining: Arc<AtomicBool>,
    upstreams: &[Arc<Shared>],
) -> Door {
    let kind = cookie_kind(setup.https);
    let Routes { table, rates, upstreams: names } = setup.routes;
    let meters = table.routes().iter().map(|route| metrics.route(&route.name)).collect();
    let decorator = Decorator::new(setup.https, &rates);
    let limiter = Limiter::new(rates);
    let caller = Caller::new(Upstreams::new(upstreams));
    let publisher = Publisher { caller, upstreams: &names, table: &table, limiter: &limiter };
    let published = ArcSwap::from_pointee(publisher.alone());
    Door {
        meters,
        files: metrics.route("files"),
        metrics: metrics.clone(),
        cookies: kind,
        visitors: Visitors::new(kind, setup.seal, setup.clock.clone()),
        people: setup.people,
        credentials: Credentials::new(setup.tokens, setup.clock.clone()),
        clock: setup.clock,
        limiter,
        origins: setup.origins,
        proxies: setup.proxies,
        site: ArcSwap::from_pointee(site),
        published,
        decorator,
        draining,
        head: HeadLimits::default(),
        bodies: BodyRoom::default(),
        body_grace: setup.server.timeouts.body_grace,
        routes: table,
    }
}
