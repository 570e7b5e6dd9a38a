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

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    };

    use async_trait::async_trait;
    use http_body_util::BodyExt as _;
    use service_kit::ids::{ReportId, ScanId, VisitorId};

    use super::*;
    use crate::{
        application::ports::{PersonalRecords, StoreError},
        domain::scan::{Owner, ScannedItem},
    };

    const ALL: u64 = 10_000;

    /// Somebody with many scans, and how many of them were handed out.
    #[derive(Default)]
    struct Many(AtomicU64);

    fn scan(number: u64) -> Scan {
        Scan {
            id: ScanId::from_uuid(Uuid::from_u128(number.into())),
            owner: Owner { visitor: VisitorId::from_uuid(Uuid::from_u128(1)), account: None },
            region: None,
            objected: false,
            item: ScannedItem {
                gtin: "09521234500018".parse().expect("a GTIN"),
                lot: None,
                serial: None,
                expiry: None,
                raw: "09521234500018".into(),
            },
            entry: Entry::Typed,
            scanned_at: Timestamp::UNIX_EPOCH,
            started_at: None,
            cached: true,
            told: true,
        }
    }

    #[async_trait]
    impl PersonalRecords for Many {
        async fn visitors(
            &self,
            _: AccountId,
            _: Option<VisitorId>,
            _: i64,
        ) -> Result<Vec<LinkedVisitor>, StoreError> {
            Ok(Vec::new())
        }

        async fn scans(
            &self,
            _: AccountId,
            after: Option<ScanId>,
            limit: i64,
        ) -> Result<Vec<Scan>, StoreError> {
            let first = after.map_or(1, |id| id.as_uuid().as_u128() as u64 + 1);
            let page: Vec<_> = (first..=ALL).take(limit as usize).map(scan).collect();
            self.0.fetch_add(page.len() as u64, Ordering::SeqCst);
            Ok(page)
        }

        async fn reports(
            &self,
            _: AccountId,
            _: Option<ReportId>,
            _: i64,
        ) -> Result<Vec<Report>, StoreError> {
            Ok(Vec::new())
        }
    }

    #[tokio::test]
    async fn ten_thousand_scans_are_never_held_at_once() {
        let many = Arc::new(Many::default());
        let export = Export::new(many.clone());
        let account = AccountId::from_uuid(Uuid::from_u128(2));
        let mut body = Document::answer(|document| write(document, export, account)).into_body();
        let (mut read, mut text) = (0, String::new());
        while let Some(frame) = body.frame().await {
            let piece = frame.expect("whole").into_data().expect("data");
            assert!(piece.len() < 32 * 1024, "{} bytes at once", piece.len());
            text.push_str(std::str::from_utf8(&piece).expect("pieces end with a record"));
            read = text.matches("\"scanId\"").count() as u64;
            let held = many.0.load(Ordering::SeqCst) - read;
            assert!(held <= 1_000, "{held} scans are held while {read} were read");
        }
        assert_eq!(read, ALL);
        let whole: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(whole["scans"].as_array().map(Vec::len), Some(ALL as usize));
    }
}
