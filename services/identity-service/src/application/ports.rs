//! What the use cases need from outside.

mod directory;
mod erasures;
mod mails;
mod store;

pub use directory::{Directory, DirectoryError};
pub use erasures::{Census, Erasures, ExportSource, Exports, Graves, KnownVisitor, Overdue, Part};
pub use mails::{Asked, Owed, VerificationMails};
pub use store::{
    Accounts, Admitted, BrandChange, BrandMember, Brands, BrandsError, CommandError, ConsentLedger, Done,
    Erased, LedgerPage, SignIn, StoreError, VisitorIds, Visitors,
};
