//! Owed mails on PostgreSQL.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use service_kit::ids::AccountId;
use sqlx::PgPool;

use super::rows::Senseless;
use crate::{
    application::ports::{Asked, Owed, StoreError, VerificationMails},
    domain::locale::Locale,
};

/// The owed mails.
#[derive(Clone)]
pub struct PgVerificationMails(PgPool);

impl PgVerificationMails {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

#[async_trait]
impl VerificationMails for PgVerificationMails {
    async fn ask(
        &self,
        account: AccountId,
        language: Locale,
        now: Timestamp,
        since: Timestamp,
    ) -> Result<Asked, StoreError> {
        let (id, language) = (account.as_uuid(), language.as_str());
        let owed = sqlx::query_file!(
            "queries/ask_verification_mail.sql",
            id,
            language,
            now.to_sqlx(),
            since.to_sqlx()
        )
        .execute(&self.0)
        .await
        .map_err(store_error)?;
        if owed.rows_affected() > 0 {
            return Ok(Asked::Owed);
        }
        let asked = sqlx::query_file_scalar!("queries/verification_mail_asked_at.sql", id)
            .fetch_optional(&self.0)
            .await
            .map_err(store_error)?;
        Ok(asked.flatten().map_or(Asked::NoAccount, |at| Asked::TooSoon(at.to_jiff())))
    }

    async fn claim(&self, now: Timestamp, until: Timestamp) -> Result<Option<Owed>, StoreError> {
        let row = sqlx::query_file!("queries/claim_verification_mail.sql", now.to_sqlx(), until.to_sqlx())
            .fetch_optional(&self.0)
            .await
            .map_err(store_error)?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Owed {
            account: AccountId::from_uuid(row.account_id),
            subject: row.subject.parse().map_err(corrupt)?,
            language: language(&row.language)?,
            tries: row.tries,
            until,
        }))
    }

    async fn settle(&self, owed: &Owed, sent: Option<Timestamp>) -> Result<(), StoreError> {
        let (account, until) = (owed.account.as_uuid(), owed.until.to_sqlx());
        let sent = sent.map(jiff_sqlx::ToSqlx::to_sqlx);
        sqlx::query_file!("queries/settle_verification_mail.sql", account, until, sent)
            .execute(&self.0)
            .await
            .map_err(store_error)
            .map(drop)
    }

    async fn postpone(&self, owed: &Owed, later: Timestamp) -> Result<(), StoreError> {
        let (account, until) = (owed.account.as_uuid(), owed.until.to_sqlx());
        sqlx::query_file!("queries/postpone_verification_mail.sql", account, until, later.to_sqlx())
            .execute(&self.0)
            .await
            .map_err(store_error)
            .map(drop)
    }
}

pub(super) fn language(tag: &str) -> Result<Locale, StoreError> {
    Locale::of(tag).ok_or_else(|| corrupt(Senseless("language")))
}
