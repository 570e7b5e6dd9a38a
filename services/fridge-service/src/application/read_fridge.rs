//! What is there, what to use first, and what the person should know of it.

use std::sync::Arc;

use jiff::Timestamp;
use service_kit::{clock::Clock, ids::AccountId};

use super::ports::{Carried, KeptItem, Projections, ReminderStore, StoreError};
use crate::domain::{
    alerts::{Alert, calendar_alert},
    freshness::{Today, order},
    item::ItemId,
    settings::{Settings, Zone},
};

/// A person's day, by which everything is judged.
#[derive(Debug, Clone)]
pub struct Day {
    /// Their day.
    pub today: Today,
    /// Their time zone, with its name.
    pub zone: Zone,
    /// This instant.
    pub now: Timestamp,
}

impl Day {
    /// This instant's, as the person has it.
    #[must_use]
    pub fn of(settings: &Settings, now: Timestamp) -> Self {
        Self { today: settings.today(now), zone: settings.zone.clone(), now }
    }
}

/// The list.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What to use first stands first.
    pub items: Vec<KeptItem>,
    /// In the order of the items.
    pub alerts: Vec<Alert>,
    /// By which day.
    pub day: Day,
}

/// One item.
#[derive(Debug, Clone)]
pub struct ShownItem {
    /// The item.
    pub kept: KeptItem,
    /// When its adding was undone: it is as if it had never been there.
    pub never_added: Option<Timestamp>,
    /// By which day it is judged.
    pub day: Day,
}

impl ShownItem {
    /// What a command left.
    #[must_use]
    pub fn of(carried: Carried, now: Timestamp) -> Self {
        let Carried { kept, never_added, settings } = carried;
        Self { kept, never_added, day: Day::of(&settings, now) }
    }
}

/// Reads fridges.
#[derive(Clone)]
pub struct ReadFridge {
    projections: Arc<dyn Projections>,
    reminders: Arc<dyn ReminderStore>,
    clock: Arc<dyn Clock>,
}

impl ReadFridge {
    /// From these.
    pub fn new(
        projections: Arc<dyn Projections>,
        reminders: Arc<dyn ReminderStore>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { projections, reminders, clock }
    }

    /// The person's day now.
    ///
    /// # Errors
    /// The store failed.
    pub async fn day(&self, account: AccountId) -> Result<Day, StoreError> {
        let stored = self.reminders.find(account).await?;
        Ok(Day::of(&stored.settings, self.clock.now()))
    }

    /// Everything that is there.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_fridge", skip_all)]
    pub async fn list(&self, account: AccountId) -> Result<Shown, StoreError> {
        let day = self.day(account).await?;
        let mut items = self.projections.present(account).await?;
        items.sort_by_cached_key(|kept| order(&kept.item, &day.today.zone));
        let told = self.projections.product_alerts(account).await?;
        let alerts = items.iter().flat_map(|kept| {
            let id = kept.item.id();
            let of_product = told.iter().filter(move |alert| alert.item_id == id).cloned();
            of_product.chain(calendar_alert(&kept.item, &day.today))
        });
        Ok(Shown { alerts: alerts.collect(), items, day })
    }

    /// One item, gone ones included.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_fridge_item", skip_all)]
    pub async fn item(&self, account: AccountId, item: ItemId) -> Result<Option<ShownItem>, StoreError> {
        let Some(kept) = self.projections.item(account, item).await? else { return Ok(None) };
        Ok(Some(ShownItem { kept, never_added: None, day: self.day(account).await? }))
    }
}
