//! The score in words. English; the page translates names of parts and grades itself.

use super::{
    compute::{Adjustments, EcoInput, PalmOil},
    country::CountryCode,
    lca::{LcaMatch, LcaSteps},
    origins::OriginShare,
    packaging::PackagingPart,
    reason::{FootprintSize, HeaviestStep, LifeCycleStep},
    schemes::Scheme,
};
use taxonomy::Taxonomies;

/// Two sentences: what weighs most, and what helped or cost.
pub(super) fn explanation(input: &EcoInput, lca: &LcaMatch, production: i32, points: &Adjustments) -> String {
    format!("{}. {}.", weight(lca, production), balance(input, points))
}

fn weight(lca: &LcaMatch, production: i32) -> String {
    let size = match FootprintSize::of(production) {
        FootprintSize::Small => "a small",
        FootprintSize::Medium => "a medium",
        FootprintSize::Large => "a large",
    };
    let food = if lca.stand_in { "A similar food" } else { "This food" };
    match lca.row.steps.as_ref().and_then(LcaSteps::heaviest) {
        Some(HeaviestStep { step, percent }) => {
            format!("{food} has {size} footprint, and {} is {percent} % of it", step.in_words())
        }
        None => format!("{food} has {size} footprint from farm to plate"),
    }
}

impl LcaSteps {
    /// The step with most of the footprint.
    pub(super) fn heaviest(&self) -> Option<HeaviestStep> {
        let steps = [
            (LifeCycleStep::Farming, self.farming),
            (LifeCycleStep::Processing, self.processing),
            (LifeCycleStep::Packaging, self.packaging),
            (LifeCycleStep::Transport, self.transport),
            (LifeCycleStep::Distribution, self.distribution),
            (LifeCycleStep::Consumption, self.consumption),
        ];
        let total: f64 = steps.iter().map(|(_, value)| value).sum();
        let (step, value) = steps.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        (total > 0.0).then(|| HeaviestStep { step, percent: (100.0 * value / total).round() as u32 })
    }
}

impl LifeCycleStep {
    const fn in_words(self) -> &'static str {
        match self {
            Self::Farming => "farming",
            Self::Processing => "processing",
            Self::Packaging => "packing",
            Self::Transport => "transport",
            Self::Distribution => "the shop",
            Self::Consumption => "the kitchen",
        }
    }
}

fn balance(input: &EcoInput, points: &Adjustments) -> String {
    let mut helps = Vec::new();
    let mut costs = Vec::new();
    for (what, value) in [
        (if input.schemes.len() > 1 { "its labels" } else { "its label" }, points.labels),
        (where_from(input), points.policy + points.transport),
        ("palm oil", points.palm_oil),
        (
            if input.packaging.is_empty() { "packaging that nobody states" } else { "the packaging" },
            points.packaging,
        ),
    ] {
        match value {
            1.. => helps.push(format!("{what} (+{value})")),
            0 => {}
            _ => costs.push(format!("{what} (−{})", value.unsigned_abs())),
        }
    }
    match (listed(&helps), listed(&costs)) {
        (Some(helps), Some(costs)) => format!("In its favour: {helps}; against it: {costs}"),
        (Some(helps), None) => format!("In its favour: {helps}"),
        (None, Some(costs)) => format!("Points are lost for {costs}"),
        (None, None) => "Labels, origin and packaging change nothing".to_owned(),
    }
}

fn where_from(input: &EcoInput) -> &'static str {
    if input.origins.iter().any(|share| share.origin.is_known()) {
        "where it comes from"
    } else {
        "an origin that nobody states"
    }
}

fn listed(items: &[String]) -> Option<String> {
    match items {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] => Some(format!("{} and {last}", first.join(", "))),
    }
}

pub(super) fn production(lca: &LcaMatch) -> String {
    if lca.stand_in { format!("Stand-in: {}", lca.row.name) } else { lca.row.name.clone() }
}

pub(super) fn labels(input: &EcoInput) -> String {
    let names: Vec<_> = input.schemes.iter().map(|scheme: &Scheme| scheme.name()).collect();
    if names.is_empty() { "No label that earns points".to_owned() } else { names.join(", ") }
}

pub(super) fn origins(input: &EcoInput) -> String {
    let from = places(&input.origins).unwrap_or_else(|| "Origin not stated".to_owned());
    match input.sold_in.map(country) {
        Some(country) => format!("{from}, sold in {country}"),
        None => from,
    }
}

fn places(origins: &[OriginShare]) -> Option<String> {
    let named: Vec<_> =
        origins.iter().filter_map(|share| Some((share.origin.name()?, share.percent))).collect();
    match named.as_slice() {
        [] => None,
        [(name, percent)] if *percent > 99.0 => Some((*name).to_owned()),
        many => {
            let one = |(name, percent): &(&str, f64)| format!("{name} {percent:.0} %");
            Some(many.iter().map(one).collect::<Vec<_>>().join(", "))
        }
    }
}

fn country(code: CountryCode) -> String {
    let taxonomy = Taxonomies::countries();
    let id = taxonomy.find("en", code.as_str());
    id.and_then(|id| taxonomy.name(id.as_str(), "en")).unwrap_or(code.as_str()).to_owned()
}

pub(super) fn palm_oil(palm_oil: PalmOil) -> String {
    match palm_oil {
        PalmOil::NotStated => "Ingredients not stated",
        PalmOil::Absent => "None in the ingredients",
        PalmOil::Certified => "Certified sustainable (RSPO)",
        PalmOil::Uncertified => "Palm oil without certificate",
    }
    .to_owned()
}

pub(super) fn packaging(parts: &[PackagingPart]) -> String {
    let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
    let text = if names.is_empty() { "not stated".to_owned() } else { names.join(", ") };
    capitalised(&text)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(super) fn cap(points: &Adjustments) -> String {
    if points.exceed_the_bonus() {
        "Bonuses count up to 25 points together"
    } else {
        "The score stays between 0 and 100"
    }
    .to_owned()
}
