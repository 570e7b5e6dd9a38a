//! Another service of ours has to write to a person: their address, if they showed that mail reaches them there.

use std::sync::Arc;

use service_kit::ids::AccountId;

use super::{
    ports::{Accounts, Directory},
    read_account::ReadAccountError,
};

/// Where a person may be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// There.
    Verified(String),
    /// Nowhere: they have not confirmed an address, or may not sign in.
    Unverified,
}

/// Looks addresses up.
#[derive(Clone)]
pub struct Emails {
    accounts: Arc<dyn Accounts>,
    directory: Arc<dyn Directory>,
}

impl Emails {
    /// In these.
    pub fn new(accounts: Arc<dyn Accounts>, directory: Arc<dyn Directory>) -> Self {
        Self { accounts, directory }
    }

    /// The account's verified address.
    ///
    /// # Errors
    /// [`ReadAccountError`] says why it cannot be told.
    #[tracing::instrument(name = "verified_email", skip_all)]
    pub async fn run(&self, id: AccountId) -> Result<Address, ReadAccountError> {
        let (account, _) = self.accounts.find(id).await?.ok_or(ReadAccountError::Gone)?;
        let person = self.directory.person(&account.subject).await?.ok_or(ReadAccountError::Gone)?;
        let reachable = person.email_verified && person.enabled;
        Ok(person.email.filter(|_| reachable).map_or(Address::Unverified, Address::Verified))
    }
}
