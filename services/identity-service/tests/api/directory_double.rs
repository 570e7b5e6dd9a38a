//! Keycloak as a list in memory, which can go down.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use identity_service::{
    application::ports::{Directory, DirectoryError},
    domain::{
        account::Subject,
        locale::Locale,
        person::{EmailAddress, Person},
    },
};
use uuid::Uuid;

/// The list.
#[derive(Clone, Default)]
pub(crate) struct DirectoryDouble(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    down: bool,
    people: Vec<Person>,
    brand_users: Vec<String>,
    mailed: Vec<String>,
    asked_to_verify: Vec<(String, Locale)>,
    takes_no_mail: bool,
}

impl DirectoryDouble {
    /// Somebody who registered with this address.
    pub(crate) fn knows(&self, email: &str, email_verified: bool) -> Subject {
        let subject: Subject = Uuid::new_v4().to_string().parse().expect("a subject");
        let email = Some(email.to_owned());
        let name = Some("Sara Esempio".to_owned());
        let person = Person { subject: subject.clone(), email, email_verified, name, enabled: true };
        self.0.lock().expect("a lock").people.push(person);
        subject
    }

    /// Whether the person is there at all.
    pub(crate) fn knows_of(&self, subject: &Subject) -> bool {
        self.0.lock().expect("a lock").of(subject).is_some()
    }

    /// Whether the person may sign in.
    pub(crate) fn is_enabled(&self, subject: &Subject) -> bool {
        self.0.lock().expect("a lock").of(subject).is_some_and(|person| person.enabled)
    }

    pub(crate) fn goes(&self, down: bool) {
        self.0.lock().expect("a lock").down = down;
    }

    /// Who was mailed a link.
    pub(crate) fn mailed(&self) -> Vec<String> {
        self.0.lock().expect("a lock").mailed.clone()
    }

    /// Who was asked to confirm which address, in which language.
    pub(crate) fn asked_to_verify(&self) -> Vec<(String, Locale)> {
        self.0.lock().expect("a lock").asked_to_verify.clone()
    }

    /// Its mail server fails while all else works.
    pub(crate) fn takes_no_mail(&self, none: bool) {
        self.0.lock().expect("a lock").takes_no_mail = none;
    }

    pub(crate) fn is_brand_user(&self, subject: &Subject) -> bool {
        self.0.lock().expect("a lock").brand_users.iter().any(|user| user == subject.as_str())
    }

    fn with<T>(&self, act: impl FnOnce(&mut Inner) -> T) -> Result<T, DirectoryError> {
        let mut inner = self.0.lock().expect("a lock");
        if inner.down { Err(DirectoryError::Unavailable("down".into())) } else { Ok(act(&mut inner)) }
    }
}

impl Inner {
    fn find(&self, email: &EmailAddress) -> Option<Person> {
        let same = |found: &Person| {
            found.email.as_deref().is_some_and(|found| found.eq_ignore_ascii_case(email.as_str()))
        };
        self.people.iter().find(|person| same(person)).cloned()
    }

    fn of(&mut self, subject: &Subject) -> Option<&mut Person> {
        self.people.iter_mut().find(|person| &person.subject == subject)
    }
}

#[async_trait]
impl Directory for DirectoryDouble {
    async fn person(&self, subject: &Subject) -> Result<Option<Person>, DirectoryError> {
        self.with(|inner| inner.of(subject).cloned())
    }

    async fn by_email(&self, email: &EmailAddress) -> Result<Option<Person>, DirectoryError> {
        self.with(|inner| inner.find(email))
    }

    async fn create(&self, email: &EmailAddress) -> Result<Subject, DirectoryError> {
        if let Some(person) = self.by_email(email).await? {
            return Ok(person.subject);
        }
        Ok(self.knows(email.as_str(), false))
    }

    async fn set_brand_user(&self, subject: &Subject, member: bool) -> Result<(), DirectoryError> {
        self.with(|inner| {
            inner.brand_users.retain(|user| user != subject.as_str());
            if member {
                inner.brand_users.push(subject.as_str().to_owned());
            }
        })
    }

    async fn invite(&self, subject: &Subject) -> Result<(), DirectoryError> {
        self.with(|inner| {
            let email = inner.of(subject).and_then(|person| person.email.clone());
            inner.mailed.extend(email);
        })
    }

    async fn ask_to_verify(&self, subject: &Subject, language: Locale) -> Result<(), DirectoryError> {
        self.with(|inner| {
            if inner.takes_no_mail {
                return Err(DirectoryError::Unexpected("500 to a mail".into()));
            }
            let email = inner.of(subject).and_then(|person| person.email.clone());
            inner.asked_to_verify.extend(email.map(|email| (email, language)));
            Ok(())
        })?
    }

    async fn disable(&self, subject: &Subject) -> Result<(), DirectoryError> {
        self.with(|inner| {
            if let Some(person) = inner.of(subject) {
                person.enabled = false;
            }
        })
    }

    async fn sign_out(&self, _: &Subject) -> Result<(), DirectoryError> {
        self.with(|_| ())
    }

    async fn delete(&self, subject: &Subject) -> Result<(), DirectoryError> {
        self.with(|inner| inner.people.retain(|person| &person.subject != subject))
    }
}
