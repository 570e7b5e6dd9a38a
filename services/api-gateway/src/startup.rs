//! Settings into parts; what cannot be used ends the process with 2 and names its setting.

use std::{collections::BTreeMap, fmt::Display, fs, num::NonZeroUsize, sync::Arc, thread};

use api_gateway::{
    adapters::{
        identity::GatewayTokens,
        routes_file::{self, Routes},
        sealing::CookieSeal,
        server::{ServerSettings, acceptor},
        upstream::UpstreamSettings,
        web::Site,
    },
    config::ServeArgs,
    domain::{client_address::TrustedProxies, origin::AllowedOrigins},
    gateway::Setup,
};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use service_kit::{
    clock::SystemClock,
    identity::{GATEWAY, Signer},
};
use tracing::warn;

/// The route table, built in or from a file.
pub(crate) fn routes(args: &ServeArgs) -> Routes {
    let text = match &args.routes {
        Some(path) => usable("--routes (GATEWAY_ROUTES)", fs::read_to_string(path)),
        None => routes_file::BUILT_IN.to_owned(),
    };
    usable("--routes (GATEWAY_ROUTES)", routes_file::parse(&text))
}

/// Everything that the gateway is built from.
pub(crate) fn setup(args: ServeArgs, routes: Routes) -> Setup {
    let seal = usable(
        "--cookie-keys (GATEWAY_COOKIE_KEYS)",
        CookieSeal::new(&given(args.cookie_keys, "--cookie-keys (GATEWAY_COOKIE_KEYS)")),
    );
    const KEY: &str = "--identity-key (GATEWAY_IDENTITY_KEY)";
    let pem = usable(KEY, fs::read(given(args.identity_key, KEY)));
    let signer = usable(KEY, Signer::from_pem(GATEWAY, &pem));
    let tls = args.tls_cert.zip(args.tls_key).map(|(certificate, key)| {
        usable("--tls-cert (GATEWAY_TLS_CERT), --tls-key (GATEWAY_TLS_KEY)", acceptor(&certificate, &key))
    });
    // Read again by the gateway; a wrong directory is a wrong setting.
    usable("--web-root (GATEWAY_WEB_ROOT)", Site::read(&args.web_root));
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    Setup {
        listen: args.listen,
        https: args.public_url.is_https(),
        routes,
        upstreams: BTreeMap::from([("passport".to_owned(), args.passport_url)]),
        upstream_settings: UpstreamSettings {
            max_in_flight: args.max_in_flight,
            ..UpstreamSettings::default()
        },
        web_root: args.web_root,
        seal: Arc::new(seal),
        tokens: Arc::new(GatewayTokens::new(signer)),
        clock: Arc::new(SystemClock),
        origins: AllowedOrigins::new(args.allowed_origins),
        proxies: TrustedProxies::new(args.trusted_proxies),
        server: ServerSettings {
            workers: args.workers.map_or(cores, NonZeroUsize::get),
            max_connections: args.max_connections,
            ..ServerSettings::default()
        },
        tls,
    }
}

/// Every connection is a file twice over: the client's and, while it is served, the upstream's.
pub(crate) fn raise_file_limit(connections: usize) {
    let wanted = u64::try_from(connections).unwrap_or(u64::MAX).saturating_mul(2).saturating_add(256);
    let raised = getrlimit(Resource::RLIMIT_NOFILE).and_then(|(soft, hard)| {
        let soft = soft.max(wanted.min(hard));
        setrlimit(Resource::RLIMIT_NOFILE, soft, hard).map(|()| soft)
    });
    match raised {
        Ok(soft) if soft >= wanted => {}
        Ok(soft) => {
            warn!(files = soft, wanted, "the limit on open files is lower than the connections may need");
        }
        Err(error) => warn!(%error, "the limit on open files stays as it is"),
    }
}

fn given<T>(value: Option<T>, setting: &str) -> T {
    value.unwrap_or_else(|| leave(&format!("missing setting: {setting}")))
}

fn usable<T, E: Display>(setting: &str, value: Result<T, E>) -> T {
    value.unwrap_or_else(|fault| leave(&format!("wrong setting: {setting}: {fault}")))
}

fn leave(line: &str) -> ! {
    eprintln!("{line}");
    std::process::exit(2)
}
