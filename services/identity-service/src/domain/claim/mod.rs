//! Claims: a brand says that a further GS1 company prefix is its own. It gives no right over any GTIN until the operator has looked it
//! up at GS1 and said so.

mod line;
mod reserved;

use jiff::Timestamp;
use service_kit::ids::BrandId;
use uuid::Uuid;

pub use line::{Line, NoLine};
pub use reserved::{Reserved, refuse_reserved};

use super::brand::{Brand, Prefix};

/// What shows that a prefix is a brand's, or why it is not.
pub type Words = Line<500>;
/// A short name: of a GS1 member organisation, a licence, or whoever decides.
pub type ShortName = Line<100>;

/// How many claims of one brand may wait at a time.
pub const MOST_WAITING: usize = 20;

/// How the licence of a prefix can be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// The GS1 member organisation that licenses it.
    pub member_organisation: ShortName,
    /// The licence's number there.
    pub reference: ShortName,
}

/// A brand says that a prefix is its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrefixClaim {
    /// Names it.
    pub id: Uuid,
    /// Whose.
    pub brand: BrandId,
    /// Which.
    pub prefix: Prefix,
    /// How it can be looked up.
    pub licence: Licence,
    /// When it was claimed.
    pub claimed_at: Timestamp,
}

/// What was decided about a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The prefix is the brand's, and this shows it.
    Proven(Words),
    /// It is not, or cannot be shown to be, for this reason.
    Refused(Words),
}

/// A decision as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// When.
    pub at: Timestamp,
}

/// A prefix that is a brand's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenPrefix {
    /// Which.
    pub prefix: Prefix,
    /// Since when.
    pub at: Timestamp,
    /// What shows it.
    pub evidence: Words,
}

/// How a brand and a prefix stand to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is the brand's.
    Proven {
        /// Since when.
        at: Timestamp,
        /// What shows it.
        evidence: Words,
    },
    /// The operator has still to look it up, by this.
    Waiting(Licence),
    /// The claim was refused.
    Refused {
        /// When.
        at: Timestamp,
        /// Why.
        reason: Words,
    },
}

/// A prefix as its brand sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandPrefix {
    /// Which.
    pub prefix: Prefix,
    /// When the brand claimed it, or the operator stated it.
    pub claimed_at: Timestamp,
    /// How it stands.
    pub standing: Standing,
}

/// Why a prefix cannot be claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClaimFault {
    /// Some GTIN would be under it and under another prefix that the brand has or claims.
    #[error("the brand has or claims this prefix, or one that overlaps with it")]
    Held,
    /// Some GTIN would be under it and under another brand's. Whose is not said.
    #[error("this prefix, or one that overlaps with it, is another brand's")]
    Taken,
    /// Too many claims wait.
    #[error("at most {MOST_WAITING} claims of a brand wait at a time")]
    TooMany,
}

/// Whether a brand that has `proven` and waits for `waiting` may claim the prefix.
///
/// # Errors
/// [`ClaimFault`] says why not. What waits at other brands is no reason: the operator finds out whose it is.
pub fn admit(
    prefix: &Prefix,
    proven: &[Prefix],
    waiting: &[Prefix],
    of_others: &[Prefix],
) -> Result<(), ClaimFault> {
    let overlaps = |others: &[Prefix]| others.iter().any(|other| other.overlaps(prefix));
    if overlaps(proven) || overlaps(waiting) {
        Err(ClaimFault::Held)
    } else if overlaps(of_others) {
        Err(ClaimFault::Taken)
    } else if waiting.len() >= MOST_WAITING {
        Err(ClaimFault::TooMany)
    } else {
        Ok(())
    }
}

/// What becomes of a claim that waits, now that the holder's prefixes are these; `None` while it goes on waiting.
#[must_use]
pub fn settled(claim: &PrefixClaim, holder: &Brand) -> Option<Outcome> {
    let same = holder.id == claim.brand;
    if same && holder.prefixes.contains(&claim.prefix) {
        return Some(Outcome::Proven(stated()));
    }
    let overlaps = holder.prefixes.iter().any(|held| held.overlaps(&claim.prefix));
    let reason = if same { COVERED } else { HELD_ELSEWHERE };
    overlaps.then(|| Outcome::Refused(Words::own(reason)))
}

const STATED: &str = "Stated by the operator.";
const COVERED: &str = "It overlaps with a prefix that is the brand's already.";
const HELD_ELSEWHERE: &str = "GS1 licenses it to another company.";

/// The evidence for prefixes that a brand was made with.
#[must_use]
pub fn stated() -> Words {
    Words::own(STATED)
}

/// Every prefix of a brand once, in order, as it stands now: what is proven, else the brand's last claim. `claims` come oldest first.
/// What was proven and is the brand's no longer is not among them.
#[must_use]
pub fn standings(
    proven: Vec<ProvenPrefix>,
    claims: Vec<(PrefixClaim, Option<Decision>)>,
) -> Vec<BrandPrefix> {
    let mut all = std::collections::BTreeMap::new();
    let mut claimed = std::collections::BTreeMap::new();
    for (claim, decision) in claims {
        claimed.insert(claim.prefix.clone(), claim.claimed_at);
        let standing = match decision {
            None => Standing::Waiting(claim.licence),
            Some(Decision { outcome: Outcome::Refused(reason), at }) => Standing::Refused { at, reason },
            Some(Decision { outcome: Outcome::Proven(_), .. }) => {
                all.remove(&claim.prefix);
                continue;
            }
        };
        all.insert(claim.prefix, (claim.claimed_at, standing));
    }
    for ProvenPrefix { prefix, at, evidence } in proven {
        let claimed_at = claimed.get(&prefix).copied().filter(|claimed| *claimed <= at).unwrap_or(at);
        all.insert(prefix, (claimed_at, Standing::Proven { at, evidence }));
    }
    all.into_iter()
        .map(|(prefix, (claimed_at, standing))| BrandPrefix { prefix, claimed_at, standing })
        .collect()
}

#[cfg(test)]
mod tests;
