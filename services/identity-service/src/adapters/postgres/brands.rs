//! Brands on PostgreSQL. Row-level security shows a brand's rows to that brand and to the operator's commands.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, outbox_error, store_error};
use service_kit::ids::{AccountId, BrandId};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use uuid::Uuid;

use super::{claims::settle, events};
use crate::{
    application::ports::{BrandChange, BrandMember, Brands, BrandsError, StoreError},
    domain::{
        account::Subject,
        brand::{Brand, Prefix, refuse_overlap},
        claim::stated,
    },
};

/// Who decides a claim when the operator states a brand's prefixes.
const BY_STATEMENT: &str = "brand create";

/// The stored brands, and what they claim.
#[derive(Clone)]
pub struct PgBrands(PgPool);

impl PgBrands {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }

    /// A transaction that sees every brand and in which nobody else changes one.
    pub(super) async fn operator(
        &self,
        locks: &[String],
    ) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.0.begin().await.map_err(store_error)?;
        events::lock(&mut tx, locks).await.map_err(outbox_error)?;
        sqlx::query_file!("queries/act_as_operator.sql").fetch_one(&mut *tx).await.map_err(store_error)?;
        Ok(tx)
    }

    /// A transaction that sees this brand alone.
    pub(super) async fn as_brand(&self, id: BrandId) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.0.begin().await.map_err(store_error)?;
        let asked = sqlx::query_file!("queries/act_as_brand.sql", id.to_string());
        asked.fetch_one(&mut *tx).await.map_err(store_error)?;
        Ok(tx)
    }

    /// [`Self::operator`] for what concerns a person, whose account is locked if there is one.
    async fn operator_on(
        &self,
        subject: &Subject,
    ) -> Result<(Transaction<'static, Postgres>, Option<AccountId>), StoreError> {
        loop {
            let account = account_of(&mut *self.0.acquire().await.map_err(store_error)?, subject).await?;
            let mut locks = vec![events::BRANDS.to_owned(), events::subject_lock(subject)];
            locks.extend(account.map(|account| account.to_string()));
            let mut tx = self.operator(&locks).await?;
            // An account is made once, so this ends.
            if account_of(&mut tx, subject).await? == account {
                return Ok((tx, account));
            }
        }
    }
}

async fn account_of(conn: &mut PgConnection, subject: &Subject) -> Result<Option<AccountId>, StoreError> {
    let id = sqlx::query_file_scalar!("queries/account_of_subject.sql", subject.as_str());
    Ok(id.fetch_optional(conn).await.map_err(store_error)?.map(AccountId::from_uuid))
}

async fn brand_of(conn: &mut PgConnection, subject: &Subject) -> Result<Option<BrandId>, StoreError> {
    let id = sqlx::query_file_scalar!("queries/brand_of_subject.sql", subject.as_str());
    Ok(id.fetch_optional(conn).await.map_err(store_error)?.map(BrandId::from_uuid))
}

fn brand(id: Uuid, name: &str, prefixes: &[String]) -> Result<Brand, StoreError> {
    Ok(Brand {
        id: BrandId::from_uuid(id),
        name: name.parse().map_err(corrupt)?,
        prefixes: prefixes.iter().map(|digits| digits.parse()).collect::<Result<_, _>>().map_err(corrupt)?,
    })
}

pub(super) async fn find(conn: &mut PgConnection, id: BrandId) -> Result<Option<Brand>, StoreError> {
    let row = sqlx::query_file!("queries/find_brand.sql", id.as_uuid());
    let row = row.fetch_optional(conn).await.map_err(store_error)?;
    row.map(|row| brand(row.brand_id, &row.name, &row.prefixes)).transpose()
}

async fn members(conn: &mut PgConnection, brand: BrandId) -> Result<Vec<BrandMember>, StoreError> {
    let rows = sqlx::query_file!("queries/brand_members.sql", brand.as_uuid());
    let member = |subject: String, account: Option<Uuid>, added_at: jiff_sqlx::Timestamp| {
        let account = account.map(AccountId::from_uuid);
        Ok(BrandMember { subject: subject.parse().map_err(corrupt)?, account, added_at: added_at.to_jiff() })
    };
    let rows = rows.fetch_all(conn).await.map_err(store_error)?;
    rows.into_iter().map(|row| member(row.subject, row.account_id, row.added_at)).collect()
}

/// The brand that is meant: the one that the operator names, the one that has a prefix already, or a new one.
async fn meant(conn: &mut PgConnection, change: &BrandChange) -> Result<BrandId, StoreError> {
    if let Some(id) = change.id {
        return Ok(id);
    }
    let id = sqlx::query_file_scalar!("queries/brand_by_prefix.sql", &digits(&change.prefixes));
    let id = id.fetch_optional(conn).await.map_err(store_error)?;
    Ok(id.map_or(change.new_id, BrandId::from_uuid))
}

