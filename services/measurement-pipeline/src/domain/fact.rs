//! What somebody did with a product.

use jiff::Timestamp;
use service_kit::ids::EventId;

use super::{gtin::Gtin, region::Region};

/// One thing that happened, without who it was: that stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The event that told it.
    pub id: EventId,
    /// When it happened: its day is the window.
    pub at: Timestamp,
    /// To which product.
    pub gtin: Gtin,
    /// Where.
    pub region: Region,
    /// What.
    pub kind: FactKind,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// The pack was scanned or its code typed.
    Scan,
    /// A verdict was told.
    Verdict(Level),
    /// A pack was put in a fridge.
    Saved,
    /// Some of it was used.
    Used,
    /// Some of it was thrown away.
    ThrownAway,
    /// Its packaging was recycled.
    Recycled,
    /// Something was reported about the product.
    Report,
}

/// What a verdict said, from mild to strict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// *Good for you*.
    Good,
    /// *Be careful*.
    Careful,
    /// *Avoid*.
    Avoid,
}
