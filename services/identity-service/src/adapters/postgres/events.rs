//! Changes as the contracts tell them, appended in the command's own transaction.

use std::fmt::Display;

use contracts::{
    EventData,
    events::{
        AccountRegistered, BrandChanged, BrandUserChanged, ConsentChanged, ConsentPurpose, VisitorLinked,
    },
};
use jiff::Timestamp;
use messaging::outbox::{self, OutboxError, Outgoing};
use service_kit::ids::{AccountId, BrandId, VisitorId, uuid_v7};
use sqlx::PgConnection;

use crate::domain::{account::Subject, brand::Brand, consent::Purpose};

/// What the contract admits in one event.
const MOST_VISITORS: usize = 10_000;

/// Locks the streams: the first statement of every command.
pub(super) async fn lock(conn: &mut PgConnection, streams: &[String]) -> Result<(), OutboxError> {
    let streams: Vec<&str> = streams.iter().map(String::as_str).collect();
    outbox::lock_streams(conn, &streams).await
}

/// What is locked while it is decided whose account a subject is.
pub(super) fn subject_lock(subject: &Subject) -> String {
    format!("subject/{}", subject.as_str())
}

/// What is locked while brands change.
pub(super) const BRANDS: &str = "brands";

pub(super) async fn registered(
    conn: &mut PgConnection,
    account: AccountId,
    visitor: Option<VisitorId>,
    at: Timestamp,
) -> Result<(), OutboxError> {
    let visitor_id = visitor.map(|visitor| visitor.as_uuid());
    let data = AccountRegistered { account_id: account.as_uuid(), visitor_id, registered_at: at };
    append(conn, account, at, &data).await
}

pub(super) async fn linked(
    conn: &mut PgConnection,
    account: AccountId,
    visitor: VisitorId,
    at: Timestamp,
) -> Result<(), OutboxError> {
    let data = VisitorLinked { account_id: account.as_uuid(), visitor_id: visitor.as_uuid(), linked_at: at };
    append(conn, account, at, &data).await
}

/// A decision about a purpose, and the visitors that it is about.
pub(super) struct Consent<'a> {
    pub(super) account: Option<AccountId>,
    pub(super) purpose: Purpose,
    pub(super) granted: bool,
    pub(super) text_version: &'a str,
    pub(super) at: Timestamp,
}

pub(super) async fn consent_changed(
    conn: &mut PgConnection,
    stream: impl Display,
    consent: &Consent<'_>,
    visitors: &[VisitorId],
) -> Result<(), OutboxError> {
    let mut parts: Vec<&[VisitorId]> = visitors.chunks(MOST_VISITORS).collect();
    if parts.is_empty() {
        parts.push(&[]);
    }
    for part in parts {
        let data = ConsentChanged {
            account_id: consent.account.map(|account| account.as_uuid()),
            visitor_ids: part.iter().map(VisitorId::as_uuid).collect(),
            purpose: match consent.purpose {
                Purpose::HealthProfile => ConsentPurpose::HealthProfile,
                Purpose::Measurement => ConsentPurpose::Measurement,
                Purpose::Reminders => ConsentPurpose::Reminders,
            },
            granted: consent.granted,
            text_version: consent.text_version.to_owned(),
            changed_at: consent.at,
        };
        append(conn, &stream, consent.at, &data).await?;
    }
    Ok(())
}

pub(super) async fn brand_changed(
    conn: &mut PgConnection,
    brand: &Brand,
    at: Timestamp,
) -> Result<(), OutboxError> {
    let data = BrandChanged {
        brand_id: brand.id.as_uuid(),
        name: brand.name.to_string(),
        prefixes: brand.prefixes.iter().map(ToString::to_string).collect(),
        changed_at: at,
    };
    append(conn, brand.id, at, &data).await
}

pub(super) async fn brand_user_changed(
    conn: &mut PgConnection,
    brand: BrandId,
    account: AccountId,
    member: bool,
    at: Timestamp,
) -> Result<(), OutboxError> {
    let data =
        BrandUserChanged { brand_id: brand.as_uuid(), account_id: account.as_uuid(), member, changed_at: at };
    append(conn, account, at, &data).await
}

async fn append<T: EventData>(
    conn: &mut PgConnection,
    stream: impl Display,
    at: Timestamp,
    data: &T,
) -> Result<(), OutboxError> {
    outbox::append(conn, &Outgoing::new(stream, at, uuid_v7(at), data)).await.map(drop)
}
