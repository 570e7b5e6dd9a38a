//! Asks the services for their documents, now and then.

use std::{sync::Arc, time::Duration};

use http::{Request, Uri, header};
use http_body_util::{BodyExt, Limited};
use serde_json::Value;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info};

use super::{Published, merge, own};
use crate::{
    adapters::upstream::{Caller, Plan, RequestBody},
    application::limiter::Limiter,
    domain::routes::{RouteTable, UpstreamIndex},
};

const LARGEST: usize = 4 * 1024 * 1024;
const SOON: Duration = Duration::from_secs(2);
const LATER: Duration = Duration::from_secs(60);

/// What is needed to publish.
pub struct Publisher<'a> {
    /// Asks the services.
    pub caller: Caller,
    /// Their names, as the route table orders them.
    pub upstreams: &'a [String],
    /// What is routed.
    pub table: &'a RouteTable,
    /// The limits.
    pub limiter: &'a Limiter,
}

impl Publisher<'_> {
    /// What can be published before any service was asked.
    #[must_use]
    pub fn alone(&self) -> Published {
        Published::new(&own(self.limiter.classes()), self.table)
    }

    /// The merged document, and whether every service answered.
    async fn merged(&self, known: &mut [Option<Value>]) -> (Value, bool) {
        let mut document = own(self.limiter.classes());
        for (number, name) in self.upstreams.iter().enumerate() {
            if let Some(fresh) = self.ask(number).await {
                known[number] = Some(fresh);
            }
            if let Some(service) = &known[number] {
                merge(&mut document, name, service.clone(), self.table);
            }
        }
        (document, known.iter().all(Option::is_some))
    }

    async fn ask(&self, number: usize) -> Option<Value> {
        let upstream = UpstreamIndex(number);
        let host = self.caller.upstreams().shared(upstream)?.host();
        let request = || {
            let mut request = Request::new(RequestBody::Empty);
            *request.uri_mut() = Uri::from_static("/openapi.json");
            request.headers_mut().insert(header::HOST, host.clone());
            request
        };
        let plan = Plan { upstream, timeout: Duration::from_secs(2), retry: false, waits: true };
        let answer = self.caller.call(&plan, request(), request).await;
        let answer = answer.inspect_err(|error| debug!(%error, "no OpenAPI document")).ok()?;
        if !answer.status().is_success() {
            return None;
        }
        let bytes = Limited::new(answer.into_body(), LARGEST).collect().await.ok()?.to_bytes();
        serde_json::from_slice(&bytes).ok()
    }
}

/// Publishes whatever changed, until stopped.
pub async fn keep_published(
    publisher: Publisher<'_>,
    publish: impl Fn(Arc<Published>),
    stop: CancellationToken,
) {
    let mut known = vec![None; publisher.upstreams.len()];
    let mut last = Value::Null;
    loop {
        let (document, whole) = publisher.merged(&mut known).await;
        if document != last {
            info!(whole, "publishing the API's document");
            publish(Arc::new(Published::new(&document, publisher.table)));
            last = document;
        }
        if stop.run_until_cancelled(sleep(if whole { LATER } else { SOON })).await.is_none() {
            return;
        }
    }
}
