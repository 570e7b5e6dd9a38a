//! Claims as rows hold them.

use messaging::failure::{corrupt, store_error};
use service_kit::ids::BrandId;
use sqlx::PgConnection;
use uuid::Uuid;

use super::rows::Senseless;
use crate::{
    application::ports::StoreError,
    domain::claim::{Decision, Licence, Outcome, PrefixClaim, ProvenPrefix},
};

struct ClaimRow {
    claim_id: Uuid,
    brand_id: Uuid,
    prefix: String,
    member_organisation: String,
    reference: String,
    claimed_at: jiff_sqlx::Timestamp,
    proven: Option<bool>,
    words: Option<String>,
    decided_at: Option<jiff_sqlx::Timestamp>,
}

struct WaitingRow {
    claim_id: Uuid,
    brand_id: Uuid,
    prefix: String,
    member_organisation: String,
    reference: String,
    claimed_at: jiff_sqlx::Timestamp,
    name: String,
}

fn claim(
    (id, brand): (Uuid, Uuid),
    prefix: &str,
    (member_organisation, reference): (&str, &str),
    claimed_at: jiff_sqlx::Timestamp,
) -> Result<PrefixClaim, StoreError> {
    let licence = Licence {
        member_organisation: member_organisation.parse().map_err(corrupt)?,
        reference: reference.parse().map_err(corrupt)?,
    };
    let prefix = prefix.parse().map_err(corrupt)?;
    Ok(PrefixClaim {
        id,
        brand: BrandId::from_uuid(brand),
        prefix,
        licence,
        claimed_at: claimed_at.to_jiff(),
    })
}

impl ClaimRow {
    fn read(self) -> Result<(PrefixClaim, Option<Decision>), StoreError> {
        let licence = (self.member_organisation.as_str(), self.reference.as_str());
        let claim = claim((self.claim_id, self.brand_id), &self.prefix, licence, self.claimed_at)?;
        let decision = match (self.proven, self.words, self.decided_at) {
            (None, None, None) => None,
            (Some(proven), Some(words), Some(at)) => {
                let words = words.parse().map_err(corrupt)?;
                let outcome = if proven { Outcome::Proven(words) } else { Outcome::Refused(words) };
                Some(Decision { outcome, at: at.to_jiff() })
            }
            _ => return Err(corrupt(Senseless("decision"))),
        };
        Ok((claim, decision))
    }
}

impl WaitingRow {
    fn read(self) -> Result<(PrefixClaim, String), StoreError> {
        let licence = (self.member_organisation.as_str(), self.reference.as_str());
        let claim = claim((self.claim_id, self.brand_id), &self.prefix, licence, self.claimed_at)?;
        Ok((claim, self.name))
    }
}

/// What the brand claimed, oldest first, with what was decided.
pub(super) async fn claims_of(
    conn: &mut PgConnection,
    brand: BrandId,
) -> Result<Vec<(PrefixClaim, Option<Decision>)>, StoreError> {
    let rows = sqlx::query_file_as!(ClaimRow, "queries/claims_of_brand.sql", brand.as_uuid());
    rows.fetch_all(conn).await.map_err(store_error)?.into_iter().map(ClaimRow::read).collect()
}

/// Everything that waits, oldest first, with the brand's name.
pub(super) async fn all_waiting(conn: &mut PgConnection) -> Result<Vec<(PrefixClaim, String)>, StoreError> {
    let rows = sqlx::query_file_as!(WaitingRow, "queries/waiting_claims.sql");
    rows.fetch_all(conn).await.map_err(store_error)?.into_iter().map(WaitingRow::read).collect()
}

/// The brand's prefixes, and what shows each.
pub(super) async fn proven(conn: &mut PgConnection, brand: BrandId) -> Result<Vec<ProvenPrefix>, StoreError> {
    let rows = sqlx::query_file!("queries/proven_prefixes.sql", brand.as_uuid());
    let rows = rows.fetch_all(conn).await.map_err(store_error)?.into_iter();
    rows.map(|row| {
        Ok(ProvenPrefix {
            prefix: row.prefix.parse().map_err(corrupt)?,
            at: row.proven_at.to_jiff(),
            evidence: row.evidence.parse().map_err(corrupt)?,
        })
    })
    .collect()
}
