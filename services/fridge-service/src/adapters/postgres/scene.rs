//! What a command is decided on, and what is decided.

use std::mem;

use messaging::failure::corrupt;
use service_kit::ids::EventId;
use sqlx::PgConnection;

use super::{folded, items};
use crate::{
    application::ports::{Command, Expected, StoreError, StreamError, Wish},
    domain::{
        decide::{Decision, Refusal},
        event::Event,
        held::Held,
        item::Item,
        settings::Settings,
    },
};

/// The stream's next event, and the item that it changes as it is before; nothing when it comes in.
pub(super) struct Scene {
    pub(super) event: Event,
    pub(super) held: Option<Held>,
    pub(super) settings: Settings,
}

impl Scene {
    /// Reads what the wish is decided on, and decides. The stream is locked.
    pub(super) async fn of(
        conn: &mut PgConnection,
        command: &Command,
        wish: Wish<'_>,
    ) -> Result<Self, StreamError> {
        let mut head = folded::head(conn, command.actor.account, command.item).await?;
        let (version, settings) = (head.version + 1, mem::take(&mut head.settings));
        let (held, decision) = match wish {
            Wish::Add(decide) => (None, decide(&items::count_present(conn, command.actor.account).await?)?),
            Wish::Act { expected, undoes, decide } => {
                let (account, item) = (command.actor.account, command.item);
                let held = match undoes {
                    true => folded::whole_item(conn, account, item).await?,
                    false => head.item(conn, account, item).await?,
                };
                let held = held.ok_or(Refusal::UnknownItem)?;
                if !has_seen(expected, held.item()) {
                    return Err(stale(conn, command).await?);
                }
                let decision = decide(&held)?;
                (Some(held), decision)
            }
        };
        Ok(Self { event: event(command, version, decision), held, settings })
    }
}

fn event(command: &Command, version: u64, Decision { at, kind }: Decision) -> Event {
    Event { id: EventId::new_v7(command.at), version, recorded_at: command.at, at, item: command.item, kind }
}

/// Whether somebody who says that they saw this has seen how it is.
fn has_seen(expected: Expected, item: &Item) -> bool {
    match expected {
        Expected::Nothing | Expected::Any => true,
        Expected::Version(version) => version == i64::from(item.version().get()),
        Expected::Foreign => false,
    }
}

/// How the item is now, for who has seen another version of it.
async fn stale(conn: &mut PgConnection, command: &Command) -> Result<StreamError, StoreError> {
    let kept = items::find(conn, command.actor.account, command.item).await?;
    let kept = kept.ok_or_else(|| corrupt("an item is folded that is not kept"))?;
    Ok(StreamError::Stale(Box::new(kept)))
}
