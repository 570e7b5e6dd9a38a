//! What the use cases need from outside.

mod directory;
mod store;

pub use directory::{Directory, DirectoryError};
pub use store::{
    Accounts, Admitted, BrandChange, BrandMember, Brands, BrandsError, CommandError, ConsentLedger, Done,
    Erased, LedgerPage, SignIn, StoreError, VisitorIds, Visitors,
};
