//! Accounts on PostgreSQL.

use async_trait::async_trait;
use messaging::failure::{corrupt, outbox_error, store_error};
use service_kit::ids::{AccountId, VisitorId};
use sqlx::PgPool;

use super::{
    admission::{Change, Seen},
    events,
    mails::language,
};
use crate::{
    application::ports::{Accounts, Admitted, SignIn, StoreError},
    domain::{
        account::{Account, VerificationMail},
        admission::{Link, admit},
    },
};

/// A sign-in that others overtake is looked at anew, so many times.
const TRIES: usize = 4;

/// The stored accounts.
#[derive(Clone)]
pub struct PgAccounts(PgPool);

/// Others were faster again and again.
#[derive(Debug, thiserror::Error)]
#[error("the account was changed by others at the same time")]
struct Overtaken;

impl PgAccounts {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }

    /// Decides and writes under the locks of subject, account and visitors; `None` when the subject has got an account
    /// meanwhile whose lock is not held.
    async fn admit_locked(
        &self,
        sign_in: &SignIn,
        account: AccountId,
    ) -> Result<Option<Admitted>, StoreError> {
        let mut tx = self.0.begin().await.map_err(store_error)?;
        events::lock(&mut tx, &locks(sign_in, account)).await.map_err(outbox_error)?;
        let seen = Seen::look(&mut tx, sign_in).await?;
        if seen.account(sign_in) != account {
            return Ok(None);
        }
        let admission = admit(&seen.situation, sign_in.fresh);
        let visitor = Change { conn: &mut tx, sign_in, account }.apply(&seen, admission).await?;
        tx.commit().await.map_err(store_error)?;
        Ok(Some(seen.answer(account, visitor)))
    }
}

fn locks(sign_in: &SignIn, account: AccountId) -> Vec<String> {
    let visitors = sign_in.visitor.into_iter().chain([sign_in.drawn]);
    let mut locks: Vec<_> = visitors.map(|visitor| visitor.to_string()).collect();
    locks.extend([events::subject_lock(&sign_in.subject), account.to_string()]);
    locks
}

#[async_trait]
impl Accounts for PgAccounts {
    #[tracing::instrument(name = "accounts.admit", skip_all)]
    async fn admit(&self, sign_in: &SignIn) -> Result<Admitted, StoreError> {
        for _ in 0..TRIES {
            let mut conn = self.0.acquire().await.map_err(store_error)?;
            let seen = Seen::look(&mut conn, sign_in).await?;
            drop(conn);
            let account = seen.account(sign_in);
            let admission = admit(&seen.situation, sign_in.fresh);
            if let (true, Link::Keep(visitor)) = (admission.is_settled(), admission.link) {
                return Ok(seen.answer(account, visitor));
            }
            if let Some(admitted) = self.admit_locked(sign_in, account).await? {
                return Ok(admitted);
            }
        }
        Err(StoreError::Unavailable(Overtaken.into()))
    }

    #[tracing::instrument(name = "accounts.find", skip_all)]
    async fn find(&self, account: AccountId) -> Result<Option<(Account, i64)>, StoreError> {
        let row = sqlx::query_file!("queries/find_account.sql", account.as_uuid())
            .fetch_optional(&self.0)
            .await
            .map_err(store_error)?;
        let Some(row) = row else { return Ok(None) };
        let mail = row.mail_language.as_deref().map(language).transpose()?;
        let found = Account {
            id: AccountId::from_uuid(row.account_id),
            subject: row.subject.parse().map_err(corrupt)?,
            own_visitor: row.own_visitor.map(VisitorId::from_uuid),
            registered_at: row.registered_at.to_jiff(),
            verification_mail: mail.map(|language| VerificationMail {
                language,
                sent_at: row.mail_sent_at.map(jiff_sqlx::Timestamp::to_jiff),
                asked_at: row.mail_asked_at.map(jiff_sqlx::Timestamp::to_jiff),
            }),
        };
        Ok(Some((found, row.linked_visitors)))
    }
}
