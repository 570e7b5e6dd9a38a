//! Claims on PostgreSQL. A brand's claim is written as that brand: row-level security lets it decide nothing.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::{
    failure::{corrupt, outbox_error, store_error},
    idempotency::{self, ClaimFault as KeyFault},
};
use service_kit::{
    idempotency::{Claim as Key, Done},
    ids::BrandId,
};
use sqlx::{PgConnection, Postgres, Transaction};
use uuid::Uuid;

use super::{
    brands::{PgBrands, digits, find, of_others},
    claim_rows::{all_waiting, claims_of, proven},
    events,
};
use crate::{
    application::ports::{Claims, ClaimsError, Ruling, StoreError},
    domain::{
        brand::{Brand, BrandName, Prefix, refuse_overlap},
        claim::{BrandPrefix, Decision, Outcome, PrefixClaim, Standing, Words, admit, settled, standings},
    },
};

impl PgBrands {
    /// A transaction in which nobody else changes a brand, that sees this brand alone; and the prefixes of all others.
    async fn claiming(
        &self,
        brand: BrandId,
    ) -> Result<(Transaction<'static, Postgres>, Vec<Prefix>), StoreError> {
        let mut tx = self.operator(&[events::BRANDS.to_owned()]).await?;
        let taken = of_others(&mut tx, brand).await?;
        let alone = sqlx::query_file!("queries/act_as_brand_alone.sql", brand.to_string());
        alone.fetch_one(&mut *tx).await.map_err(store_error)?;
        Ok((tx, taken))
    }
}

impl From<KeyFault> for ClaimsError {
    fn from(fault: KeyFault) -> Self {
        match fault {
            KeyFault::KeyReused => Self::KeyReused,
            KeyFault::Store(failure) => failure.into(),
        }
    }
}

async fn seen(conn: &mut PgConnection, brand: BrandId) -> Result<Vec<BrandPrefix>, StoreError> {
    Ok(standings(proven(&mut *conn, brand).await?, claims_of(conn, brand).await?))
}

async fn insert(conn: &mut PgConnection, claim: &PrefixClaim) -> Result<(), StoreError> {
    let row = sqlx::query_file!(
        "queries/insert_claim.sql",
        claim.id,
        claim.brand.as_uuid(),
        claim.prefix.as_str(),
        claim.licence.member_organisation.as_str(),
        claim.licence.reference.as_str(),
        claim.claimed_at.to_sqlx(),
    );
    row.execute(conn).await.map(drop).map_err(store_error)
}

/// Writes down what was decided, for good.
async fn note(
    conn: &mut PgConnection,
    claim: (Uuid, BrandId),
    outcome: &Outcome,
    by: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    let (is_proven, words) = match outcome {
        Outcome::Proven(evidence) => (true, evidence),
        Outcome::Refused(reason) => (false, reason),
    };
    let (id, brand) = (claim.0, claim.1.as_uuid());
    let row =
        sqlx::query_file!("queries/decide_claim.sql", id, brand, is_proven, words.as_str(), by, at.to_sqlx());
    row.execute(conn).await.map(drop).map_err(store_error)
}

/// Decides every claim that the brand's prefixes leave nothing of.
pub(super) async fn settle(
    conn: &mut PgConnection,
    holder: &Brand,
    by: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    for (claim, _) in all_waiting(&mut *conn).await? {
        if let Some(outcome) = settled(&claim, holder) {
            note(&mut *conn, (claim.id, claim.brand), &outcome, by, at).await?;
        }
    }
    Ok(())
}

/// What a brand last claimed about a prefix, and what was decided about it.
async fn latest(
    conn: &mut PgConnection,
    brand: BrandId,
    prefix: &Prefix,
) -> Result<(PrefixClaim, Option<Decision>), ClaimsError> {
    let claims = claims_of(conn, brand).await?;
    claims.into_iter().rev().find(|(claim, _)| claim.prefix == *prefix).ok_or(ClaimsError::NoClaim)
}

/// The claim that a ruling is about; `None` when it was made before and said the same.
async fn meant(conn: &mut PgConnection, ruling: &Ruling) -> Result<Option<PrefixClaim>, ClaimsError> {
    match (latest(conn, ruling.brand, &ruling.prefix).await?, &ruling.outcome) {
        ((claim, None), _) => Ok(Some(claim)),
        ((_, Some(Decision { outcome: Outcome::Proven(_), .. })), Outcome::Proven(_))
        | ((_, Some(Decision { outcome: Outcome::Refused(_), .. })), Outcome::Refused(_)) => Ok(None),
        _ => Err(ClaimsError::Decided),
    }
}

