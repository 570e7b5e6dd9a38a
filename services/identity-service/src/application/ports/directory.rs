//! Who people are, as the identity provider knows it. Names and e-mail addresses live there alone.

use async_trait::async_trait;

use crate::domain::{
    account::Subject,
    locale::Locale,
    person::{EmailAddress, Person},
};

/// The identity provider did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// It is away, overloaded or too slow: the same call may succeed later.
    #[error("the identity provider is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It answered something that we cannot use.
    #[error("the identity provider answered {0}")]
    Unexpected(String),
}

/// The people in the identity provider. Every command may be repeated: what is done already is done.
#[async_trait]
pub trait Directory: Send + Sync {
    /// The person of this subject; `None` when there is none (any more).
    async fn person(&self, subject: &Subject) -> Result<Option<Person>, DirectoryError>;

    /// The person who signs in with exactly this address, in any case of letters.
    async fn by_email(&self, email: &EmailAddress) -> Result<Option<Person>, DirectoryError>;

    /// Makes a person without a password; the one who is there already if there is one.
    async fn create(&self, email: &EmailAddress) -> Result<Subject, DirectoryError>;

    /// Lets the person act for a brand, or no longer.
    async fn set_brand_user(&self, subject: &Subject, member: bool) -> Result<(), DirectoryError>;

    /// Mails the person a link under which they choose a password and confirm the address.
    async fn invite(&self, subject: &Subject) -> Result<(), DirectoryError>;

    /// Mails the person, in this language, a link under which they confirm the address.
    async fn ask_to_verify(&self, subject: &Subject, language: Locale) -> Result<(), DirectoryError>;

    /// Lets the person sign in no more.
    async fn disable(&self, subject: &Subject) -> Result<(), DirectoryError>;

    /// Ends every session of the person's.
    async fn sign_out(&self, subject: &Subject) -> Result<(), DirectoryError>;

    /// Deletes the person for good.
    async fn delete(&self, subject: &Subject) -> Result<(), DirectoryError>;
}
