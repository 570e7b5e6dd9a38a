//! Sign-in: which account it is, and which visitor the caller gets.
//!
//! A visitor belongs to at most one account, for good. Only a fresh sign-in links the visitor that it came with, and the
//! browser is given a new one in its place: who planted the old cookie learns nothing later.

use jiff::{SignedDuration, Timestamp};
use service_kit::ids::{AccountId, VisitorId};

/// A sign-in is fresh for so long.
pub const FRESH: SignedDuration = SignedDuration::from_mins(5);
/// Keycloak's clock may be ahead of ours by this.
const SKEW: SignedDuration = SignedDuration::from_mins(1);

/// Whether the person proved who they are just now.
#[must_use]
pub fn is_fresh(auth_time: Option<Timestamp>, now: Timestamp) -> bool {
    auth_time.is_some_and(|at| (-SKEW..=FRESH).contains(&now.duration_since(at)))
}

/// What is known when somebody signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// The account of this subject, if there is one.
    pub account: Option<Known>,
    /// The visitor that the caller came with, if any.
    pub visitor: Option<Asked>,
}

/// The account as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Which.
    pub id: AccountId,
    /// The visitor of its programs.
    pub own_visitor: Option<VisitorId>,
}

/// The visitor that the caller came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub id: VisitorId,
    /// Whose.
    pub standing: Standing,
}

/// Whose a visitor is, seen from the account that signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody's yet.
    Free,
    /// This account's.
    Ours,
    /// This account was given another in its place before.
    Replaced(VisitorId),
    /// Another account's, or erased.
    Foreign,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admission {
    /// The account is to be made.
    pub registers: bool,
    /// The visitor is to be linked, and what becomes of it.
    pub link: Link,
}

/// Which visitor the caller gets, and what has to change for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Nothing changes: the caller goes on with this visitor.
    Keep(VisitorId),
    /// The caller's visitor becomes the account's, and the drawn one, linked too, takes its place.
    Rotate(VisitorId),
    /// The caller's visitor stays where it is; the drawn one, linked, takes its place.
    Replace(VisitorId),
    /// The drawn visitor becomes the account's own, for programs.
    Own,
}

/// Decides over a sign-in.
#[must_use]
pub fn admit(situation: &Situation, fresh: bool) -> Admission {
    let own = || situation.account.and_then(|account| account.own_visitor).map_or(Link::Own, Link::Keep);
    let link = match situation.visitor {
        None => own(),
        Some(Asked { standing: Standing::Replaced(by), .. }) => Link::Keep(by),
        Some(Asked { standing: Standing::Ours, id }) => Link::Keep(id),
        Some(_) if !fresh => own(),
        Some(Asked { standing: Standing::Free, id }) => Link::Rotate(id),
        Some(Asked { standing: Standing::Foreign, id }) => Link::Replace(id),
    };
    Admission { registers: situation.account.is_none(), link }
}

impl Admission {
    /// Nothing has to be written.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.registers && matches!(self.link, Link::Keep(_))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn visitor(number: u128) -> VisitorId {
        VisitorId::from_uuid(Uuid::from_u128(number))
    }

    fn situation(account: bool, own: Option<u128>, standing: Option<Standing>) -> Situation {
        let id = AccountId::from_uuid(Uuid::from_u128(9));
        Situation {
            account: account.then(|| Known { id, own_visitor: own.map(visitor) }),
            visitor: standing.map(|standing| Asked { id: visitor(1), standing }),
        }
    }

    #[test]
    fn a_fresh_sign_in_links_a_free_visitor_and_rotates_it() {
        let admission = admit(&situation(false, None, Some(Standing::Free)), true);
        assert_eq!(admission, Admission { registers: true, link: Link::Rotate(visitor(1)) });
    }

    #[test]
    fn an_old_sign_in_moves_nothing_and_gets_the_accounts_own_visitor() {
        for standing in [Standing::Free, Standing::Foreign] {
            assert_eq!(admit(&situation(true, Some(5), Some(standing)), false).link, Link::Keep(visitor(5)));
            assert_eq!(admit(&situation(true, None, Some(standing)), false).link, Link::Own);
        }
    }

    #[test]
    fn a_visitor_of_another_account_stays_there() {
        assert_eq!(
            admit(&situation(true, None, Some(Standing::Foreign)), true).link,
            Link::Replace(visitor(1))
        );
    }

    #[test]
    fn told_twice_the_answer_is_the_same() {
        let again = admit(&situation(true, None, Some(Standing::Replaced(visitor(7)))), true);
        assert_eq!(again, Admission { registers: false, link: Link::Keep(visitor(7)) });
        assert!(again.is_settled());
        assert!(admit(&situation(true, None, Some(Standing::Ours)), false).is_settled());
    }

    #[test]
    fn freshness_is_five_minutes_and_forgives_a_fast_clock_a_little() {
        let now = Timestamp::from_second(1_800_000_000).expect("in range");
        let ago = |seconds| Some(now - SignedDuration::from_secs(seconds));
        assert!(is_fresh(ago(0), now) && is_fresh(ago(300), now) && is_fresh(ago(-30), now));
        assert!(!is_fresh(ago(301), now) && !is_fresh(ago(-61), now) && !is_fresh(None, now));
    }

    proptest! {
        /// Whatever is known: a visitor that is not free is never linked, and nothing is linked by an old sign-in but the drawn one.
        #[test]
        fn only_a_free_visitor_of_a_fresh_sign_in_moves(account: bool, own: bool, kind in 0..5_u8, fresh: bool) {
            let standing = [None, Some(Standing::Free), Some(Standing::Ours),
                Some(Standing::Replaced(visitor(3))), Some(Standing::Foreign)][usize::from(kind)];
            let admission = admit(&situation(account, own.then_some(5), standing), fresh);
            let moves = matches!(admission.link, Link::Rotate(_));
            prop_assert_eq!(moves, fresh && standing == Some(Standing::Free));
            prop_assert_eq!(admission.registers, !account);
        }
    }
}
