//! Settings into parts; what cannot be used ends the process with 2 and names its setting.

use std::{collections::BTreeMap, fmt::Display, fs, num::NonZeroUsize, sync::Arc, thread};

use api_gateway::{
    adapters::{
        identity::GatewayTokens,
        oidc::{JwksReader, Realm, RealmSettings},
        principals::IdentityService,
        routes_file::{self, Routes},
        sealing::CookieSeal,
        server::{ServerSettings, acceptor},
        upstream::UpstreamSettings,
        web::Site,
    },
    application::people::{People, PeopleParts},
    config::ServeArgs,
    domain::{
        claims::{AccessRules, IdRules},
        client_address::TrustedProxies,
        origin::AllowedOrigins,
    },
    gateway::{Setup, cookie_kind},
};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use service_kit::{
    clock::SystemClock,
    identity::{GATEWAY, Own, Signer},
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
    const COOKIES: &str = "--cookie-keys (GATEWAY_COOKIE_KEYS)";
    let seal = Arc::new(usable(COOKIES, CookieSeal::new(&given(args.cookie_keys.clone(), COOKIES))));
    const KEY: &str = "--identity-key (GATEWAY_IDENTITY_KEY)";
    let pem = usable(KEY, fs::read(given(args.identity_key.clone(), KEY)));
    let signer = usable(KEY, Signer::from_pem(GATEWAY, &pem));
    let people = people(&args, seal.clone(), signer.clone());
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
        upstreams: BTreeMap::from([
            ("passport".to_owned(), args.passport_url),
            ("identity".to_owned(), args.identity_url),
            ("personalization".to_owned(), args.personalization_url),
            ("fridge".to_owned(), args.fridge_url),
            ("analytics".to_owned(), args.analytics_url),
        ]),
        upstream_settings: UpstreamSettings {
            max_in_flight: args.max_in_flight,
            ..UpstreamSettings::default()
        },
        web_root: args.web_root,
        seal,
        people,
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

/// Our name at the realm.
const CLIENT: &str = "packytrace-gateway";
/// Our API's name as an audience.
const AUDIENCE: &str = "packytrace-api";

/// Who can sign in: nobody when the realm has no secret for us.
fn people(args: &ServeArgs, seal: Arc<CookieSeal>, signer: Signer) -> Option<People> {
    let Some(secret) = args.oidc_client_secret.clone() else {
        warn!("nobody can sign in: --oidc-client-secret (GATEWAY_OIDC_CLIENT_SECRET) is not set");
        return None;
    };
    let issuer = args.oidc_issuer.as_str().to_owned();
    let settings = RealmSettings {
        internal: args.oidc_internal_url.as_ref().map_or(&*issuer, |url| url.as_str()).to_owned(),
        issuer: issuer.clone(),
        client: CLIENT.to_owned(),
        secret,
        redirect: args.public_url.callback(),
    };
    let own = Own::new(signer, Arc::new(SystemClock));
    let accounts = IdentityService::new(&args.identity_url, own);
    Some(People::new(PeopleParts {
        kind: cookie_kind(args.public_url.is_https()),
        seal,
        provider: Arc::new(usable("--oidc-issuer (GATEWAY_OIDC_ISSUER)", Realm::new(settings))),
        reader: Arc::new(JwksReader),
        principals: Arc::new(usable("--identity-url (GATEWAY_IDENTITY_URL)", accounts)),
        clock: Arc::new(SystemClock),
        access_rules: AccessRules {
            issuer: issuer.clone(),
            audience: AUDIENCE.to_owned(),
            clients: args.token_clients.clone(),
        },
        id_rules: IdRules { issuer, client: CLIENT.to_owned() },
    }))
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
