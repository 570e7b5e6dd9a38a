//! One sign-in, carried out in one transaction.

use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, outbox_error, store_error};
use service_kit::ids::{AccountId, BrandId, VisitorId};
use sqlx::PgConnection;

use super::{
    events::{self, Consent},
    objections,
    rows::Senseless,
};
use crate::{
    application::ports::{Admitted, SignIn, StoreError},
    domain::{
        admission::{Admission, Asked, Known, Link, Situation, Standing},
        consent::{Purpose, current},
    },
};

/// What is known when somebody signs in.
pub(super) struct Seen {
    pub(super) situation: Situation,
    brand: Option<(BrandId, String)>,
}

impl Seen {
    pub(super) async fn look(conn: &mut PgConnection, sign_in: &SignIn) -> Result<Self, StoreError> {
        let asked = sign_in.visitor;
        let row = sqlx::query_file!(
            "queries/sign_in_situation.sql",
            sign_in.subject.as_str(),
            asked.map(|visitor| visitor.as_uuid())
        )
        .fetch_one(conn)
        .await
        .map_err(store_error)?;
        let standing = match (row.successor, row.owner) {
            (Some(successor), _) => Standing::Replaced(VisitorId::from_uuid(successor)),
            _ if sign_in.visitor_erased => Standing::Foreign,
            (None, None) => Standing::Free,
            (None, owner) if owner == row.account_id => Standing::Ours,
            (None, Some(_)) => Standing::Foreign,
        };
        let own_visitor = row.own_visitor.map(VisitorId::from_uuid);
        let situation = Situation {
            account: row.account_id.map(|id| Known { id: AccountId::from_uuid(id), own_visitor }),
            visitor: asked.map(|id| Asked { id, standing }),
        };
        let brand = row.brand_id.zip(row.brand_name).map(|(id, name)| (BrandId::from_uuid(id), name));
        Ok(Self { situation, brand })
    }

    /// The account that signs in, whether it is there already or not.
    pub(super) fn account(&self, sign_in: &SignIn) -> AccountId {
        self.situation.account.map_or(sign_in.new_account, |account| account.id)
    }

    pub(super) fn answer(self, account: AccountId, visitor: VisitorId) -> Admitted {
        Admitted { account, visitor, brand: self.brand }
    }
}

/// What an admission changes.
pub(super) struct Change<'a> {
    pub(super) conn: &'a mut PgConnection,
    pub(super) sign_in: &'a SignIn,
    pub(super) account: AccountId,
}

/// What a linked visitor brings along.
struct Brought {
    objected: bool,
    region: Option<String>,
}

