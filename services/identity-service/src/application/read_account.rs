//! A person looks at their account.

use std::sync::Arc;

use service_kit::ids::AccountId;

use super::ports::{Accounts, Directory, DirectoryError, StoreError};
use crate::domain::account::Account;

/// An account as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// What is stored here.
    pub account: Account,
    /// What Keycloak says; `None` when the person gave no address.
    pub email: Option<String>,
    /// Whether the person showed that mail reaches them there.
    pub email_verified: bool,
    /// Browsers and programs whose scans are the account's.
    pub linked_visitors: i64,
}

/// Why an account cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ReadAccountError {
    /// There is none, or no person behind it any more.
    #[error("there is no such account")]
    Gone,
    /// Keycloak did not answer.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads accounts.
#[derive(Clone)]
pub struct ReadAccount {
    accounts: Arc<dyn Accounts>,
    directory: Arc<dyn Directory>,
}

impl ReadAccount {
    /// From these.
    pub fn new(accounts: Arc<dyn Accounts>, directory: Arc<dyn Directory>) -> Self {
        Self { accounts, directory }
    }

    /// The account.
    ///
    /// # Errors
    /// [`ReadAccountError`] says why not.
    #[tracing::instrument(name = "read_account", skip_all)]
    pub async fn run(&self, id: AccountId) -> Result<AccountView, ReadAccountError> {
        let (account, linked_visitors) = self.accounts.find(id).await?.ok_or(ReadAccountError::Gone)?;
        let person = self.directory.person(&account.subject).await?.ok_or(ReadAccountError::Gone)?;
        let (email, email_verified) = (person.email, person.email_verified);
        Ok(AccountView { account, email, email_verified, linked_visitors })
    }
}
