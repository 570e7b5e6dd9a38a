//! The export as a document: `docs/export.md` describes it for those who get it.

use axum::{http::header, response::Response};
use futures_util::StreamExt as _;
use jiff::Timestamp;
use serde::Serialize;
use service_kit::{
    http::{Document, Interrupted},
    identity::Region,
    ids::{AccountId, ExportId},
};
use uuid::Uuid;

use crate::{
    application::{
        exports::OwnRecords,
        ports::{KnownVisitor, Part},
    },
    domain::{
        account::VerificationMail,
        consent::{Channel, Entry, Purpose},
        erasure::SELF,
        person::Person,
    },
};

const FORMAT: &str = "packytrace-export/1";
const FILE: &str = "attachment; filename=\"packytrace-export.json\"";

/// A whole export, everything but written.
pub(super) struct Whole {
    pub(super) id: ExportId,
    pub(super) account: AccountId,
    pub(super) person: Option<Person>,
    pub(super) parts: Vec<(String, Part)>,
    pub(super) at: Timestamp,
}

impl Whole {
    pub(super) fn answer(self, own: OwnRecords) -> Response {
        let mut response = Document::answer(|document| self.write(document, own));
        response.headers_mut().insert(header::CONTENT_DISPOSITION, header::HeaderValue::from_static(FILE));
        response
    }

    async fn write(self, mut document: Document, own: OwnRecords) -> Result<Document, Interrupted> {
        document.member("format", &FORMAT).await?;
        document.member("exportId", &self.id).await?;
        document.member("accountId", &self.account).await?;
        document.member("exportedAt", &self.at).await?;
        document.member("signIn", &self.person.as_ref().map(SignInBody::from)).await?;
        document.begin_object("services")?;
        document.begin_object(SELF)?;
        records(&mut document, &own, self.account).await?;
        document.end_object();
        for (name, part) in self.parts {
            document.name(&name)?;
            copy(&mut document, part).await?;
        }
        document.end_object();
        Ok(document)
    }
}

/// What this service itself holds.
pub(super) fn own(own: OwnRecords, account: AccountId) -> Response {
    Document::answer(move |mut document| async move {
        document.member("service", &SELF).await?;
        records(&mut document, &own, account).await?;
        Ok(document)
    })
}

async fn copy(document: &mut Document, mut part: Part) -> Result<(), Interrupted> {
    while let Some(piece) = part.next().await {
        document.raw(&piece?).await?;
    }
    Ok(())
}

async fn records(document: &mut Document, own: &OwnRecords, account: AccountId) -> Result<(), Interrupted> {
    let found = own.account(account).await.map_err(anyhow::Error::from)?;
    let body = found.as_ref().map(|found| AccountBody {
        account_id: found.id.as_uuid(),
        subject: found.subject.as_str(),
        registered_at: found.registered_at,
        verification_mail: found.verification_mail.map(MailBody::from),
    });
    document.member("account", &body).await?;
    visitors(document, own, account).await?;
    decisions(document, own, account).await
}

async fn visitors(document: &mut Document, own: &OwnRecords, account: AccountId) -> Result<(), Interrupted> {
    document.begin_list("visitors")?;
    let mut after = None;
    loop {
        let page = own.visitors(account, after).await.map_err(anyhow::Error::from)?;
        let Some(last) = page.last() else { break };
        after = Some(last.visitor);
        for visitor in &page {
            document.item(&VisitorBody::from(visitor)).await?;
        }
    }
    document.end_list();
    Ok(())
}

async fn decisions(document: &mut Document, own: &OwnRecords, account: AccountId) -> Result<(), Interrupted> {
    document.begin_list("consents")?;
    let mut after = 0;
    loop {
        let page = own.decisions(account, after).await.map_err(anyhow::Error::from)?;
        let Some(last) = page.last() else { break };
        after = last.position;
        for entry in &page {
            document.item(&DecisionBody::from(entry)).await?;
        }
    }
    document.end_list();
    Ok(())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SignInBody<'a> {
    subject: &'a str,
    email: Option<&'a str>,
    email_verified: bool,
    name: Option<&'a str>,
}

impl<'a> From<&'a Person> for SignInBody<'a> {
    fn from(person: &'a Person) -> Self {
        Self {
            subject: person.subject.as_str(),
            email: person.email.as_deref(),
            email_verified: person.email_verified,
            name: person.name.as_deref(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AccountBody<'a> {
    account_id: Uuid,
    subject: &'a str,
    registered_at: Timestamp,
    verification_mail: Option<MailBody>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MailBody {
    language: &'static str,
    sent_at: Option<Timestamp>,
    asked_at: Option<Timestamp>,
}

impl From<VerificationMail> for MailBody {
    fn from(mail: VerificationMail) -> Self {
        Self { language: mail.language.as_str(), sent_at: mail.sent_at, asked_at: mail.asked_at }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VisitorBody<'a> {
    visitor_id: Uuid,
    linked_at: Timestamp,
    first_seen_at: Timestamp,
    objected_to_measurement: bool,
    region: Option<&'a str>,
}

impl<'a> From<&'a KnownVisitor> for VisitorBody<'a> {
    fn from(visitor: &'a KnownVisitor) -> Self {
        Self {
            visitor_id: visitor.visitor.as_uuid(),
            linked_at: visitor.linked_at,
            first_seen_at: visitor.first_seen,
            objected_to_measurement: visitor.objected,
            region: visitor.region.as_ref().map(Region::as_str),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DecisionBody<'a> {
    position: i64,
    purpose: Purpose,
    granted: bool,
    text_version: &'a str,
    at: Timestamp,
    channel: Channel,
    locale: &'static str,
    hash: String,
}

impl<'a> From<&'a Entry> for DecisionBody<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            position: entry.position,
            purpose: entry.decision.purpose,
            granted: entry.decision.granted,
            text_version: &entry.decision.text_version,
            at: entry.decision.at,
            channel: entry.decision.channel,
            locale: entry.decision.locale.as_str(),
            hash: entry.hash.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use futures_util::stream;
    use http_body_util::BodyExt as _;

    use super::*;

    const PIECES: usize = 2_000;
    const PIECE: usize = 4 * 1024;

    #[tokio::test]
    async fn another_services_part_is_passed_on_and_never_held() {
        let taken = Arc::new(AtomicUsize::new(0));
        let count = taken.clone();
        let part: Part = stream::iter(0..PIECES)
            .map(move |_| {
                count.fetch_add(1, Ordering::SeqCst);
                Ok(vec![b' '; PIECE].into())
            })
            .boxed();
        let response = Document::answer(|mut document| async move {
            document.name("passport-service")?;
            copy(&mut document, part).await?;
            document.raw(b"{}").await?;
            Ok(document)
        });
        let (mut body, mut read) = (response.into_body(), 0);
        while let Some(frame) = body.frame().await {
            read += frame.expect("whole").into_data().expect("data").len();
            let held = (taken.load(Ordering::SeqCst) * PIECE).saturating_sub(read);
            assert!(held <= 256 * 1024, "{held} bytes are held while {read} were read");
        }
        assert_eq!(taken.load(Ordering::SeqCst), PIECES);
        assert!(read > PIECES * PIECE);
    }
}
