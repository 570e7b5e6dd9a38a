//! To a service and back.

use http::{HeaderMap, HeaderValue, Request, Response, Uri, header, request::Parts, uri::PathAndQuery};
use tracing::warn;

use super::{
    admission::Admitted,
    answer::Answer,
    decorate::{Trail, protect_page},
    handler::Handler,
    headers::{
        REQUEST_ID, SCAN_COMPLETE, SCAN_STARTED_AT, TRACEPARENT, from_service, only, tells_us, to_service,
    },
    orders::Orders,
    problem::Refusal,
    tracing_ids::TracingIds,
};
use crate::{
    adapters::{
        clock::{tick, unix_micros},
        upstream::{CallError, Plan, RequestBody},
    },
    application::visitors::Identity,
    domain::{
        routes::{Route, UpstreamIndex},
        scan_end::ScanEnd,
    },
};

impl Handler {
    pub(super) async fn forward(
        &self,
        parts: &Parts,
        body: RequestBody,
        route: &Route,
        upstream: UpstreamIndex,
        caller: Option<Admitted>,
        trail: &mut Trail,
    ) -> Result<Response<Answer>, Refusal> {
        let identity = caller.as_ref().and_then(Admitted::identity);
        let credential = identity.map(|identity| self.credential(&identity)).transpose()?;
        let letter = Letter {
            parts,
            host: self.caller.upstreams().shared(upstream).map(|shared| shared.host()),
            credential,
            ids: &trail.ids,
            scan_began: route.scan.then(|| first_byte_at(trail)),
        };
        let plan = Plan { upstream, timeout: route.timeout, retry: route.retry, waits: route.waits };
        let answer = self.caller.call(&plan, letter.with(body), || letter.with(RequestBody::Empty)).await;
        let answer = answer.inspect_err(|error| tell(*error, route))?;
        let told = tells_us(answer.headers());
        if told && let (Some(orders), Some(caller)) = (self.orders(upstream, &answer), &caller) {
            Box::pin(self.obey(orders, caller, trail)).await;
        }
        Ok(self.receive(answer.map(Answer::upstream), told, trail))
    }

    /// Only identity-service has a say in who the caller is. Every service that has heard of an erasure may refuse an
    /// erased visitor: the browser goes on with another one.
    fn orders<B>(&self, upstream: UpstreamIndex, answer: &Response<B>) -> Option<Orders> {
        let orders = Orders::read(answer.headers())?;
        let refused = orders == Orders::VisitorEnds && !answer.status().is_success();
        let says = |name: &str| name == IDENTITY || refused;
        self.caller.upstreams().shared(upstream).filter(|shared| says(&shared.name)).map(|_| orders)
    }

    fn credential(&self, identity: &Identity) -> Result<HeaderValue, Refusal> {
        let made = match identity {
            Identity::Kept(kept) => self.door.credentials.of(kept),
            Identity::Once(principal) => self.door.credentials.once(principal),
        };
        made.map_err(|error| {
            warn!(%error, "no identity token");
            Refusal::internal()
        })
    }

    fn receive(&self, mut response: Response<Answer>, told: bool, trail: &mut Trail) -> Response<Answer> {
        let headers = response.headers_mut();
        trail.scan_end = if told { scan_end(headers) } else { None };
        from_service(headers);
        if is_html(headers) {
            let policy = self.door.site.load().shell_policy();
            protect_page(headers, policy);
        }
        response
    }
}

/// identity-service's name in the route table.
const IDENTITY: &str = "identity";

/// What a service is sent, as often as it is.
struct Letter<'a> {
    parts: &'a Parts,
    host: Option<HeaderValue>,
    credential: Option<HeaderValue>,
    ids: &'a TracingIds,
    scan_began: Option<u64>,
}

impl Letter<'_> {
    fn with(&self, body: RequestBody) -> Request<RequestBody> {
        let root = || PathAndQuery::from_static("/");
        let mut request = Request::new(body);
        *request.method_mut() = self.parts.method.clone();
        *request.uri_mut() = Uri::from(self.parts.uri.path_and_query().cloned().unwrap_or_else(root));
        *request.headers_mut() = self.headers();
        request
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = to_service(&self.parts.headers);
        let ours = [
            (header::HOST, self.host.clone()),
            (header::AUTHORIZATION, self.credential.clone()),
            (REQUEST_ID, Some(self.ids.request.clone())),
            (TRACEPARENT, Some(self.ids.parent.clone())),
            (SCAN_STARTED_AT, self.scan_began.map(HeaderValue::from)),
        ];
        for (name, value) in ours {
            if let Some(value) = value {
                headers.insert(name, value);
            }
        }
        headers
    }
}

/// When the request's first byte came, in Unix microseconds.
fn first_byte_at(trail: &Trail) -> u64 {
    let ago = trail.began.map_or(0, |began| tick().saturating_sub(began));
    unix_micros().saturating_sub(ago.saturating_mul(1_000))
}

fn scan_end(headers: &HeaderMap) -> Option<ScanEnd> {
    ScanEnd::parse(only(headers, &SCAN_STARTED_AT)?, only(headers, &SCAN_COMPLETE)?)
}

fn is_html(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|content_type| content_type.starts_with("text/html"))
}

/// An operator wants to know; a full or resting upstream was reported when it became so.
fn tell(error: CallError, route: &Route) {
    match error {
        CallError::Unreachable | CallError::TimedOut => warn!(route = &*route.name, %error, "no answer"),
        CallError::Full | CallError::Resting | CallError::Body(_) => {}
    }
}
