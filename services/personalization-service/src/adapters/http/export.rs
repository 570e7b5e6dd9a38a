//! `GET /internal/export/{accountId}`: for identity-service alone, which gathers a person's export. `docs/export.md` describes it.

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

use super::{App, views::VerdictBody};
use crate::{
    application::{
        export::Export,
        ports::{AuditEntry, StoredProfile},
    },
    domain::{language::Language, profile::HealthProfile},
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProfileBody<'a> {
    version: i64,
    written_at: Timestamp,
    #[serde(flatten)]
    profile: &'a HealthProfile,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReadingBody<'a> {
    reader: &'a str,
    purpose: &'a str,
    opened: i32,
    at: Timestamp,
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
    document.member("service", &"personalization-service").await?;
    let profile = export.profile(account).await.map_err(anyhow::Error::from)?;
    document.member("healthProfile", &profile.as_ref().map(ProfileBody::from)).await?;
    verdicts(&mut document, &export, account).await?;
    readings(&mut document, &export, account).await?;
    Ok(document)
}

/// With their reasons in English, like everything else in the document.
async fn verdicts(document: &mut Document, export: &Export, account: AccountId) -> Result<(), Interrupted> {
    document.begin_list("verdicts")?;
    let mut before = None;
    loop {
        let page = export.verdicts(account, before).await.map_err(anyhow::Error::from)?;
        let Some(last) = page.last() else { break };
        before = Some(last.head.id);
        for verdict in &page {
            document.item(&VerdictBody::new(verdict, Language::En)).await?;
        }
    }
    document.end_list();
    Ok(())
}

async fn readings(document: &mut Document, export: &Export, account: AccountId) -> Result<(), Interrupted> {
    document.begin_list("readings")?;
    let mut after = None;
    loop {
        let page = export.audit(account, after).await.map_err(anyhow::Error::from)?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for entry in &page {
            document.item(&ReadingBody::from(entry)).await?;
        }
    }
    document.end_list();
    Ok(())
}

impl<'a> From<&'a StoredProfile> for ProfileBody<'a> {
    fn from(stored: &'a StoredProfile) -> Self {
        Self { version: stored.tag.version, written_at: stored.written_at, profile: &stored.profile }
    }
}

impl<'a> From<&'a AuditEntry> for ReadingBody<'a> {
    fn from(entry: &'a AuditEntry) -> Self {
        Self { reader: &entry.reader, purpose: &entry.purpose, opened: entry.opened, at: entry.at }
    }
}