impl Change<'_> {
    /// Writes and tells it all; the visitor with which the caller goes on.
    pub(super) async fn apply(&mut self, seen: &Seen, admission: Admission) -> Result<VisitorId, StoreError> {
        if admission.registers {
            self.register(admission, seen.brand.as_ref().map(|(brand, _)| *brand)).await?;
        }
        match admission.link {
            Link::Keep(visitor) => return Ok(visitor),
            Link::Rotate(visitor) => {
                let brought = self.link(visitor).await?;
                self.draw(&brought).await?;
                self.succeed(visitor).await?;
                self.tell_objections(Some(visitor), &brought).await?;
            }
            Link::Replace(visitor) => {
                self.draw_plain().await?;
                // Nothing names an erased visitor, not even who took its place.
                if !self.sign_in.visitor_erased {
                    self.succeed(visitor).await?;
                }
            }
            Link::Own => {
                self.draw_plain().await?;
                self.set_own().await?;
            }
        }
        Ok(self.sign_in.drawn)
    }

    async fn register(&mut self, admission: Admission, brand: Option<BrandId>) -> Result<(), StoreError> {
        let (account, at) = (self.account, self.sign_in.at);
        let subject = self.sign_in.subject.as_str();
        sqlx::query_file!("queries/insert_account.sql", account.as_uuid(), subject, at.to_sqlx())
            .execute(&mut *self.conn)
            .await
            .map_err(store_error)?;
        let language = self.sign_in.language.as_str();
        sqlx::query_file!("queries/owe_verification_mail.sql", account.as_uuid(), language, at.to_sqlx())
            .execute(&mut *self.conn)
            .await
            .map_err(store_error)?;
        let linked = match admission.link {
            Link::Rotate(visitor) => Some(visitor),
            Link::Keep(_) | Link::Replace(_) | Link::Own => None,
        };
        events::registered(self.conn, account, linked, at).await.map_err(outbox_error)?;
        match brand {
            Some(brand) => {
                events::brand_user_changed(self.conn, brand, account, true, at).await.map_err(outbox_error)
            }
            None => Ok(()),
        }
    }

    async fn link(&mut self, visitor: VisitorId) -> Result<Brought, StoreError> {
        let (account, at) = (self.account, self.sign_in.at);
        let row =
            sqlx::query_file!("queries/link_visitor.sql", visitor.as_uuid(), account.as_uuid(), at.to_sqlx())
                .fetch_optional(&mut *self.conn)
                .await
                .map_err(store_error)?
                // The visitor's stream is locked, and it was free a moment ago.
                .ok_or_else(|| corrupt(Senseless("link")))?;
        events::linked(self.conn, account, visitor, at).await.map_err(outbox_error)?;
        Ok(Brought { objected: row.measurement_objected, region: row.region })
    }

    async fn draw_plain(&mut self) -> Result<(), StoreError> {
        let nothing = Brought { objected: false, region: None };
        self.draw(&nothing).await?;
        self.tell_objections(None, &nothing).await
    }

    /// Links the drawn visitor, with the choices of the one whose place it takes.
    async fn draw(&mut self, brought: &Brought) -> Result<(), StoreError> {
        let SignIn { drawn, at, .. } = *self.sign_in;
        sqlx::query_file!(
            "queries/insert_linked_visitor.sql",
            drawn.as_uuid(),
            self.account.as_uuid(),
            at.to_sqlx(),
            brought.objected,
            brought.region,
        )
        .execute(&mut *self.conn)
        .await
        .map_err(store_error)?;
        events::linked(self.conn, self.account, drawn, at).await.map_err(outbox_error)
    }

    async fn succeed(&mut self, visitor: VisitorId) -> Result<(), StoreError> {
        let drawn = self.sign_in.drawn.as_uuid();
        sqlx::query_file!("queries/insert_successor.sql", self.account.as_uuid(), visitor.as_uuid(), drawn)
            .execute(&mut *self.conn)
            .await
            .map_err(store_error)
            .map(drop)
    }

    async fn set_own(&mut self) -> Result<(), StoreError> {
        let drawn = self.sign_in.drawn.as_uuid();
        sqlx::query_file!("queries/set_own_visitor.sql", self.account.as_uuid(), drawn)
            .execute(&mut *self.conn)
            .await
            .map_err(store_error)
            .map(drop)
    }

    /// A visitor that was measured so far, or is new, is not from now on when browser or account said no.
    async fn tell_objections(
        &mut self,
        linked: Option<VisitorId>,
        brought: &Brought,
    ) -> Result<(), StoreError> {
        let SignIn { drawn, at, .. } = *self.sign_in;
        let by_account = objections::of_account(self.conn, self.account).await?;
        let newly = linked.filter(|_| !brought.objected && by_account.is_some());
        let consent = |account, text_version| Consent {
            account,
            purpose: Purpose::Measurement,
            granted: false,
            text_version,
            at,
        };
        let told = match &by_account {
            Some(version) => {
                let visitors: Vec<_> = newly.into_iter().chain([drawn]).collect();
                let consent = consent(Some(self.account), version.as_str());
                events::consent_changed(self.conn, self.account, &consent, &visitors).await
            }
            None if brought.objected => {
                let consent = consent(None, current(Purpose::Measurement).version);
                events::consent_changed(self.conn, drawn, &consent, &[drawn]).await
            }
            None => Ok(()),
        };
        told.map_err(outbox_error)
    }
}
