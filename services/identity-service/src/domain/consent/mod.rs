//! Consent: purposes, the texts that people agree to, and the ledger of what they decided (GDPR Art. 6, 7, 9, 13).

mod chain;
mod decision;
mod entry;
mod purpose;
mod text;

pub use chain::{Break, BrokenEntry, ChainCheck};
pub use decision::{Channel, Decision, Refusal, decide, says_something_new};
pub use entry::{Entry, Hash, Head};
pub use purpose::{Purpose, UnknownPurpose};
pub use text::{PublishedText, current, published};
