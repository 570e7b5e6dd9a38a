//! `brand claims|confirm|refuse`: which prefixes are whose, as the operator has found at GS1.

use clap::Args;
use serde_json::json;
use service_kit::ids::BrandId;

use crate::{
    application::{ports::ClaimsError, prefixes::ProvePrefixes},
    domain::{
        brand::{Brand, Prefix},
        claim::{ShortName, Words},
    },
};

/// A claim, and who decides about it.
#[derive(Debug, Args)]
struct ClaimArgs {
    /// The brand that claims.
    #[arg(long, value_name = "UUID")]
    brand: BrandId,
    /// The prefix that it claims.
    #[arg(long, value_name = "DIGITS")]
    prefix: Prefix,
    /// Who decides; kept with the decision, told to nobody.
    #[arg(long, value_name = "NAME", env = "USER", default_value = "operator")]
    by: ShortName,
}

/// A claim that is true.
#[derive(Debug, Args)]
pub struct ConfirmArgs {
    #[command(flatten)]
    claim: ClaimArgs,
    /// What shows it: where it was looked up, when, and what stands there. The brand reads it.
    #[arg(long, value_name = "TEXT")]
    evidence: Words,
}

/// A claim that is not.
#[derive(Debug, Args)]
pub struct RefuseArgs {
    #[command(flatten)]
    claim: ClaimArgs,
    /// Why not. The brand reads it.
    #[arg(long, value_name = "TEXT")]
    reason: Words,
}

/// Shows what waits.
pub(super) async fn list(prefixes: &ProvePrefixes) -> Result<(), ClaimsError> {
    for (claim, name) in prefixes.waiting().await? {
        let line = json!({
            "brandId": claim.brand, "name": name.as_str(), "prefix": claim.prefix.as_str(),
            "memberOrganisation": claim.licence.member_organisation.as_str(),
            "reference": claim.licence.reference.as_str(), "claimedAt": claim.claimed_at,
        });
        println!("{line}");
    }
    Ok(())
}

/// Says that a claim is true. The brand as it is then.
pub(super) async fn confirm(args: ConfirmArgs, prefixes: &ProvePrefixes) -> Result<Brand, ClaimsError> {
    let ConfirmArgs { claim: ClaimArgs { brand, prefix, by }, evidence } = args;
    prefixes.confirm(brand, prefix, evidence, by).await
}

/// Says that a claim is not true, or cannot be shown to be.
pub(super) async fn refuse(args: RefuseArgs, prefixes: &ProvePrefixes) -> Result<(), ClaimsError> {
    let RefuseArgs { claim: ClaimArgs { brand, prefix, by }, reason } = args;
    prefixes.refuse(brand, prefix, reason, by).await.map(drop)
}
