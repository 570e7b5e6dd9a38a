//! One mail a day, only with the person's consent, only when there is something to tell: never twice, and soon after the hour begins.

mod letter;

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp, civil::Date};
use service_kit::{clock::Clock, ids::AccountId};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::{
    ports::{
        AddressOf, ConsentOf, Digests, Due, Mail, Mailer, Next, NotSent, People, Projections, Settled,
        StoreError, Unanswered,
    },
    reminders::{after_today, hour_of_today},
};
use letter::Letter;
pub use letter::Links;

/// Between two looks at who is due.
const PAUSE: Duration = Duration::from_secs(5);
/// For so long somebody who is due is one instance's alone.
const CLAIMED: SignedDuration = SignedDuration::from_secs(60);
/// Somebody of whom nobody could be asked is looked at again.
const ASK_AGAIN: SignedDuration = SignedDuration::from_secs(60);
const LONGEST_PAUSE: i64 = 60;

/// What became of somebody who was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The mail server has the mail.
    Sent,
    /// The mail server has it not; it is tried again today.
    Refused,
    /// Nobody knows whether the mail server has it; it is not tried again.
    Unknown,
    /// There was nothing to tell.
    Nothing,
    /// The person has not agreed, or has no address.
    NotWanted,
    /// identity-service could not be asked.
    Unanswered,
    /// That day's was sent before, or its day is over.
    Over,
}

/// Hears what became of each, and how long after its time.
pub type Tell = Arc<dyn Fn(Outcome, SignedDuration) + Send + Sync>;

/// Sends digests.
#[derive(Clone)]
pub struct Digester {
    /// Who is due.
    pub digests: Arc<dyn Digests>,
    /// What they have.
    pub projections: Arc<dyn Projections>,
    /// Whether and where they want to be told.
    pub people: Arc<dyn People>,
    /// The way out.
    pub mailer: Arc<dyn Mailer>,
    /// Where the mail leads.
    pub links: Links,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Who counts.
    pub tell: Tell,
}

impl Digester {
    /// Until told to stop.
    ///
    /// # Errors
    /// Never, today: what fails is tried again.
    pub async fn run(self, stop: CancellationToken) -> anyhow::Result<()> {
        let mut told = false;
        while !stop.is_cancelled() {
            match self.all_due(&stop).await {
                Ok(()) => told = false,
                Err(error) if !told => {
                    told = true;
                    warn!(error = &error as &dyn std::error::Error, "due digests cannot be read");
                }
                Err(_) => {}
            }
            let _ = tokio::time::timeout(PAUSE, stop.cancelled()).await;
        }
        Ok(())
    }

    /// Everybody who is due now, once.
    ///
    /// # Errors
    /// The store failed.
    pub async fn all_due(&self, stop: &CancellationToken) -> Result<(), StoreError> {
        while !stop.is_cancelled() {
            let now = self.clock.now();
            let Some(due) = self.digests.due(now, after(now, CLAIMED)).await? else { return Ok(()) };
            let outcome = self.look(&due, now).await?;
            (self.tell)(outcome, self.clock.now().duration_since(due.since));
        }
        Ok(())
    }

    async fn look(&self, due: &Due, now: Timestamp) -> Result<Outcome, StoreError> {
        let today = due.reminders.settings.today(now);
        let hour = hour_of_today(now, due.reminders.settings.hour, &today.zone);
        if let Some((start, _)) = hour.filter(|(start, _)| now < *start) {
            return self.again(due, Next { at: start, open_until: None }, Outcome::Over).await;
        }
        if self.digests.is_done(due.account, today.day).await? {
            return self.tomorrow(due, now, None, Outcome::Over).await;
        }
        let end = hour.map(|(_, end)| end).filter(|end| now < *end);
        let items = self.projections.present(due.account).await?;
        let letter = Letter::of(&items, &today);
        if letter.is_empty() {
            return self.tomorrow(due, now, end, Outcome::Nothing).await;
        }
        match self.address(due.account).await {
            Ok(Some(to)) => {
                let (language, links) = (due.reminders.language, &self.links);
                self.hand_over(
                    due,
                    now,
                    today.day,
                    &letter.write(to, due.account, today.day, language, links),
                )
                .await
            }
            Ok(None) => self.tomorrow(due, now, end, Outcome::NotWanted).await,
            Err(Unanswered(error)) => {
                warn!(error = &*error as &dyn std::error::Error, "nobody can be asked about a digest");
                self.later_today(due, now, today.day, ASK_AGAIN, Outcome::Unanswered).await
            }
        }
    }

    /// Where the person may be written to, if they want it.
    async fn address(&self, account: AccountId) -> Result<Option<String>, Unanswered> {
        if self.people.consent(account).await? == ConsentOf::Withheld {
            return Ok(None);
        }
        Ok(match self.people.address(account).await? {
            AddressOf::Verified(address) => Some(address),
            AddressOf::None => None,
        })
    }

    /// Nobody hands it over who has not claimed it before: what happens to us afterwards leads to no second mail.
    async fn hand_over(
        &self,
        due: &Due,
        now: Timestamp,
        day: Date,
        mail: &Mail,
    ) -> Result<Outcome, StoreError> {
        let Some(tries) = self.digests.claim(due.account, day, now).await? else {
            return self.tomorrow(due, now, None, Outcome::Over).await;
        };
        let (settled, outcome) = match self.mailer.send(mail).await {
            Ok(()) => (Settled::Sent, Outcome::Sent),
            Err(failure) => {
                let error = &failure as &dyn std::error::Error;
                warn!(tries, error, "a digest was not sent");
                match failure {
                    NotSent::NotReached(_) | NotSent::Refused(_) => (Settled::Refused, Outcome::Refused),
                    NotSent::Unknown(_) => (Settled::Unknown, Outcome::Unknown),
                }
            }
        };
        self.digests.settle(due.account, day, settled).await?;
        match settled {
            Settled::Refused => self.later_today(due, now, day, pause(tries), outcome).await,
            Settled::Sent | Settled::Unknown => self.tomorrow(due, now, None, outcome).await,
        }
    }

    /// Once more after a pause, as long as it is the same day.
    async fn later_today(
        &self,
        due: &Due,
        now: Timestamp,
        day: Date,
        pause: SignedDuration,
        outcome: Outcome,
    ) -> Result<Outcome, StoreError> {
        let at = after(self.clock.now(), pause);
        if due.reminders.settings.zone.zone().to_datetime(at).date() == day {
            self.again(due, Next { at, open_until: None }, outcome).await
        } else {
            self.tomorrow(due, now, None, outcome).await
        }
    }

    async fn tomorrow(
        &self,
        due: &Due,
        now: Timestamp,
        open_until: Option<Timestamp>,
        outcome: Outcome,
    ) -> Result<Outcome, StoreError> {
        let settings = &due.reminders.settings;
        let at = after_today(now, settings.hour, settings.zone.zone());
        self.again(due, Next { at, open_until }, outcome).await
    }

    async fn again(&self, due: &Due, next: Next, outcome: Outcome) -> Result<Outcome, StoreError> {
        self.digests.look_again(due, next).await.map(|()| outcome)
    }
}

fn after(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.saturating_add(span).unwrap_or(Timestamp::MAX)
}

/// Longer after every failure.
fn pause(tries: i32) -> SignedDuration {
    let doubled = 1_i64 << tries.clamp(1, 8).saturating_sub(1);
    SignedDuration::from_mins(doubled.min(LONGEST_PAUSE))
}
