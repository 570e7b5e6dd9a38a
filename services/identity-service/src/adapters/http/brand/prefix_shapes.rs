//! Prefixes and claims as they are sent.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::problem::Problem;
use utoipa::ToSchema;

use crate::domain::{
    brand::Prefix,
    claim::{BrandPrefix, Licence, ShortName, Standing, refuse_reserved},
};

/// A brand's prefixes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BrandPrefixes)]
pub(in crate::adapters::http) struct PrefixesBody {
    pub(super) items: Vec<PrefixBody>,
}

/// How a prefix stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PrefixStatus)]
enum Status {
    /// It is the brand's.
    Proven,
    /// The operator has still to look it up; it gives no right.
    Waiting,
    /// It was looked up, and is not the brand's as far as anybody can tell. It may be claimed again.
    Refused,
}

/// A GS1 company prefix and how it stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BrandPrefix)]
pub(in crate::adapters::http) struct PrefixBody {
    /// 4 to 12 digits with which a GTIN-13 begins.
    prefix: String,
    status: Status,
    claimed_at: Timestamp,
    /// Unless it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_at: Option<Timestamp>,
    /// What shows that it is the brand's, when it is proven.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What the operator looks up, while it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<LicenceBody>,
}

/// How a licence can be looked up at GS1.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = PrefixLicence)]
struct LicenceBody {
    /// The GS1 member organisation that licenses the prefix, such as `GS1 Italy`; 1 to 100 characters.
    member_organisation: String,
    /// The number of the licence or of the company there; 1 to 100 characters.
    reference: String,
}

/// A brand says that a prefix is its own.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BrandPrefixClaim)]
pub(in crate::adapters::http) struct ClaimBody {
    /// 4 to 12 digits; one of a U.P.C. with its leading zero.
    prefix: String,
    licence: LicenceBody,
}

impl ClaimBody {
    pub(super) fn read(&self) -> Result<(Prefix, Licence), Problem> {
        let prefix: Prefix = self.prefix.parse().map_err(|_| wrong("/prefix", "has no 4 to 12 digits"))?;
        refuse_reserved(&prefix).map_err(|reserved| wrong("/prefix", &reserved.to_string()))?;
        let licence = Licence {
            member_organisation: name("/licence/memberOrganisation", &self.licence.member_organisation)?,
            reference: name("/licence/reference", &self.licence.reference)?,
        };
        Ok((prefix, licence))
    }
}

fn name(pointer: &str, text: &str) -> Result<ShortName, Problem> {
    text.parse().map_err(|fault: crate::domain::claim::NoLine| wrong(pointer, &fault.to_string()))
}

fn wrong(pointer: &str, detail: &str) -> Problem {
    Problem::bad_request("The body does not fit.").error(pointer, detail)
}

impl From<BrandPrefix> for PrefixBody {
    fn from(of: BrandPrefix) -> Self {
        let (prefix, claimed_at) = (of.prefix.to_string(), of.claimed_at);
        let bare = Self {
            prefix,
            status: Status::Waiting,
            claimed_at,
            decided_at: None,
            evidence: None,
            reason: None,
            licence: None,
        };
        match of.standing {
            Standing::Waiting(licence) => Self { licence: Some(licence.into()), ..bare },
            Standing::Proven { at, evidence } => Self {
                status: Status::Proven,
                decided_at: Some(at),
                evidence: Some(evidence.to_string()),
                ..bare
            },
            Standing::Refused { at, reason } => Self {
                status: Status::Refused,
                decided_at: Some(at),
                reason: Some(reason.to_string()),
                ..bare
            },
        }
    }
}

impl From<Licence> for LicenceBody {
    fn from(licence: Licence) -> Self {
        let (member_organisation, reference) = (licence.member_organisation, licence.reference);
        Self { member_organisation: member_organisation.to_string(), reference: reference.to_string() }
    }
}