/// Makes the prefix the brand's, and tells it.
async fn prove(
    conn: &mut PgConnection,
    brand: &mut Brand,
    ruling: &Ruling,
    evidence: &Words,
) -> Result<(), ClaimsError> {
    let taken = of_others(&mut *conn, brand.id).await?;
    refuse_overlap(std::slice::from_ref(&ruling.prefix), &taken)?;
    brand.prefixes.push(ruling.prefix.clone());
    brand.prefixes.sort();
    let (id, at) = (brand.id.as_uuid(), ruling.at.to_sqlx());
    let added = digits(std::slice::from_ref(&ruling.prefix));
    sqlx::query_file!("queries/put_brand.sql", id, brand.name.as_str(), at)
        .execute(&mut *conn)
        .await
        .map_err(store_error)?;
    sqlx::query_file!("queries/put_prefixes.sql", id, &added, at, evidence.as_str())
        .execute(&mut *conn)
        .await
        .map_err(store_error)?;
    settle(&mut *conn, brand, ruling.by.as_str(), ruling.at).await?;
    Ok(events::brand_changed(conn, brand, ruling.at).await.map_err(outbox_error)?)
}

#[async_trait]
impl Claims for PgBrands {
    #[tracing::instrument(name = "claims.of_brand", skip_all)]
    async fn of_brand(&self, brand: BrandId) -> Result<Option<Vec<BrandPrefix>>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        if find(&mut tx, brand).await?.is_none() {
            return Ok(None);
        }
        seen(&mut tx, brand).await.map(Some)
    }

    #[tracing::instrument(name = "claims.claim", skip_all)]
    async fn claim(&self, claim: &PrefixClaim, key: Option<&Key>) -> Result<Done<BrandPrefix>, ClaimsError> {
        let (caller, at) = (claim.brand.as_uuid(), claim.claimed_at);
        let (mut tx, taken) = self.claiming(claim.brand).await?;
        let brand = find(&mut tx, claim.brand).await?.ok_or(ClaimsError::NoBrand)?;
        let all = seen(&mut tx, claim.brand).await?;
        let before = idempotency::before(&mut tx, caller, key, at).await?;
        if let Some(made) = all.iter().find(|one| before.is_some() && one.prefix == claim.prefix) {
            return Ok(Done::Before(made.clone()));
        }
        let waits = all.into_iter().filter(|one| matches!(one.standing, Standing::Waiting(_)));
        let waits: Vec<_> = waits.map(|one| one.prefix).collect();
        admit(&claim.prefix, &brand.prefixes, &waits, &taken)?;
        insert(&mut tx, claim).await?;
        idempotency::remember(&mut tx, caller, key, claim.id, at).await?;
        tx.commit().await.map_err(store_error)?;
        let standing = Standing::Waiting(claim.licence.clone());
        Ok(Done::Now(BrandPrefix { prefix: claim.prefix.clone(), claimed_at: at, standing }))
    }

    #[tracing::instrument(name = "claims.withdraw", skip_all)]
    async fn withdraw(
        &self,
        brand: BrandId,
        prefix: &Prefix,
        key: Option<&Key>,
        at: Timestamp,
    ) -> Result<(), ClaimsError> {
        let caller = brand.as_uuid();
        let (mut tx, _) = self.claiming(brand).await?;
        if idempotency::before(&mut tx, caller, key, at).await?.is_some() {
            return Ok(());
        }
        let (claim, decision) = latest(&mut tx, brand, prefix).await?;
        if decision.is_some() {
            return Err(ClaimsError::Decided);
        }
        let gone = sqlx::query_file!("queries/delete_claim.sql", claim.id, caller);
        gone.execute(&mut *tx).await.map_err(store_error)?;
        idempotency::remember(&mut tx, caller, key, claim.id, at).await?;
        Ok(tx.commit().await.map_err(store_error)?)
    }

    #[tracing::instrument(name = "claims.waiting", skip_all)]
    async fn waiting(&self) -> Result<Vec<(PrefixClaim, BrandName)>, StoreError> {
        let mut tx = self.operator(&[events::BRANDS.to_owned()]).await?;
        let all = all_waiting(&mut tx).await?.into_iter();
        all.map(|(claim, name)| Ok((claim, name.parse().map_err(corrupt)?))).collect()
    }

    #[tracing::instrument(name = "claims.decide", skip_all)]
    async fn decide(&self, ruling: &Ruling) -> Result<Brand, ClaimsError> {
        let mut tx = self.operator(&[events::BRANDS.to_owned()]).await?;
        let mut brand = find(&mut tx, ruling.brand).await?.ok_or(ClaimsError::NoBrand)?;
        let Some(claim) = meant(&mut tx, ruling).await? else { return Ok(brand) };
        note(&mut tx, (claim.id, claim.brand), &ruling.outcome, ruling.by.as_str(), ruling.at).await?;
        if let Outcome::Proven(evidence) = &ruling.outcome {
            prove(&mut tx, &mut brand, ruling, evidence).await?;
        }
        tx.commit().await.map_err(store_error)?;
        Ok(brand)
    }
}
