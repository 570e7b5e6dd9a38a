//! `routes.toml` read into the route table, or refused with the row that is wrong.

use std::{collections::BTreeMap, num::NonZeroU32, time::Duration};

use http::Method;
use serde::Deserialize;

use crate::domain::{
    pattern::PatternError,
    quota::Quota,
    routes::{Errand, Kind, Own, RateClass, Route, RouteTable, TableError, Target, UpstreamIndex, Who},
};

/// The table that ships with the gateway.
pub const BUILT_IN: &str = include_str!("../../routes.toml");

/// What the file says.
#[derive(Debug)]
pub struct Routes {
    /// The routes.
    pub table: RouteTable,
    /// The classes of limits, as routes refer to them.
    pub rates: Vec<RateClass>,
    /// The upstreams' names, as routes refer to them.
    pub upstreams: Vec<String>,
}

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RoutesFault {
    /// Not the agreed shape.
    #[error("{0}")]
    Shape(#[from] toml::de::Error),
    /// A path is no pattern.
    #[error("route `{0}`: {1}")]
    Path(String, PatternError),
    /// A method is none.
    #[error("route `{0}`: `{1}` is no method")]
    Method(String, String),
    /// Neither an upstream of the file nor an answer of ours.
    #[error("route `{0}`: nothing is called `{1}`")]
    Target(String, String),
    /// A class of limits that the file lacks.
    #[error("route `{0}`: no rate is called `{1}`")]
    Rate(String, String),
    /// The routes do not fit together.
    #[error(transparent)]
    Table(#[from] TableError),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    upstreams: Vec<String>,
    rates: BTreeMap<String, RateRow>,
    route: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RateRow {
    window_seconds: NonZeroU32,
    visitor: NonZeroU32,
    /// Without it an account has what a visitor has.
    account: Option<NonZeroU32>,
    address: NonZeroU32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    paths: Vec<String>,
    methods: Vec<String>,
    to: String,
    kind: KindName,
    who: WhoName,
    rate: Option<String>,
    #[serde(default = "default_timeout")]
    timeout_seconds: u32,
    #[serde(default)]
    retry: bool,
    #[serde(default)]
    body_kib: u32,
    #[serde(default)]
    scan: bool,
    #[serde(default)]
    waits: bool,
    #[serde(default = "yes")]
    identity: bool,
    #[serde(default)]
    cors: bool,
    #[serde(default)]
    sensitive: bool,
    #[serde(default)]
    form: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KindName {
    Api,
    Page,
    Asset,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WhoName {
    Anyone,
    Consumer,
    BrandUser,
}

fn default_timeout() -> u32 {
    5
}

fn yes() -> bool {
    true
}

/// Reads a file's text.
///
/// # Errors
/// [`RoutesFault`] names the row.
pub fn parse(text: &str) -> Result<Routes, RoutesFault> {
    let File { upstreams, rates, route } = toml::from_str(text)?;
    let rates: Vec<_> = rates.into_iter().map(|(name, row)| rate_class(&name, &row)).collect();
    let rows = route.into_iter().map(|row| row.route(&upstreams, &rates)).collect::<Result<_, _>>()?;
    Ok(Routes { table: RouteTable::new(rows)?, rates, upstreams })
}

fn rate_class(name: &str, row: &RateRow) -> RateClass {
    let window = Duration::from_secs(row.window_seconds.get().into());
    let quota = |limit| Quota { limit, window };
    RateClass {
        name: name.into(),
        visitor: quota(row.visitor),
        account: quota(row.account.unwrap_or(row.visitor)),
        address: quota(row.address),
    }
}

impl Row {
    fn route(self, upstreams: &[String], rates: &[RateClass]) -> Result<Route, RoutesFault> {
        let name = &self.name;
        let pattern = |path: &String| path.parse().map_err(|fault| RoutesFault::Path(name.clone(), fault));
        let method = |text: &String| {
            let known = text.parse::<Method>().ok().filter(is_standard);
            known.ok_or_else(|| RoutesFault::Method(name.clone(), text.clone()))
        };
        let rate = self.rate.as_ref().map(|wanted| {
            let at = rates.iter().position(|class| &*class.name == wanted);
            at.ok_or_else(|| RoutesFault::Rate(name.clone(), wanted.clone()))
        });
        let target = target(&self.to, upstreams);
        Ok(Route {
            paths: self.paths.iter().map(pattern).collect::<Result<_, _>>()?,
            methods: self.methods.iter().map(method).collect::<Result<_, _>>()?,
            target: target.ok_or_else(|| RoutesFault::Target(name.clone(), self.to.clone()))?,
            kind: self.kind.into(),
            who: self.who.into(),
            timeout: Duration::from_secs(self.timeout_seconds.into()),
            retry: self.retry,
            body_limit: u64::from(self.body_kib) * 1024,
            rate: rate.transpose()?,
            scan: self.scan,
            waits: self.waits,
            identity: self.identity,
            cors: self.cors,
            sensitive: self.sensitive,
            form: self.form,
            name: self.name.into(),
        })
    }
}

fn is_standard(method: &Method) -> bool {
    let known = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];
    known.contains(method)
}

fn target(name: &str, upstreams: &[String]) -> Option<Target> {
    Some(match name {
        "gateway:session" => Target::Errand(Errand::Session),
        "gateway:login" => Target::Errand(Errand::Login),
        "gateway:register" => Target::Errand(Errand::Register),
        "gateway:callback" => Target::Errand(Errand::Callback),
        "gateway:logout" => Target::Errand(Errand::Logout),
        "gateway:openapi" => Target::Own(Own::OpenApi),
        "gateway:docs" => Target::Own(Own::Docs),
        "gateway:docs-style" => Target::Own(Own::DocsStyle),
        "gateway:robots" => Target::Own(Own::Robots),
        "gateway:shell" => Target::Own(Own::Shell),
        service => Target::Upstream(UpstreamIndex(upstreams.iter().position(|known| known == service)?)),
    })
}

impl From<KindName> for Kind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Api => Self::Api,
            KindName::Page => Self::Page,
            KindName::Asset => Self::Asset,
        }
    }
}

impl From<WhoName> for Who {
    fn from(name: WhoName) -> Self {
        match name {
            WhoName::Anyone => Self::Anyone,
            WhoName::Consumer => Self::Consumer,
            WhoName::BrandUser => Self::BrandUser,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::routes::Found;

    use super::*;

    #[test]
    fn the_shipped_table_stands() {
        let routes = parse(BUILT_IN).expect("valid");
        for (method, path, name) in [
            (Method::POST, "/api/v1/scans", "scan-create"),
            (Method::GET, "/01/09526000000001/10/A%2FB?17=261231", "digital-link"),
            (Method::HEAD, "/01/09526000000001", "digital-link"),
            (Method::OPTIONS, "/.well-known/gs1resolver", "resolver-description"),
            (Method::GET, "/api/v1/session", "session"),
            (Method::GET, "/product/09526000000001", "product-page"),
            (Method::GET, "/auth/login", "sign-in"),
            (Method::POST, "/auth/logout", "sign-out"),
            (Method::PUT, "/api/v1/consents/measurement", "consent-change"),
            (Method::GET, "/api/v1/consents/history", "consent-history"),
            (Method::GET, "/api/v1/visitor", "visitor-read"),
            (Method::DELETE, "/api/v1/account", "account-erase"),
        ] {
            let path = path.split('?').next().expect("a path");
            match routes.table.find(&method, path) {
                Found::Route { route, .. } => assert_eq!(&*route.name, name, "{path}"),
                other => panic!("{path}: {other:?}"),
            }
        }
        for path in ["/internal/labels/1", "/metrics", "/health/ready", "/openapi.json"] {
            assert!(matches!(routes.table.find(&Method::GET, path), Found::Nothing), "{path}");
        }
    }

    #[test]
    fn whatever_is_a_brands_wants_a_brand_user() {
        let file: toml::Table = BUILT_IN.parse().expect("TOML");
        let routes = file["route"].as_array().expect("routes");
        let of_brands: Vec<_> = routes
            .iter()
            .filter(|route| {
                let paths = route["paths"].as_array().expect("paths");
                paths.iter().any(|path| path.as_str().is_some_and(|path| path.starts_with("/api/v1/brand")))
            })
            .collect();
        assert!(of_brands.len() >= 2, "the brand and its insights");
        for route in of_brands {
            assert_eq!(route["who"].as_str(), Some("brand_user"), "{}", route["name"]);
        }
    }

    #[test]
    fn two_hundred_scans_a_minute_by_one_visitor_pass() {
        let routes = parse(BUILT_IN).expect("valid");
        let scans = routes.rates.iter().find(|class| &*class.name == "scans").expect("a class for scans");
        assert!(scans.visitor.limit.get() >= 200 && scans.visitor.window == Duration::from_secs(60));
    }

    #[test]
    fn a_wrong_row_is_named() {
        let with = |row: &str| {
            let head =
                "upstreams = [\"a\"]\n[rates.r]\nwindow_seconds = 1\nvisitor = 1\naddress = 1\n[[route]]\n";
            parse(&format!("{head}name = \"n\"\nkind = \"api\"\nwho = \"anyone\"\n{row}"))
                .map(|_| ())
                .map_err(|fault| fault.to_string())
        };
        let good = "paths = [\"/x\"]\nmethods = [\"GET\"]\nto = \"a\"\nrate = \"r\"";
        assert_eq!(with(good), Ok(()));
        for (from, to, fault) in [
            ("/x", "x", "route `n`: a pattern starts with `/`"),
            ("GET", "get", "route `n`: `get` is no method"),
            ("\"a\"", "\"b\"", "route `n`: nothing is called `b`"),
            ("rate = \"r\"", "rate = \"s\"", "route `n`: no rate is called `s`"),
            ("/x", "/internal/x", "route `n`: /internal/x must not be reachable from outside"),
        ] {
            assert_eq!(with(&good.replace(from, to)), Err(fault.to_owned()));
        }
        assert!(with(&format!("{good}\ntypo = 1")).expect_err("unknown field").contains("typo"));
    }
}
