//! A calendar that a person may subscribe to: whoever knows its address may read it.

use std::{fmt, sync::Arc};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use service_kit::{clock::Clock, idempotency::Claim};
use sha2::{Digest as _, Sha256};

use super::ports::{
    Actor, Calendars, CommandError, KeptItem, Projections, ReminderStore, StoreError, TokenHash,
};
use crate::domain::{
    item::ItemId,
    language::Language,
    words::{LastDayKind, last_day},
};

/// The secret in an address: 256 random bits.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarToken([u8; 32]);

impl CalendarToken {
    /// A new one of these random bytes.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// One that was told; `None` when we never told such a one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As it stands in the address.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for CalendarToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A wish for an address that may be said twice.
#[derive(Debug)]
pub struct Repeatable {
    /// Its key.
    pub claim: Claim,
    /// The address that the key makes, each time the same.
    pub token: CalendarToken,
}

/// Draws random bytes.
pub type Draw = Arc<dyn Fn() -> Option<[u8; 32]> + Send + Sync>;

/// The last day of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastDay {
    /// Which item.
    pub item: ItemId,
    /// What it is called.
    pub name: Option<String>,
    /// The day.
    pub day: Date,
    /// What that day is.
    pub kind: LastDayKind,
    /// Grows when the item changes.
    pub version: u32,
}

/// What the calendar tells.
#[derive(Debug, Clone)]
pub struct Feed {
    /// In which language.
    pub language: Language,
    /// As of when.
    pub now: Timestamp,
    /// One entry an item, soonest first.
    pub days: Vec<LastDay>,
}

/// Makes, ends and fills calendars.
#[derive(Clone)]
pub struct Calendar {
    calendars: Arc<dyn Calendars>,
    projections: Arc<dyn Projections>,
    reminders: Arc<dyn ReminderStore>,
    draw: Draw,
    clock: Arc<dyn Clock>,
}

/// Why there is no new address.
#[derive(Debug, thiserror::Error)]
#[error("the machine gives no random bytes")]
struct NoRandomBytes;

impl Calendar {
    /// Of these.
    pub fn new(
        calendars: Arc<dyn Calendars>,
        projections: Arc<dyn Projections>,
        reminders: Arc<dyn ReminderStore>,
        draw: Draw,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { calendars, projections, reminders, draw, clock }
    }

    /// A new address; an earlier one ends.
    ///
    /// # Errors
    /// [`CommandError`] says why there is none.
    #[tracing::instrument(name = "create_calendar", skip_all)]
    pub async fn create(
        &self,
        actor: &Actor,
        repeatable: Option<Repeatable>,
    ) -> Result<CalendarToken, CommandError> {
        let (key, token) = match repeatable {
            Some(Repeatable { claim, token }) => (Some(claim), token),
            None => (None, self.drawn()?),
        };
        self.calendars.replace(actor, token.hash(), key, self.clock.now()).await?;
        Ok(token)
    }

    fn drawn(&self) -> Result<CalendarToken, StoreError> {
        let random = (self.draw)().ok_or_else(|| StoreError::Unavailable(NoRandomBytes.into()))?;
        Ok(CalendarToken::new(random))
    }

    /// The address ends.
    ///
    /// # Errors
    /// [`CommandError`] says why it did not.
    #[tracing::instrument(name = "revoke_calendar", skip_all)]
    pub async fn revoke(&self, actor: &Actor) -> Result<(), CommandError> {
        self.calendars.revoke(actor).await
    }

    /// What the calendar of this address tells; `None` when there is none, or not any more.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_calendar", skip_all)]
    pub async fn feed(&self, token: &CalendarToken) -> Result<Option<Feed>, StoreError> {
        let Some(account) = self.calendars.owner(token.hash()).await? else { return Ok(None) };
        let reminders = self.reminders.find(account).await?;
        let zone = reminders.settings.zone.zone();
        let items = self.projections.present(account).await?;
        let mut days: Vec<_> = items.iter().filter_map(|kept| LastDay::of(kept, zone)).collect();
        days.sort_by_key(|day| (day.day, day.item));
        Ok(Some(Feed { language: reminders.language, now: self.clock.now(), days }))
    }
}

impl LastDay {
    fn of(kept: &KeptItem, zone: &TimeZone) -> Option<Self> {
        let (day, kind) = last_day(&kept.item, zone)?;
        let (item, version) = (kept.item.id(), kept.item.version().get());
        Some(Self { item, name: kept.called().map(str::to_owned), day, kind, version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_it_was_told_and_shows_in_no_log() {
        let token = CalendarToken::new([7; 32]);
        assert_eq!(CalendarToken::read(&token.reveal()), Some(token.clone()));
        assert_eq!(format!("{token:?}"), "[redacted]");
        assert_ne!(token.hash(), CalendarToken::new([8; 32]).hash());
        for other in ["", "AAAA", &format!("{}A", token.reveal()), &token.reveal().replace('B', "!")] {
            assert_eq!(CalendarToken::read(other), None, "{other}");
        }
    }
}
