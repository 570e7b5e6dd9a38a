//! Asks people to confirm their address, once when their account is made and again when they want it. What is owed is
//! remembered: a sign-in waits for no mail server, and no outage loses a mail.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use service_kit::{clock::Clock, ids::AccountId};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::ports::{Asked, Directory, DirectoryError, Owed, StoreError, VerificationMails};
use crate::domain::locale::Locale;

/// A person may ask for another mail this long after they last asked.
pub const BETWEEN: SignedDuration = SignedDuration::from_mins(5);
/// For so long a mail is one instance's alone.
const CLAIMED: SignedDuration = SignedDuration::from_secs(60);
/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_WAIT: i64 = 3600;
/// About two days; afterwards the person has to ask.
const MOST_TRIES: i32 = 60;

/// Takes wishes for another mail.
#[derive(Clone)]
pub struct AskAgain {
    mails: Arc<dyn VerificationMails>,
    clock: Arc<dyn Clock>,
}

/// Why no other mail is sent.
#[derive(Debug, thiserror::Error)]
pub enum AskAgainError {
    /// Not before so many seconds have passed.
    #[error("the person asked a moment ago")]
    TooSoon(u64),
    /// There is no such account.
    #[error("there is no such account")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AskAgain {
    /// Remembered here.
    pub fn new(mails: Arc<dyn VerificationMails>, clock: Arc<dyn Clock>) -> Self {
        Self { mails, clock }
    }

    /// Owes the person another mail.
    ///
    /// # Errors
    /// [`AskAgainError`] says why not.
    #[tracing::instrument(name = "ask_for_verification_mail", skip_all)]
    pub async fn run(&self, account: AccountId, language: Locale) -> Result<(), AskAgainError> {
        let now = self.clock.now();
        let since = now.saturating_sub(BETWEEN).unwrap_or(Timestamp::MIN);
        match self.mails.ask(account, language, now, since).await? {
            Asked::Owed => Ok(()),
            Asked::NoAccount => Err(AskAgainError::Gone),
            Asked::TooSoon(at) => {
                let left = BETWEEN.saturating_sub(now.duration_since(at)).as_secs();
                Err(AskAgainError::TooSoon(u64::try_from(left).unwrap_or_default() + 1))
            }
        }
    }
}

/// Sends what is owed.
#[derive(Clone)]
pub struct Mailer {
    /// What is owed.
    pub mails: Arc<dyn VerificationMails>,
    /// Keycloak, which mails.
    pub directory: Arc<dyn Directory>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Mailer {
    /// Until told to stop.
    ///
    /// # Errors
    /// Never, today: what fails is tried again.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let mut told = false;
        while !stop.is_cancelled() {
            match self.all_due().await {
                Ok(()) => told = false,
                Err(error) if !told => {
                    told = true;
                    warn!(error = &error as &dyn std::error::Error, "owed mails cannot be read");
                }
                Err(_) => {}
            }
            let _ = tokio::time::timeout(PAUSE, stop.cancelled()).await;
        }
        Ok(())
    }

    /// Tries every mail that is due once.
    ///
    /// # Errors
    /// The store failed.
    pub async fn all_due(&self) -> Result<(), StoreError> {
        loop {
            let now = self.clock.now();
            let Some(owed) = self.mails.claim(now, after(now, CLAIMED)).await? else { return Ok(()) };
            match self.send(&owed).await {
                Ok(sent) => self.mails.settle(&owed, sent).await?,
                Err(error) => self.not_sent(&owed, &error).await?,
            }
        }
    }

    /// When it was sent; nothing when there is nothing to confirm.
    async fn send(&self, owed: &Owed) -> Result<Option<Timestamp>, DirectoryError> {
        let person = self.directory.person(&owed.subject).await?;
        let waits = |person: &crate::domain::person::Person| {
            person.enabled && !person.email_verified && person.email.is_some()
        };
        if !person.as_ref().is_some_and(waits) {
            return Ok(None);
        }
        self.directory.ask_to_verify(&owed.subject, owed.language).await?;
        Ok(Some(self.clock.now()))
    }

    async fn not_sent(&self, owed: &Owed, error: &DirectoryError) -> Result<(), StoreError> {
        let last = owed.tries >= MOST_TRIES;
        if owed.tries == 1 || last {
            let error = error as &dyn std::error::Error;
            warn!(tries = owed.tries, given_up = last, error, "a mail to confirm an address was not sent");
        }
        if last {
            return self.mails.settle(owed, None).await;
        }
        self.mails.postpone(owed, after(self.clock.now(), pause(owed.tries))).await
    }
}

fn after(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.saturating_add(span).unwrap_or(Timestamp::MAX)
}

/// Longer after every failure.
fn pause(tries: i32) -> SignedDuration {
    let doubled = 1_i64 << tries.clamp(0, 12);
    SignedDuration::from_secs(doubled.min(LONGEST_WAIT))
}
