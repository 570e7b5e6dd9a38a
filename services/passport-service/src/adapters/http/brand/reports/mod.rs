//! Operations on what shoppers report.

pub(in crate::adapters::http) mod list;
pub(in crate::adapters::http) mod settle;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    application::workspace::ports::{ReportState, ShopperReport},
    domain::report::Reason,
};

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BrandReportStatus)]
pub(in crate::adapters::http) enum Status {
    Open,
    Answered,
    Closed,
}

/// What a shopper reported. Nothing of who they are stands here.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BrandReport)]
pub(in crate::adapters::http) struct ReportBody<'a> {
    report_id: Uuid,
    /// 14 digits.
    gtin: &'a str,
    /// The product's name, when it is in the catalog.
    name: Option<&'a str>,
    reason: Reason,
    /// In the shopper's words.
    comment: Option<&'a str>,
    reported_at: Timestamp,
    status: Status,
    /// In the brand's words.
    answer: Option<&'a str>,
    answered_at: Option<Timestamp>,
}

impl<'a> From<&'a ShopperReport> for ReportBody<'a> {
    fn from(report: &'a ShopperReport) -> Self {
        let (status, answer, answered_at) = match &report.state {
            ReportState::Open => (Status::Open, None, None),
            ReportState::Answered { answer, at } => (Status::Answered, Some(answer.as_str()), Some(*at)),
            ReportState::Closed { answer, at } => (Status::Closed, answer.as_deref(), Some(*at)),
        };
        Self {
            report_id: report.id.as_uuid(),
            gtin: report.gtin.as_str(),
            name: report.name.as_deref(),
            reason: report.reason,
            comment: report.comment.as_deref(),
            reported_at: report.reported_at,
            status,
            answer,
            answered_at,
        }
    }
}
