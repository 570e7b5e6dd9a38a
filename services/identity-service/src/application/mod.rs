//! What people, programs and services can do here, one use case a file; what they need from outside stands in [`ports`].

pub mod brands;
pub mod consents;
pub mod emails;
pub mod erasures;
pub mod exports;
pub mod ports;
pub mod prefixes;
pub mod principals;
pub mod read_account;
pub mod read_brand;
pub mod verification_mails;
pub mod verify_ledger;
pub mod visitor_rights;
