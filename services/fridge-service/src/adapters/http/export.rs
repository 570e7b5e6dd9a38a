//! `GET /internal/export/{accountId}`: for identity-service alone, which gathers a person's export. `docs/export.md` describes it.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use serde_json::value::RawValue;
use service_kit::{
    http::{Document, Interrupted},
    identity::ServiceCaller,
    ids::{AccountId, EventId},
    problem::Problem,
};

use super::{App, shapes::RemindersBody};
use crate::application::{
    export::Export,
    ports::{PastDigest, PastEvent, StoredReminders},
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EventBody<'a> {
    version: i64,
    event_id: EventId,
    #[serde(rename = "type")]
    event_type: &'a str,
    recorded_at: Timestamp,
    data: &'a RawValue,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SettingsBody<'a> {
    #[serde(flatten)]
    settings: RemindersBody<'a>,
    language: &'static str,
}

#[derive(Serialize)]
struct DigestBody<'a> {
    day: Date,
    state: &'a str,
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
    Ok(Document::answer(move |document| write(document, app.export, account)))
}

async fn write(mut document: Document, export: Export, account: AccountId) -> Result<Document, Interrupted> {
    document.member("service", &"fridge-service").await?;
    events(&mut document, &export, account).await?;
    let reminders = export.reminders(account).await.map_err(anyhow::Error::from)?;
    document.member("reminders", &reminders.as_ref().map(SettingsBody::from)).await?;
    let digests = export.digests(account).await.map_err(anyhow::Error::from)?;
    document.member("digests", &digests.iter().map(DigestBody::from).collect::<Vec<_>>()).await?;
    let since = export.calendar(account).await.map_err(anyhow::Error::from)?;
    document.member("calendar", &since.map(|since| serde_json::json!({ "since": since }))).await?;
    Ok(document)
}

async fn events(document: &mut Document, export: &Export, account: AccountId) -> Result<(), Interrupted> {
    document.begin_list("events")?;
    let mut after = 0;
    loop {
        let page = export.events(account, after).await.map_err(anyhow::Error::from)?;
        let Some(last) = page.last() else { break };
        after = last.version;
        for event in &page {
            document.item(&EventBody::from(event)).await?;
        }
    }
    document.end_list();
    Ok(())
}

impl<'a> From<&'a PastEvent> for EventBody<'a> {
    fn from(event: &'a PastEvent) -> Self {
        Self {
            version: event.version,
            event_id: event.id,
            event_type: &event.event_type,
            recorded_at: event.recorded_at,
            data: &event.data,
        }
    }
}

impl<'a> From<&'a StoredReminders> for SettingsBody<'a> {
    fn from(stored: &'a StoredReminders) -> Self {
        Self { settings: RemindersBody::from(stored), language: stored.language.code() }
    }
}

impl<'a> From<&'a PastDigest> for DigestBody<'a> {
    fn from(digest: &'a PastDigest) -> Self {
        Self { day: digest.day, state: &digest.state, at: digest.at }
    }
}
