//! The way of a request through the door.

use std::{
    convert::Infallible,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use arc_swap::ArcSwap;
use http::{HeaderValue, Method, Request, Response, Version, header, request::Parts};
use hyper::body::Incoming;
use service_kit::clock::Clock;

use super::{
    admission::cookies,
    answer::Answer,
    body_room::{BodyRoom, Kept},
    decorate::{Decorator, Trail},
    headers::only,
    problem::Refusal,
    tracing_ids::TracingIds,
};
use crate::{
    adapters::{
        clock::tick,
        metrics::{GatewayMetrics, RouteMeter},
        openapi::Published,
        server::{Answering, ConnectionState, Exchange, Serve},
        upstream::{BodyFault, Caller, RatedBody, RequestBody, gather},
        web::Site,
    },
    application::{
        kept::Credentials,
        limiter::{Client, Limiter, Verdict},
        people::People,
        visitors::{Greeting, Recognised, Visitors},
    },
    domain::{
        client_address::TrustedProxies,
        cookies::CookieKind,
        hygiene::{HeadLimits, check_head, check_path},
        origin::AllowedOrigins,
        routes::{Found, Route, RouteTable, Target},
    },
};

/// A body on a route that takes none is read and dropped up to here.
const IGNORED_BODY: u64 = 256 * 1024;

/// What all workers share.
pub struct Door {
    /// Every way in.
    pub routes: RouteTable,
    /// The numbers of each route, in the same order.
    pub meters: Vec<Arc<RouteMeter>>,
    /// The numbers of the web app's files and of what is not there.
    pub files: Arc<RouteMeter>,
    /// All numbers.
    pub metrics: Arc<GatewayMetrics>,
    /// How browsers know our cookies.
    pub cookies: CookieKind,
    /// Who calls.
    pub visitors: Visitors,
    /// Who signs in; nobody can without a realm.
    pub people: Option<People>,
    /// What services hear about them.
    pub credentials: Credentials,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// How often.
    pub limiter: Limiter,
    /// Origins besides our own.
    pub origins: AllowedOrigins,
    /// Proxies whose word counts.
    pub proxies: TrustedProxies,
    /// The web app's files.
    pub site: ArcSwap<Site>,
    /// The API's documents.
    pub published: ArcSwap<Published>,
    /// What every answer carries.
    pub decorator: Decorator,
    /// Set when the process is leaving.
    pub draining: Arc<AtomicBool>,
    /// Sizes of a head.
    pub head: HeadLimits,
    /// Room for bodies that are being read.
    pub bodies: BodyRoom,
    /// What a body may take beyond its rate.
    pub body_grace: Duration,
}

/// One worker's door.
pub struct Handler {
    pub(super) door: Arc<Door>,
    pub(super) caller: Caller,
}

impl Serve for Handler {
    type Body = Answer;
    type Fault = crate::adapters::upstream::BrokenOff;

    fn serve(
        self: Arc<Self>,
        connection: Arc<ConnectionState>,
        request: Request<Incoming>,
        received: Instant,
    ) -> Answering<Answer> {
        let began = connection.head_since();
        let exchange = Exchange::begin(connection, received);
        // Boxed anyway by the server: an idle connection must not keep room for this.
        Box::pin(async move { Ok::<_, Infallible>(self.respond(request, exchange, began).await) })
    }
}

impl Handler {
    /// A worker's door with its own connections upstream.
    #[must_use]
    pub fn new(door: Arc<Door>, caller: Caller) -> Self {
        Self { door, caller }
    }

    async fn respond(
        &self,
        request: Request<Incoming>,
        exchange: Exchange,
        began: Option<u64>,
    ) -> Response<Answer> {
        let (parts, body) = request.into_parts();
        let mut trail = Trail::new(TracingIds::of(&parts.headers), began);
        let mut response = match self.answer(&parts, body, exchange.connection(), &mut trail).await {
            Ok(response) => response,
            Err(refusal) => self.refuse(refusal, &parts, exchange.connection(), &trail),
        };
        self.door.decorator.finish(&mut response, &trail);
        if parts.version < Version::HTTP_2 && self.door.draining.load(Relaxed) {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if parts.method == Method::HEAD {
            leave_out_body(&mut response);
        }
        let meter = trail.route.and_then(|index| self.door.meters.get(index.0)).unwrap_or(&self.door.files);
        carry(&mut response, exchange, meter.clone(), trail.scan_end);
        response
    }

    async fn answer(
        &self,
        parts: &Parts,
        body: Incoming,
        connection: &ConnectionState,
        trail: &mut Trail,
    ) -> Result<Response<Answer>, Refusal> {
        let door = &*self.door;
        check_head(parts.version, &parts.uri, &parts.headers, &door.head)?;
        let path = parts.uri.path();
        let (route, index, opaque_from) = match door.routes.find(&parts.method, path) {
            Found::Route { route, index, opaque_from } => (route, index, opaque_from),
            Found::WrongMethod { allowed, index } => {
                check_path(path, None)?;
                trail.set_route(index, &door.routes.routes()[index.0]);
                return Err(Refusal::method(&allowed));
            }
            Found::Nothing => {
                check_path(path, None)?;
                return self.file(parts, trail);
            }
        };
        trail.set_route(index, route);
        check_path(path, opaque_from)?;
        let caller = self.admit(parts, route, connection, trail).await?;
        let (body, _kept) = self.take_body(parts, body, route).await?;
        match route.target {
            Target::Own(own) => Ok(self.own(own, parts)),
            Target::Errand(errand) => Box::pin(self.attend(errand, parts, caller, trail)).await,
            Target::Upstream(upstream) => {
                let caller = caller.filter(|_| route.identity);
                self.forward(parts, body, route, upstream, caller, trail).await
            }
        }
    }

    pub(super) fn recognise(&self, parts: &Parts, greeting: impl FnOnce() -> Greeting) -> Recognised {
        self.door.visitors.recognise(cookies(&parts.headers), greeting)
    }

    pub(super) fn address(&self, parts: &Parts, connection: &ConnectionState) -> IpAddr {
        self.door.proxies.client(connection.peer, only(&parts.headers, &FORWARDED_FOR))
    }

    /// Counts a request; by its address only when that was not done before.
    pub(super) fn limit(
        &self,
        class: usize,
        client: Option<Client>,
        parts: &Parts,
        connection: &ConnectionState,
        trail: &mut Trail,
    ) -> Result<(), Refusal> {
        let limiter = &self.door.limiter;
        let verdict = match trail.counted {
            Some(standing) => Some(limiter.take_client(class, client, standing, tick())),
            None => limiter.take(class, client, self.address(parts, connection), tick()),
        };
        let Some(verdict) = verdict else { return Ok(()) };
        trail.rate = Some((class, verdict));
        match verdict {
            Verdict { standing, .. } if standing.passes => Ok(()),
            Verdict { standing, .. } => Err(Refusal::limited(standing.resets_in)),
        }
    }

    async fn take_body(
        &self,
        parts: &Parts,
        body: Incoming,
        route: &Route,
    ) -> Result<(RequestBody, Option<Kept>), Refusal> {
        use hyper::body::Body as _;
        if body.is_end_stream() {
            return Ok((RequestBody::Empty, None));
        }
        let limit = if route.body_limit == 0 { IGNORED_BODY } else { route.body_limit };
        if announced(parts).is_some_and(|length| length > limit) {
            return Err(BodyFault::TooLarge.into());
        }
        let body = RatedBody::new(body, limit, self.door.body_grace);
        // Larger ones are not kept: they go on as they come.
        if limit > IGNORED_BODY {
            return Ok((RequestBody::Stream(Box::new(body)), None));
        }
        let kept = self.door.bodies.keep(announced(parts).unwrap_or(limit)).ok_or_else(Refusal::busy)?;
        let whole = gather(body).await?;
        let empty = route.body_limit == 0 || whole.is_empty();
        let body = if empty { RequestBody::Empty } else { RequestBody::Whole(Some(whole)) };
        Ok((body, Some(kept)))
    }

    fn refuse(
        &self,
        refusal: Refusal,
        parts: &Parts,
        connection: &ConnectionState,
        trail: &Trail,
    ) -> Response<Answer> {
        if let Some(turned) = refusal.turned {
            self.door.metrics.turned(turned);
        }
        if refusal.close {
            connection.linger();
        }
        let headers = refusal.headers.clone();
        match self.shell_instead(&refusal, parts, trail) {
            Some(mut page) => {
                page.headers_mut().extend(headers);
                page
            }
            None => {
                let mut refusal = refusal;
                // HTTP/2 has no such header: its connection stays.
                refusal.close &= parts.version < Version::HTTP_2;
                *refusal.problem = refusal.problem.clone().instance(parts.uri.path());
                refusal.into_response()
            }
        }
    }
}

const FORWARDED_FOR: http::HeaderName = http::HeaderName::from_static("x-forwarded-for");

fn announced(parts: &Parts) -> Option<u64> {
    parts.headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn leave_out_body(response: &mut Response<Answer>) {
    let length = response.body().length().filter(|&length| length > 0);
    if let Some(length) = length.filter(|_| !response.headers().contains_key(header::CONTENT_LENGTH)) {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    *response.body_mut() = Answer::empty();
}

fn carry(
    response: &mut Response<Answer>,
    mut exchange: Exchange,
    meter: Arc<RouteMeter>,
    scan_end: Option<crate::domain::scan_end::ScanEnd>,
) {
    exchange.measured(meter, response.status());
    if let Some(end) = scan_end {
        exchange.ends_scan(end);
    }
    response.body_mut().carry(exchange);
}
