//! One request and its answer, from complete head to last byte.

use std::{sync::Arc, time::Instant};

use http::StatusCode;

use super::state::ConnectionState;
use crate::{adapters::metrics::RouteMeter, domain::scan_end::ScanEnd};

/// Lives as long as the answer's body; its end is the answer's.
pub struct Exchange {
    connection: Arc<ConnectionState>,
    started: Instant,
    meter: Option<(Arc<RouteMeter>, StatusCode)>,
    scan: Option<ScanEnd>,
}

impl Exchange {
    /// A request's head is complete.
    #[must_use]
    pub fn begin(connection: Arc<ConnectionState>, started: Instant) -> Self {
        connection.begin();
        Self { connection, started, meter: None, scan: None }
    }

    /// Which route's numbers it belongs to, and how it was answered.
    pub fn measured(&mut self, meter: Arc<RouteMeter>, status: StatusCode) {
        self.meter = Some((meter, status));
    }

    /// Its answer completes a scan.
    pub fn ends_scan(&mut self, end: ScanEnd) {
        self.scan = Some(end);
    }

    /// The connection that it came on.
    #[must_use]
    pub fn connection(&self) -> &ConnectionState {
        &self.connection
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if let Some(end) = self.scan.take() {
            self.connection.leaving(end);
        }
        if let Some((meter, status)) = self.meter.take() {
            meter.observe(status, self.started.elapsed());
        }
        self.connection.end();
    }
}
