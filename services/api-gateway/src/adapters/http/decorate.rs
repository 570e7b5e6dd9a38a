//! What every answer carries besides its content.

use std::fmt::Write as _;

use http::{HeaderMap, HeaderName, HeaderValue, Response, header};

use super::{answer::Answer, headers::REQUEST_ID, tracing_ids::TracingIds};
use crate::{
    application::limiter::{Scope, Verdict, retry_after},
    domain::{
        quota::Standing,
        routes::{Kind, RateClass, Route, RouteIndex},
        scan_end::ScanEnd,
    },
};

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// What was found out about a request on its way.
pub(super) struct Trail {
    /// Its ids.
    pub(super) ids: TracingIds,
    /// When its first byte came, in ticks.
    pub(super) began: Option<u64>,
    /// Its route.
    pub(super) route: Option<RouteIndex>,
    /// That route's kind.
    pub(super) kind: Option<Kind>,
    /// Whether any origin may read the answer.
    pub(super) cors: bool,
    /// How the caller stands with its limits.
    pub(super) rate: Option<(usize, Verdict)>,
    /// How the caller's address stands, when it was counted before the caller was known.
    pub(super) counted: Option<Standing>,
    /// The cookies that the answer sets.
    cookies: Vec<HeaderValue>,
    /// The scan that the answer completes.
    pub(super) scan_end: Option<ScanEnd>,
}

impl Trail {
    pub(super) fn new(ids: TracingIds, began: Option<u64>) -> Self {
        Self {
            ids,
            began,
            route: None,
            kind: None,
            cors: false,
            rate: None,
            counted: None,
            cookies: Vec::new(),
            scan_end: None,
        }
    }

    /// Sets a cookie, in place of an earlier one of its name.
    pub(super) fn set_cookie(&mut self, cookie: Option<HeaderValue>) {
        let Some(cookie) = cookie else { return };
        let name = |line: &HeaderValue| line.as_bytes().iter().position(|&byte| byte == b'=');
        let same = |known: &HeaderValue| {
            name(known) == name(&cookie)
                && name(&cookie).is_some_and(|end| known.as_bytes()[..end] == cookie.as_bytes()[..end])
        };
        self.cookies.retain(|known| !same(known));
        self.cookies.push(cookie);
    }

    pub(super) fn set_route(&mut self, index: RouteIndex, route: &Route) {
        self.route = Some(index);
        self.kind = Some(route.kind);
        self.cors = route.cors;
    }
}

/// Puts the headers on.
pub struct Decorator {
    https: bool,
    /// For visitors, and for accounts.
    policies: Vec<[HeaderValue; 2]>,
    names: Vec<Box<str>>,
}

impl Decorator {
    /// For a site behind TLS or not, with these limits.
    #[must_use]
    pub fn new(https: bool, classes: &[RateClass]) -> Self {
        let both = |class| [policy(class, Scope::Visitor), policy(class, Scope::Account)];
        let policies = classes.iter().map(both).collect();
        Self { https, policies, names: classes.iter().map(|class| class.name.clone()).collect() }
    }

    /// Completes an answer.
    pub(super) fn finish(&self, response: &mut Response<Answer>, trail: &Trail) {
        let headers = response.headers_mut();
        headers.insert(REQUEST_ID, trail.ids.request.clone());
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if self.https {
            let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
        }
        if trail.cors {
            let anyone = || HeaderValue::from_static("*");
            headers.entry(header::ACCESS_CONTROL_ALLOW_ORIGIN).or_insert_with(anyone);
        }
        for cookie in &trail.cookies {
            headers.append(header::SET_COOKIE, cookie.clone());
            // A cookie is for one browser: no cache may hand the answer to another.
            headers.entry(header::CACHE_CONTROL).or_insert_with(|| HeaderValue::from_static("private"));
        }
        if let Some((class, verdict)) = &trail.rate {
            self.standing(headers, *class, verdict);
        }
        // Whatever a service sent: nothing but a page of ours may load or run anything.
        if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
            let nothing = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
            headers.insert(header::CONTENT_SECURITY_POLICY, nothing);
        }
    }

    fn standing(&self, headers: &mut HeaderMap, class: usize, verdict: &Verdict) {
        let (Some(policies), Some(name)) = (self.policies.get(class), self.names.get(class)) else { return };
        let [of_visitors, of_accounts] = policies;
        let (suffix, policy) = match verdict.scope {
            Scope::Visitor => ("", of_visitors),
            Scope::Account => ("-account", of_accounts),
            Scope::Address => ("-address", of_visitors),
        };
        let mut standing = String::with_capacity(48);
        let seconds = retry_after(verdict.standing.resets_in);
        let written = write!(standing, "\"{name}{suffix}\";r={};t={seconds}", verdict.standing.left);
        if let (Ok(()), Ok(value)) = (written, HeaderValue::try_from(standing)) {
            headers.insert(RATE_LIMIT, value);
            headers.insert(RATE_LIMIT_POLICY, policy.clone());
        }
    }
}

fn policy(class: &RateClass, scope: Scope) -> HeaderValue {
    let RateClass { name, visitor, account, address } = class;
    let (suffix, of_client) = if scope == Scope::Account { ("-account", account) } else { ("", visitor) };
    let text = format!(
        "\"{name}{suffix}\";q={};w={}, \"{name}-address\";q={};w={}",
        of_client.limit,
        of_client.window.as_secs(),
        address.limit,
        address.window.as_secs()
    );
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The headers of a page: what it may load, embed, tell and ask for.
pub(super) fn protect_page(headers: &mut HeaderMap, content_security_policy: HeaderValue) {
    headers.insert(header::CONTENT_SECURITY_POLICY, content_security_policy);
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    headers
        .insert(PERMISSIONS_POLICY, HeaderValue::from_static("camera=(self), microphone=(), geolocation=()"));
    headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
}
