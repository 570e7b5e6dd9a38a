//! What a table looks like. Beside every number stand its definition, its unit, its window and its policy.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    application::read_insights::Report,
    domain::{
        metric::Metric,
        period::Period,
        report::{Item, Previous, When},
        words::Words,
    },
};

/// A table of released numbers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Insights)]
pub(in crate::adapters::http) struct InsightsBody<'a> {
    /// What stood between the counts and their release, such as `threshold`; `null` before anything was released.
    #[schema(required, example = "threshold")]
    policy: Option<&'a str>,
    /// Groups of fewer visitors are withheld; `null` before anything was released.
    #[schema(required, example = 5)]
    k: Option<u64>,
    /// The last UTC day that is released to the brand; `null` before the first.
    #[schema(required)]
    released_through: Option<Date>,
    /// The days that the table is about.
    period: PeriodBody,
    /// By metric.
    definitions: BTreeMap<&'static str, DefinitionBody>,
    /// Complete: each metric of each row is there, also where nothing is told.
    items: Vec<ItemBody>,
}

/// Days in a row, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = InsightsPeriod)]
pub(super) struct PeriodBody {
    pub(super) from: Date,
    pub(super) to: Date,
}

/// What a number means, in the language of `Content-Language`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InsightsDefinition)]
struct DefinitionBody {
    /// A short name.
    name: &'static str,
    /// What is counted in one day's number of one product: distinct browsers, not people.
    #[schema(example = "visitors")]
    unit: &'static str,
    /// What is counted in a sum of several days, products or regions.
    #[schema(example = "visitor-days")]
    unit_of_sums: &'static str,
    /// Who is counted.
    definition: &'static str,
    /// Of which time, and when it is told.
    window: &'static str,
}

/// One row. It has either `day` or `period`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InsightsItem)]
pub(super) struct ItemBody {
    /// One UTC day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) day: Option<Date>,
    /// Several: then `visitors` is the sum of their published rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) period: Option<PeriodBody>,
    /// The product, as GTIN-14; `null`: all of the brand's, added.
    #[schema(required)]
    pub(super) gtin: Option<String>,
    /// ISO 3166-2, `unknown` where nobody said, `other` for regions that do not stand alone, or `all`.
    #[schema(example = "IT-25")]
    pub(super) region: String,
    pub(super) metric: Metric,
    /// How many; `null` where nothing is told.
    #[schema(required)]
    pub(super) visitors: Option<u64>,
    /// `true`: the time is released, and there is not enough data to tell (fewer than `k`). `false` with `visitors: null`: not yet
    /// released.
    pub(super) suppressed: bool,
    /// `visitors`, or `visitor-days` where published rows are added: who came on two days, scanned two products or was in two regions
    /// is then in it twice.
    #[schema(example = "visitor-days")]
    pub(super) unit: &'static str,
    /// Of how many days of `period` a number was published and is in the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) days_released: Option<u32>,
    /// How many days `period` has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) days: Option<u32>,
    /// In the summary: the same of as many days just before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) previous: Option<PreviousBody>,
}

/// What was before.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = InsightsPrevious)]
pub(super) struct PreviousBody {
    pub(super) period: PeriodBody,
    /// How many; `null` where nothing is told.
    #[schema(required)]
    pub(super) visitors: Option<u64>,
    /// `true`: the time is released, and there is not enough data to tell (fewer than `k`). `false` with `visitors: null`: not yet
    /// released.
    pub(super) suppressed: bool,
    /// Of how many days a number was published and is in the sum.
    pub(super) days_released: u32,
    /// How many days `period` has.
    pub(super) days: u32,
}

impl<'a> InsightsBody<'a> {
    /// The report, defined in these words.
    pub(super) fn new(report: &'a Report, words: &'static Words) -> Self {
        let defined = |metric: Metric| (metric.as_str(), DefinitionBody::new(metric, words));
        Self {
            policy: report.standing.policy.as_deref(),
            k: report.standing.k,
            released_through: report.standing.through,
            period: report.period.into(),
            definitions: Metric::ALL.into_iter().map(defined).collect(),
            items: report.items.iter().map(ItemBody::from).collect(),
        }
    }
}

impl From<Period> for PeriodBody {
    fn from(period: Period) -> Self {
        Self { from: period.from(), to: period.to() }
    }
}

impl DefinitionBody {
    fn new(metric: Metric, words: &'static Words) -> Self {
        let told = words.definition(metric);
        Self {
            name: told.name,
            unit: words.unit,
            unit_of_sums: words.unit_of_sums,
            definition: told.definition,
            window: words.window,
        }
    }
}

impl From<&Item> for ItemBody {
    fn from(item: &Item) -> Self {
        let (day, period) = match item.when {
            When::Day(day) => (Some(day), None),
            When::Period(period) => (None, Some(period)),
        };
        Self {
            day,
            period: period.map(PeriodBody::from),
            gtin: item.gtin.map(|gtin| gtin.to_string()),
            region: item.region.to_string(),
            metric: item.metric,
            visitors: item.figure.visitors(),
            suppressed: item.figure.is_suppressed(),
            unit: item.unit(),
            days_released: period.map(|_| item.figure.days_released()),
            days: period.map(Period::days),
            previous: item.previous.map(PreviousBody::from),
        }
    }
}

impl From<Previous> for PreviousBody {
    fn from(previous: Previous) -> Self {
        Self {
            period: previous.period.into(),
            visitors: previous.figure.visitors(),
            suppressed: previous.figure.is_suppressed(),
            days_released: previous.figure.days_released(),
            days: previous.period.days(),
        }
    }
}
