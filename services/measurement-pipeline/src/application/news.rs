//! What the events say that matters here.

use jiff::Timestamp;
use service_kit::ids::{AccountId, EventId, VisitorId};

use crate::domain::{catalogue::Change, fact::Fact, standing::Decision};

/// What was heard, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// When it arrived.
    pub arrived: Timestamp,
    /// What it says; `None` where nothing of it is measured.
    pub news: Option<News>,
}

/// What an event says that matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Somebody did something with a product.
    Did {
        /// Who.
        visitor: VisitorId,
        /// The browser said with the request that it is not to be measured.
        objected: bool,
        /// What.
        fact: Fact,
    },
    /// An earlier fact does not count.
    Undone(EventId),
    /// Visitors decided about measurement.
    Decided(Vec<VisitorId>, Decision),
    /// Visitors are to be forgotten.
    Erased(Vec<VisitorId>),
    /// An account was made.
    Registered {
        /// Which.
        account: AccountId,
        /// In which browser.
        visitor: Option<VisitorId>,
        /// When.
        at: Timestamp,
    },
    /// A visitor became an account's.
    Linked {
        /// Who.
        visitor: VisitorId,
        /// Whose.
        account: AccountId,
        /// When.
        at: Timestamp,
    },
    /// Whose a product is.
    Catalogued(Change),
}
