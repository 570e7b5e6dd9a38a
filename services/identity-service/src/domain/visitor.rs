//! What a browser may choose without an account.

use service_kit::{
    identity::Region,
    ids::{AccountId, VisitorId},
};

/// A visitor's choices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// This browser said no to measurement (GDPR Art. 21).
    pub objected: bool,
    /// The account to which it belongs said no.
    pub account_objected: bool,
    /// Where the person says to be.
    pub region: Option<Region>,
}

impl Choices {
    /// Whether what this browser does may be counted: on by default, off as soon as browser or account says no.
    #[must_use]
    pub const fn measurement_allowed(&self) -> bool {
        !self.objected && !self.account_objected
    }
}

/// A visitor whose measurement is allowed or not from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    /// Which.
    pub visitor: VisitorId,
    /// It objected for itself: what its account allows changes nothing for it.
    pub objected: bool,
}

/// Whose choices are asked for: a visitor and the account that it came with, if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    /// The browser.
    pub visitor: VisitorId,
    /// Who is signed in.
    pub account: Option<AccountId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measurement_is_on_until_either_says_no() {
        let choices = |objected, account_objected| Choices { objected, account_objected, region: None };
        assert!(choices(false, false).measurement_allowed());
        for (own, account) in [(true, false), (false, true), (true, true)] {
            assert!(!choices(own, account).measurement_allowed());
        }
    }
}
