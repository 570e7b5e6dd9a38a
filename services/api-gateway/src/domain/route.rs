//! One route: what answers, who may call, and what else it asks for.

use std::time::Duration;

use http::Method;

use super::{pattern::Pattern, quota::Quota};

/// Which of the configured upstreams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UpstreamIndex(pub usize);

/// What answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A service.
    Upstream(UpstreamIndex),
    /// The gateway itself, the same to everybody.
    Own(Own),
    /// The gateway itself, about who asks.
    Errand(Errand),
}

/// What people do at the door itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// Who is signed in?
    Session,
    /// To the realm, to sign in.
    Login,
    /// To the realm, to make an account.
    Register,
    /// Back from the realm.
    Callback,
    /// Out.
    Logout,
}

/// What the gateway answers itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// The merged `OpenAPI` document.
    OpenApi,
    /// The page that shows it.
    Docs,
    /// That page's style.
    DocsStyle,
    /// What robots may read.
    Robots,
    /// The web app's shell, for pages that only exist in the browser.
    Shell,
}

/// What kind of answer a route gives: it decides headers and what a failure looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JSON for programs.
    Api,
    /// HTML for people: security headers, failures as the shell.
    Page,
    /// Files and descriptions: never a cookie.
    Asset,
}

/// Who may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Every visitor.
    Anyone,
    /// Only someone signed in.
    Consumer,
    /// Only a brand's user.
    BrandUser,
}

/// One route.
#[derive(Debug, Clone)]
pub struct Route {
    /// Its name in metrics and documents.
    pub name: Box<str>,
    /// Every path that leads here.
    pub paths: Vec<Pattern>,
    /// Every method that does; `GET` brings `HEAD`.
    pub methods: Vec<Method>,
    /// What answers.
    pub target: Target,
    /// What kind of answer.
    pub kind: Kind,
    /// Who may call.
    pub who: Who,
    /// How long the upstream may take to begin its answer.
    pub timeout: Duration,
    /// Whether a safe request may be sent again when nothing came back.
    pub retry: bool,
    /// Bytes of a request body.
    pub body_limit: u64,
    /// The limits that count these requests.
    pub rate: Option<usize>,
    /// Whether a request may make a scan, so that its start is passed on.
    pub scan: bool,
    /// Whether the upstream may hold the request on purpose (long poll).
    pub waits: bool,
    /// Whether the upstream is told who calls.
    pub identity: bool,
    /// Whether pages of any origin may read every answer, the gateway's own included.
    pub cors: bool,
    /// Whether it must not be done on the old word of a realm that does not answer.
    pub sensitive: bool,
    /// Whether a form of our own page may be sent here.
    pub form: bool,
}

/// The limits of one class of requests.
#[derive(Debug, Clone)]
pub struct RateClass {
    /// Its name in the `RateLimit` headers and in `/api/docs`.
    pub name: Box<str>,
    /// For one visitor.
    pub visitor: Quota,
    /// For one account.
    pub account: Quota,
    /// For one address (IPv6: one /64).
    pub address: Quota,
}
