//! A scan: who met which pack, when, and how the code came in.

use gs1::Gtin;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use service_kit::{
    identity::{Principal, Region},
    ids::{AccountId, ScanId, VisitorId},
};

use super::product::BrandName;

/// Facts of one physical pack, as its code states them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannedItem {
    /// The product.
    pub gtin: Gtin,
    /// Batch or lot.
    pub lot: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// The date on the pack.
    pub expiry: Option<Expiry>,
    /// The code as it came.
    pub raw: String,
}

/// A date on a pack and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expiry {
    /// The last day.
    pub date: Date,
    /// Which kind of last day.
    pub kind: ExpiryKind,
}

/// The two kinds of dates on food.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpiryKind {
    /// Not to be eaten afterwards.
    UseBy,
    /// At its best until then.
    BestBefore,
}

/// How a code came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// The phone's own camera opened the link: written by the resolver alone.
    CameraApp,
    /// Our scanner read it.
    InAppScanner,
    /// A person typed it.
    Typed,
    /// Read from a picture.
    Image,
}

impl Entry {
    /// As published.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CameraApp => "camera_app",
            Self::InAppScanner => "in_app_scanner",
            Self::Typed => "typed",
            Self::Image => "image",
        }
    }
}

/// Whose scan it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The browser.
    pub visitor: VisitorId,
    /// The signed-in account, if any.
    pub account: Option<AccountId>,
}

impl Owner {
    /// The caller's own.
    #[must_use]
    pub fn of(principal: &Principal) -> Self {
        Self { visitor: principal.visitor, account: principal.account }
    }

    /// Whether what `self` owns may be seen by `caller`: its visitor or its account.
    #[must_use]
    pub fn admits(&self, caller: &Self) -> bool {
        self.visitor == caller.visitor || (self.account.is_some() && self.account == caller.account)
    }
}

/// One stored scan.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// `UUIDv7`.
    pub id: ScanId,
    /// Who.
    pub owner: Owner,
    /// Where, as far as known.
    pub region: Option<Region>,
    /// The browser said that it is not to be measured.
    pub objected: bool,
    /// Which pack.
    pub item: ScannedItem,
    /// How the code came in.
    pub entry: Entry,
    /// When it was accepted.
    pub scanned_at: Timestamp,
    /// First byte of the request at the gateway, in microseconds of Unix time.
    pub started_at: Option<i64>,
    /// The product was in the catalog already.
    pub cached: bool,
    /// The complete answer was told to the gateway.
    pub told: bool,
}

/// A line of a person's history.
#[derive(Debug, Clone, PartialEq)]
pub struct PastScan {
    /// The scan.
    pub scan: Scan,
    /// The product's name today.
    pub name: Option<String>,
    /// Its brand today.
    pub brand: Option<BrandName>,
    /// Its picture.
    pub image_url: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visitor(n: i64) -> VisitorId {
        VisitorId::new_v7(Timestamp::from_second(n).expect("in range"))
    }

    fn account(n: i64) -> AccountId {
        AccountId::new_v7(Timestamp::from_second(n).expect("in range"))
    }

    #[test]
    fn a_scan_is_seen_by_its_visitor_and_its_account_alone() {
        let (sara, account) = (visitor(1), account(1));
        let owner = Owner { visitor: sara, account: Some(account) };
        assert!(owner.admits(&Owner { visitor: sara, account: None }));
        assert!(owner.admits(&Owner { visitor: visitor(2), account: Some(account) }));
        assert!(!owner.admits(&Owner { visitor: visitor(2), account: None }));
        let anonymous = Owner { visitor: sara, account: None };
        assert!(!anonymous.admits(&Owner { visitor: visitor(2), account: None }));
    }
}
