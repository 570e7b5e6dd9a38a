//! What an operator sees of this service. No label names a brand, a product, a region or a number.

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family},
    registry::Registry,
};

use crate::domain::window::Verdict;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct View {
    view: &'static str,
}

/// The service's numbers; by default they are counted and shown to nobody.
#[derive(Debug, Clone, Default)]
pub struct Meters {
    windows: Family<Outcome, Counter>,
    questions: Family<View, Counter>,
}

impl Meters {
    /// Shows them in this registry.
    pub fn register(&self, registry: &mut Registry) {
        let registry = registry.sub_registry_with_prefix("insights");
        registry.register(
            "windows",
            "Days that were closed, by what became of them; refused ones are tried several times",
            self.windows.clone(),
        );
        registry.register("questions", "Tables that were told, by which", self.questions.clone());
    }

    /// A day was closed.
    pub fn closed(&self, verdict: &Verdict) {
        let outcome = match verdict {
            Verdict::Whole(_) => "shown",
            Verdict::CutOff => "cut_off",
        };
        self.windows.get_or_create(&Outcome { outcome }).inc();
    }

    /// A day was not what was released.
    pub fn refused(&self) {
        self.windows.get_or_create(&Outcome { outcome: "refused" }).inc();
    }

    /// A table was told.
    pub fn told(&self, view: &'static str) {
        self.questions.get_or_create(&View { view }).inc();
    }
}
