//! An erasure: a saga that goes on until nobody holds anything about the person any more (GDPR Art. 17).

use std::{collections::BTreeSet, fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};
use service_kit::ids::{AccountId, ErasureId, VisitorId};

use super::account::Subject;

/// This service, as it stands in a receipt.
pub const SELF: &str = "identity-service";
/// Topics about persons keep nothing longer.
pub const EVENT_LOG: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Who has not confirmed by then is asked again.
const ASK_AGAIN: SignedDuration = SignedDuration::from_mins(10);

/// Whom to forget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// A person with everything that is linked to their account.
    Account {
        /// The account.
        account: AccountId,
        /// Their name in Keycloak.
        subject: Subject,
    },
    /// A browser alone.
    Visitor(VisitorId),
}

/// An erasure in progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Names it.
    pub id: ErasureId,
    /// Whom to forget.
    pub whom: Whom,
    /// The visitors that were told to the holders.
    pub visitors: Vec<VisitorId>,
    /// The person cannot come back.
    pub barred: bool,
    /// When the holders were last told.
    pub published_at: Option<Timestamp>,
    /// Who has confirmed.
    pub confirmed: BTreeSet<String>,
    /// This service's own records are gone.
    pub removed: bool,
    /// Failures in a row.
    pub tries: i32,
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Keep the person from coming back: first of all, so that nothing new arrives.
    Bar,
    /// Tell everyone who holds something.
    Publish,
    /// Wait for confirmations.
    WaitUntil(Timestamp),
    /// Remove this service's own records.
    Remove,
    /// Delete the person in Keycloak, last of all, and keep nothing but the receipt.
    Finish,
}

/// Services that hold something about persons; each must confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holders(BTreeSet<String>);

/// Not a list of services.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a comma-separated list of services such as passport-service")]
pub struct NoHolders;

impl Holders {
    /// Their names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether all of them have confirmed.
    #[must_use]
    pub fn all_in(&self, confirmed: &BTreeSet<String>) -> bool {
        self.0.is_subset(confirmed)
    }
}

impl FromStr for Holders {
    type Err = NoHolders;

    fn from_str(text: &str) -> Result<Self, NoHolders> {
        let is_name = |name: &str| {
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && name.ends_with("-service")
                || name == "measurement-pipeline"
        };
        let names: BTreeSet<_> =
            text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        if names.iter().all(|name| is_name(name)) { Ok(Self(names)) } else { Err(NoHolders) }
    }
}

impl fmt::Display for Holders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names().collect::<Vec<_>>().join(","))
    }
}

impl Erasure {
    /// What is to be done next. Every step may be repeated.
    #[must_use]
    pub fn next(&self, holders: &Holders, now: Timestamp) -> Step {
        if !self.barred {
            return Step::Bar;
        }
        let Some(published_at) = self.published_at else { return Step::Publish };
        if !holders.all_in(&self.confirmed) {
            let again = published_at.saturating_add(ASK_AGAIN).unwrap_or(Timestamp::MAX);
            let look = published_at.saturating_add(patience(now.duration_since(published_at)));
            return if again <= now {
                Step::Publish
            } else {
                Step::WaitUntil(look.unwrap_or(again).min(again))
            };
        }
        if self.removed { Step::Finish } else { Step::Remove }
    }
}

/// A confirmation rouses whoever waits, but may come just while it falls asleep: it looks again by itself, soon at first.
fn patience(waited: SignedDuration) -> SignedDuration {
    waited + (waited / 10).clamp(SignedDuration::from_secs(1), SignedDuration::from_mins(1))
}

/// What anybody with the erasure's id may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// When the holders were last told, or else when it was asked for.
    pub told_at: Timestamp,
    /// When all of it was done.
    pub completed_at: Option<Timestamp>,
    /// Who confirmed, and when.
    pub confirmed: Vec<(String, Timestamp)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minutes * 60).expect("in range")
    }

    fn begun() -> Erasure {
        Erasure {
            id: ErasureId::new_v7(at(0)),
            whom: Whom::Visitor(VisitorId::new_v7(at(0))),
            visitors: Vec::new(),
            barred: false,
            published_at: None,
            confirmed: BTreeSet::new(),
            removed: false,
            tries: 0,
        }
    }

    #[test]
    fn the_steps_come_in_their_order_and_none_before_every_confirmation() {
        let holders: Holders = "fridge-service, passport-service".parse().expect("holders");
        let mut erasure = begun();
        assert_eq!(erasure.next(&holders, at(0)), Step::Bar);
        erasure.barred = true;
        assert_eq!(erasure.next(&holders, at(0)), Step::Publish);
        erasure.published_at = Some(at(0));
        let soon = Timestamp::from_second(at(1).as_second() + 6).expect("in range");
        assert_eq!(erasure.next(&holders, at(1)), Step::WaitUntil(soon));
        erasure.confirmed.insert("passport-service".into());
        assert_eq!(erasure.next(&holders, at(1)), Step::WaitUntil(soon));
        assert_eq!(erasure.next(&holders, at(10)), Step::Publish, "who is silent is asked again");
        erasure.confirmed.insert("fridge-service".into());
        assert_eq!(erasure.next(&holders, at(10)), Step::Remove);
        erasure.removed = true;
        assert_eq!(erasure.next(&holders, at(10)), Step::Finish);
    }

    #[test]
    fn holders_are_services() {
        assert_eq!("".parse::<Holders>().map(|holders| holders.names().count()), Ok(0));
        assert_eq!(
            "a-service,measurement-pipeline".parse::<Holders>().map(|all| all.to_string()).as_deref(),
            Ok("a-service,measurement-pipeline")
        );
        assert_eq!("passport".parse::<Holders>(), Err(NoHolders));
    }
}
