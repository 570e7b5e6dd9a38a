//! What the rules have said so far.

use crate::domain::{
    label::{Label, LabelledProduct},
    verdict::{Evaluation, Finding, Level, Reason, Rule, Unknown},
};

/// Collects reasons, unknowns and checks; their order does not depend on that of the rules.
pub(super) struct Tally<'p> {
    product: &'p LabelledProduct,
    reasons: Vec<Reason>,
    unknowns: Vec<Unknown>,
    checks: Vec<Rule>,
}

impl<'p> Tally<'p> {
    pub(super) const fn new(product: &'p LabelledProduct) -> Self {
        Self { product, reasons: Vec::new(), unknowns: Vec::new(), checks: Vec::new() }
    }

    pub(super) const fn label(&self) -> &'p Label {
        &self.product.label
    }

    pub(super) fn object(&mut self, rule: Rule, level: Level, finding: Finding, path: &str) {
        let provenance = self.product.provenance(path);
        self.reasons.push(Reason { rule, level, finding, path: path.to_owned(), provenance });
    }

    pub(super) fn unknown(&mut self, rule: Rule, path: String) {
        self.unknowns.push(Unknown { rule, path });
    }

    /// Something that is not stated and makes careful.
    pub(super) fn not_stated(&mut self, rule: Rule, path: &str) {
        self.unknown(rule.clone(), path.to_owned());
        self.object(rule, Level::BeCareful, Finding::NotStated, path);
    }

    /// The policy has no rule for it, so that nothing was checked.
    pub(super) fn no_rule(&mut self, rule: Rule) {
        self.unknown(rule, "/label".to_owned());
    }

    pub(super) fn nothing_found(&mut self, rule: Rule) {
        self.checks.push(rule);
    }

    /// The worst decides, and what is unknown is never good.
    pub(super) fn finish(mut self) -> Evaluation {
        self.reasons.sort_by(|one, other| {
            other
                .level
                .cmp(&one.level)
                .then_with(|| one.rule.cmp(&other.rule))
                .then_with(|| one.path.cmp(&other.path))
        });
        self.unknowns.sort();
        self.unknowns.dedup();
        self.checks.sort();
        let worst = self.reasons.iter().map(|reason| reason.level).max().unwrap_or(Level::GoodForYou);
        let level = if self.unknowns.is_empty() { worst } else { worst.max(Level::BeCareful) };
        Evaluation { level, reasons: self.reasons, unknowns: self.unknowns, checks: self.checks }
    }
}
