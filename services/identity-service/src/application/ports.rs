//! What the use cases need from outside.

mod claims;
mod directory;
mod erasures;
mod mails;
mod store;

pub use claims::{Claims, ClaimsError, Ruling};
pub use directory::{Directory, DirectoryError};
pub use erasures::{Census, Erasures, ExportSource, Exports, Graves, KnownVisitor, Overdue, Part};
pub use mails::{Asked, Owed, VerificationMails};
pub use service_kit::{idempotency::Done, store::StoreError};
pub use store::{
    Accounts, Admitted, BrandChange, BrandMember, Brands, BrandsError, CommandError, ConsentLedger, Erased,
    LedgerPage, SignIn, VisitorIds, Visitors,
};
