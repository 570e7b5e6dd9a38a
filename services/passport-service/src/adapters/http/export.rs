//! `GET /internal/export/{accountId}`: for identity-service alone, which gathers a person's export. `README.md` documents it.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::Timestamp;
use serde::Serialize;
use service_kit::{
    http::{Document, Interrupted},
    identity::ServiceCaller,
    ids::AccountId,
    problem::Problem,
};
use uuid::Uuid;

use super::{App, views::Item};
use crate::{
    application::{export::Export, ports::LinkedVisitor},
    domain::{
        report::{Reason, Report},
        scan::{Entry, Scan},
    },
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VisitorBody {
    visitor_id: Uuid,
    linked_at: Timestamp,
    first_seen_at: Option<Timestamp>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ScanBody<'a> {
    scan_id: Uuid,
    scanned_at: Timestamp,
    visitor_id: Uuid,
    account_id: Option<Uuid>,
    entry: Entry,
    region: Option<&'a str>,
    objected_to_measurement: bool,
    item: Item<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportBody<'a> {
    report_id: Uuid,
    reported_at: Timestamp,
    visitor_id: Uuid,
    account_id: Option<Uuid>,
    gtin: &'a str,
    reason: Reason,
    comment: Option<&'a str>,
    objected_to_measurement: bool,
}

pub(super) async fn export_account(
    State(app): State<App>,
    _: ServiceCaller,
    Path(account): Path<String>,
) -> Result<Response, Problem> {
    let account = account.parse().map_err(|_| {
        Problem::new(StatusCode::NOT_FOUND, "unknown-account").detail("This is no account's id.")
    })?;
    Ok(Document::answer(|document| write(document, app.export, account)))
}

async fn write(mut document: Document, export: Export, account: AccountId) -> Result<Document, Interrupted> {
    document.member("service", &"passport-service").await?;
    visitors(&mut document, &export, account).await?;
    scans(&mut document, &export, account).await?;
    reports(&mut document, &export, account).await?;
    Ok(document)
}

async fn visitors(document: &mut Document, export: &Export, account: AccountId) -> Result<(), Interrupted> {
    document.begin_list("visitors")?;
    let mut after = None;
    loop {
        let page = export.visitors(account, after).await.map_err(anyhow::Error::from)?;
        let Some(last) = page.last() else { break };
        after = Some(last.visitor);
        for visitor in &page {
            document.item(&VisitorBody::from(visitor)).await?;
        }
    }
    document.end_list();
    Ok(())
}

async fn scans(document: &mut Document, export: &Export, account: AccountId) -> Result<(), Interrupted> {
    document.begin_list("scans")?;
    let mut after = None;
    loop {
        let page = export.scans(account, after).await.map_err(anyhow::Error::from)?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for scan in &page {
            document.item(&ScanBody::from(scan)).await?;
        }
    }
    document.end_list();
    Ok(())
}

async fn reports(document: &mut Document, export: &Export, account: AccountId) -> Result<(), Interrupted> {
    document.begin_list("reports")?;
    let mut after = None;
    loop {
        let page = export.reports(account, after).await.map_err(anyhow::Error::from)?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for report in &page {
            document.item(&ReportBody::from(report)).await?;
        }
    }
    document.end_list();
    Ok(())
}

impl From<&LinkedVisitor> for VisitorBody {
    fn from(visitor: &LinkedVisitor) -> Self {
        Self {
            visitor_id: visitor.visitor.as_uuid(),
            linked_at: visitor.linked_at,
            first_seen_at: visitor.first_seen,
        }
    }
}

impl<'a> From<&'a Scan> for ScanBody<'a> {
    fn from(scan: &'a Scan) -> Self {
        Self {
            scan_id: scan.id.as_uuid(),
            scanned_at: scan.scanned_at,
            visitor_id: scan.owner.visitor.as_uuid(),
            account_id: scan.owner.account.map(|account| account.as_uuid()),
            entry: scan.entry,
            region: scan.region.as_ref().map(service_kit::identity::Region::as_str),
            objected_to_measurement: scan.objected,
            item: (&scan.item).into(),
        }
    }
}

impl<'a> From<&'a Report> for ReportBody<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            report_id: report.id.as_uuid(),
            reported_at: report.reported_at,
            visitor_id: report.owner.visitor.as_uuid(),
            account_id: report.owner.account.map(|account| account.as_uuid()),
            gtin: report.gtin.as_str(),
            reason: report.reason,
            comment: report.comment.as_deref(),
            objected_to_measurement: report.objected,
        }
    }
}
