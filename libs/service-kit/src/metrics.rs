//! The Prometheus registry that a service's parts fill and the admin port prints.
//!
//! Names start with `packytrace_`; labels never carry a product, brand, visitor or small count.

use std::sync::{Arc, Mutex, PoisonError};

use prometheus_client::{encoding::text::encode, registry::Registry};

/// A registry under the prefix `packytrace`.
#[derive(Debug, Clone)]
pub struct Metrics(Arc<Mutex<Registry>>);

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// An empty registry.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Registry::with_prefix("packytrace"))))
    }

    /// Lets a part register its metrics.
    pub fn register<T>(&self, fill: impl FnOnce(&mut Registry) -> T) -> T {
        fill(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The `OpenMetrics` text.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::new();
        let registry = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match encode(&mut text, &registry) {
            Ok(()) => text,
            // Writing to a `String` does not fail; an empty page shows up as an absent target.
            Err(std::fmt::Error) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use prometheus_client::metrics::counter::Counter;

    use super::*;

    #[test]
    fn metrics_carry_the_prefix() {
        let metrics = Metrics::new();
        let scans: Counter = Counter::default();
        metrics.register(|registry| registry.register("scans", "Scans recorded", scans.clone()));
        scans.inc();
        assert!(metrics.render().contains("packytrace_scans_total 1"), "{}", metrics.render());
    }
}
