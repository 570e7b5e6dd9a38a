//! From what a person asks for to what has happened, or why not. Decided on folded state, by the same rules that fold it.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::{
    action::Action,
    condition::{Condition, Impossible},
    date::PrintedDate,
    event::{Added, EventKind},
    held::Held,
    item::Item,
    quantity::Quantity,
    state::StateName,
};

/// Items that one account may have at home.
pub const MOST_ITEMS: usize = 5_000;
/// How far a person's clock may be ahead of ours.
pub const CLOCK_SLACK: SignedDuration = SignedDuration::from_mins(5);

/// What has happened, to be recorded as the stream's next event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
}

/// Why nothing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such item.
    #[error("there is no such item")]
    UnknownItem,
    /// The item's state does not allow it.
    #[error("not possible while the item is {}", state.as_str())]
    NotPossible {
        /// Its state.
        state: StateName,
    },
    /// More than remains.
    #[error("that is more than remains")]
    MoreThanRemains {
        /// The item's state.
        state: StateName,
    },
    /// The latest action lies more than ten minutes back, or there is none.
    #[error("there is nothing to undo within ten minutes")]
    NothingToUndo {
        /// The item's state.
        state: StateName,
    },
    /// Another unit than the item's.
    #[error("the item is counted in another unit")]
    MixedUnits,
    /// A correction that corrects nothing.
    #[error("nothing is corrected")]
    NothingToCorrect,
    /// A date more than ten years before the item was added.
    #[error("the date lies more than ten years before the item was added")]
    DateTooOld,
    /// `at` lies in the future.
    #[error("lies in the future")]
    InTheFuture,
    /// `at` lies before the item was added.
    #[error("lies before the item was added")]
    BeforeItWasAdded,
    /// There are too many items already.
    #[error("the fridge is full: it holds at most {MOST_ITEMS} items")]
    Full,
}

/// Whether an item may be put in, of `present` that are there.
///
/// # Errors
/// [`Refusal::Full`], [`Refusal::DateTooOld`].
pub fn add(present: usize, added: Added, now: Timestamp) -> Result<Decision, Refusal> {
    if present >= MOST_ITEMS {
        return Err(Refusal::Full);
    }
    credible(added.printed, now)?;
    Ok(Decision { at: now, kind: EventKind::Added(Box::new(added)) })
}

/// What an action makes happen to an item; `at` is when the person says that it happened, if not now.
///
/// # Errors
/// When it is not possible; see [`Refusal`].
pub fn act(held: &Held, action: &Action, at: Option<Timestamp>, now: Timestamp) -> Result<Decision, Refusal> {
    let at = happened(held.item(), at, now)?;
    credible(action.printed(), held.item().added_at())?;
    let kind = kind(held, action, now)?;
    if !matches!(kind, EventKind::Undone { .. }) {
        let condition = held.item().condition();
        condition.after(&kind, at).map_err(|why| refusal(condition, why))?;
    }
    Ok(Decision { at, kind })
}

fn kind(held: &Held, action: &Action, now: Timestamp) -> Result<EventKind, Refusal> {
    let condition = held.item().condition();
    let all_or = |quantity: &Option<Quantity>| quantity.map_or_else(|| everything(condition), Ok);
    Ok(match action {
        Action::Open => EventKind::Opened,
        Action::Freeze => EventKind::Frozen,
        Action::Thaw => EventKind::Thawed,
        Action::Use { quantity } => EventKind::Used { quantity: all_or(quantity)? },
        Action::ThrowAway { quantity, reason } => {
            EventKind::ThrownAway { quantity: all_or(quantity)?, reason: *reason }
        }
        Action::GiveAway { quantity } => EventKind::GivenAway { quantity: all_or(quantity)? },
        Action::Recycle => EventKind::Recycled,
        Action::Correct(correction) if correction.is_empty() => return Err(Refusal::NothingToCorrect),
        Action::Correct(correction) => EventKind::Corrected(correction.clone()),
        Action::Undo => {
            let latest = held.undoable_at(now);
            let undoes = latest.ok_or(Refusal::NothingToUndo { state: condition.state().name() })?.event;
            EventKind::Undone { undoes }
        }
    })
}

/// All that remains; corrections may have brought it above what can be said at once.
fn everything(condition: &Condition) -> Result<Quantity, Refusal> {
    let remaining = condition.remaining();
    Quantity::try_from(remaining).map_err(|_| Refusal::NotPossible { state: condition.state().name() })
}

fn refusal(condition: &Condition, why: Impossible) -> Refusal {
    let state = condition.state().name();
    match why {
        Impossible::State => Refusal::NotPossible { state },
        Impossible::MoreThanRemains(_) => Refusal::MoreThanRemains { state },
        Impossible::MixedUnits => Refusal::MixedUnits,
    }
}

fn happened(item: &Item, at: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, Refusal> {
    match at {
        None => Ok(now.max(item.added_at())),
        Some(at) if at.duration_since(now) > CLOCK_SLACK => Err(Refusal::InTheFuture),
        Some(at) if at < item.added_at() => Err(Refusal::BeforeItWasAdded),
        Some(at) => Ok(at),
    }
}

fn credible(printed: Option<PrintedDate>, added_at: Timestamp) -> Result<(), Refusal> {
    let day: Date = added_at.to_zoned(TimeZone::UTC).date();
    if printed.is_some_and(|printed| printed.is_too_old_on(day)) { Err(Refusal::DateTooOld) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