/// The prefixes of every other brand; seen as the operator alone.
pub(super) async fn of_others(conn: &mut PgConnection, brand: BrandId) -> Result<Vec<Prefix>, StoreError> {
    let taken = sqlx::query_file_scalar!("queries/prefixes_of_others.sql", brand.as_uuid());
    let taken = taken.fetch_all(conn).await.map_err(store_error)?;
    taken.iter().map(|digits| digits.parse().map_err(corrupt)).collect()
}

async fn write(conn: &mut PgConnection, brand: &Brand, at: Timestamp) -> Result<(), sqlx::Error> {
    let (id, prefixes) = (brand.id.as_uuid(), digits(&brand.prefixes));
    sqlx::query_file!("queries/put_brand.sql", id, brand.name.as_str(), at.to_sqlx())
        .execute(&mut *conn)
        .await?;
    sqlx::query_file!("queries/drop_prefixes.sql", id, &prefixes).execute(&mut *conn).await?;
    let (at, evidence) = (at.to_sqlx(), stated());
    sqlx::query_file!("queries/put_prefixes.sql", id, &prefixes, at, evidence.as_str()).execute(conn).await?;
    Ok(())
}

pub(super) fn digits(prefixes: &[Prefix]) -> Vec<String> {
    prefixes.iter().map(ToString::to_string).collect()
}

#[async_trait]
impl Brands for PgBrands {
    #[tracing::instrument(name = "brands.put", skip_all)]
    async fn put(&self, change: &BrandChange) -> Result<Brand, BrandsError> {
        let mut tx = self.operator(&[events::BRANDS.to_owned()]).await?;
        let id = meant(&mut tx, change).await?;
        let wanted = Brand { id, name: change.name.clone(), prefixes: change.prefixes.clone() };
        if find(&mut tx, id).await?.as_ref() == Some(&wanted) {
            return Ok(wanted);
        }
        refuse_overlap(&wanted.prefixes, &of_others(&mut tx, id).await?)?;
        write(&mut tx, &wanted, change.at).await.map_err(store_error)?;
        settle(&mut tx, &wanted, BY_STATEMENT, change.at).await?;
        events::brand_changed(&mut tx, &wanted, change.at).await.map_err(outbox_error)?;
        tx.commit().await.map_err(store_error)?;
        Ok(wanted)
    }

    #[tracing::instrument(name = "brands.list", skip_all)]
    async fn list(&self) -> Result<Vec<(Brand, i64)>, StoreError> {
        let mut tx = self.operator(&[events::BRANDS.to_owned()]).await?;
        let rows = sqlx::query_file!("queries/list_brands.sql").fetch_all(&mut *tx).await;
        let rows = rows.map_err(store_error)?.into_iter();
        rows.map(|row| Ok((brand(row.brand_id, &row.name, &row.prefixes)?, row.users))).collect()
    }

    #[tracing::instrument(name = "brands.own", skip_all)]
    async fn own(&self, id: BrandId) -> Result<Option<(Brand, Vec<BrandMember>)>, StoreError> {
        let mut tx = self.as_brand(id).await?;
        let Some(brand) = find(&mut tx, id).await? else { return Ok(None) };
        let members = members(&mut tx, id).await?;
        Ok(Some((brand, members)))
    }

    async fn brand_of(&self, subject: &Subject) -> Result<Option<BrandId>, StoreError> {
        brand_of(&mut *self.0.acquire().await.map_err(store_error)?, subject).await
    }

    #[tracing::instrument(name = "brands.add_user", skip_all)]
    async fn add_user(&self, brand: BrandId, subject: &Subject, at: Timestamp) -> Result<bool, BrandsError> {
        let (mut tx, account) = self.operator_on(subject).await?;
        if find(&mut tx, brand).await?.is_none() {
            return Err(BrandsError::NoBrand);
        }
        match brand_of(&mut tx, subject).await? {
            Some(before) if before == brand => return Ok(false),
            Some(_) => return Err(BrandsError::OtherBrand),
            None => {}
        }
        let row = sqlx::query_file!(
            "queries/insert_brand_user.sql",
            subject.as_str(),
            brand.as_uuid(),
            at.to_sqlx()
        );
        row.execute(&mut *tx).await.map_err(store_error)?;
        if let Some(account) = account {
            let told = events::brand_user_changed(&mut tx, brand, account, true, at).await;
            told.map_err(outbox_error)?;
        }
        tx.commit().await.map_err(store_error)?;
        Ok(true)
    }

    #[tracing::instrument(name = "brands.remove_user", skip_all)]
    async fn remove_user(
        &self,
        brand: BrandId,
        subject: &Subject,
        at: Timestamp,
    ) -> Result<bool, BrandsError> {
        let (mut tx, account) = self.operator_on(subject).await?;
        let gone = sqlx::query_file!("queries/delete_brand_user.sql", subject.as_str(), brand.as_uuid());
        if gone.execute(&mut *tx).await.map_err(store_error)?.rows_affected() == 0 {
            return Ok(false);
        }
        if let Some(account) = account {
            let told = events::brand_user_changed(&mut tx, brand, account, false, at).await;
            told.map_err(outbox_error)?;
        }
        tx.commit().await.map_err(store_error)?;
        Ok(true)
    }
}
