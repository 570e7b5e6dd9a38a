//! Something is done to a pack.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};
use service_kit::{clock::Clock, idempotency::Claim};

use super::{
    ports::{Actor, Command, Expected, StreamError, Streams, Wish},
    read_fridge::ShownItem,
    recordable,
};
use crate::domain::{
    action::Action,
    date::{ExpiryKind, PrintedDate},
    decide::{self, Decision, Refusal},
    held::Held,
    item::ItemId,
};

/// What is done, as the person says it.
#[derive(Debug)]
pub struct Acting {
    /// What.
    pub action: Action,
    /// The printed day that a correction says, or the one that stands.
    pub expiry: Option<Date>,
    /// What a correction says that it means, or as before.
    pub expiry_kind: Option<ExpiryKind>,
    /// When, if not now.
    pub at: Option<Timestamp>,
}

/// Does things to packs.
#[derive(Clone)]
pub struct ActOnItem {
    streams: Arc<dyn Streams>,
    clock: Arc<dyn Clock>,
}

impl ActOnItem {
    /// By these.
    pub fn new(streams: Arc<dyn Streams>, clock: Arc<dyn Clock>) -> Self {
        Self { streams, clock }
    }

    /// The item afterwards.
    ///
    /// # Errors
    /// [`StreamError`] says why nothing was done.
    #[tracing::instrument(name = "act_on_item", skip_all)]
    pub async fn act(
        &self,
        actor: &Actor,
        item: ItemId,
        expected: Expected,
        acting: Acting,
        key: Option<Claim>,
    ) -> Result<ShownItem, StreamError> {
        let at = recordable(self.clock.now());
        let command = Command { actor: actor.clone(), item, key, at };
        let undoes = matches!(acting.action, Action::Undo);
        let decide = Box::new(move |held: &Held| acting.decide(held, at));
        let carried = self.streams.carry_out(command, Wish::Act { expected, undoes, decide }).await?;
        Ok(ShownItem::of(carried, self.clock.now()))
    }
}

impl Acting {
    fn decide(mut self, held: &Held, now: Timestamp) -> Result<Decision, Refusal> {
        if let Action::Correct(correction) = &mut self.action {
            correction.printed = printed(self.expiry, self.expiry_kind, held.item().condition().printed());
        }
        decide::act(held, &self.action, self.at, now)
    }
}

/// The whole date, of which the person may have said a part. A kind without any day says nothing.
fn printed(day: Option<Date>, kind: Option<ExpiryKind>, before: Option<PrintedDate>) -> Option<PrintedDate> {
    if day.is_none() && kind.is_none() {
        return None;
    }
    let day = day.or(before.map(|before| before.day))?;
    let kind = kind.or(before.map(|before| before.kind)).unwrap_or(ExpiryKind::BestBefore);
    Some(PrintedDate { day, kind })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_part_of_a_date_leaves_the_other_part() {
        let (monday, friday) = (date(2026, 11, 23), date(2026, 11, 27));
        let before = Some(PrintedDate { day: monday, kind: ExpiryKind::UseBy });
        let said = |day, kind| printed(day, kind, before).map(|printed| (printed.day, printed.kind));
        assert_eq!(said(None, None), None);
        assert_eq!(said(Some(friday), None), Some((friday, ExpiryKind::UseBy)));
        assert_eq!(said(None, Some(ExpiryKind::BestBefore)), Some((monday, ExpiryKind::BestBefore)));
        let nothing_before = printed(Some(friday), None, None).map(|printed| printed.kind);
        assert_eq!(nothing_before, Some(ExpiryKind::BestBefore));
        assert_eq!(printed(None, Some(ExpiryKind::UseBy), None), None);
    }
}
