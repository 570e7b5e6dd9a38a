//! How an item is, and what each event makes of it: the one place that knows what is possible.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    date::PrintedDate,
    event::{Added, Correction, EventKind},
    food::{Place, Price},
    quantity::{Amount, Quantity, Stock, Unit},
    shelf_life::ShelfLife,
    state::{Ending, Gone, Opened, Pack, State, Thawed},
    tally::{MoreThanRemains, Outlet, Tally},
};

/// Everything about an item that events change; undoing one puts it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    state: State,
    unit: Unit,
    tally: Tally,
    place: Place,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    printed: Option<PrintedDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    price: Option<Price>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shelf_life: Option<ShelfLife>,
}

/// Why something cannot be done to an item as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// Its state does not allow it.
    #[error("the item's state does not allow it")]
    State,
    /// It is more than remains.
    #[error(transparent)]
    MoreThanRemains(#[from] MoreThanRemains),
    /// It is counted in another unit.
    #[error("the item is counted in another unit")]
    MixedUnits,
}

impl Condition {
    pub(super) fn of(added: &Added) -> Self {
        Self {
            state: State::Packed(Pack::Sealed),
            unit: added.quantity.unit(),
            tally: Tally::of(added.quantity.amount()),
            place: added.place,
            printed: added.printed,
            price: added.price,
            shelf_life: added.shelf_life.clone(),
        }
    }

    /// Its state.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// What it is counted in.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// Where it has gone.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// How much of it there is.
    #[must_use]
    pub fn remaining(&self) -> Stock {
        Stock { amount: self.tally.remaining(), unit: self.unit }
    }

    /// Where it is kept.
    #[must_use]
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The date that stands on it.
    #[must_use]
    pub const fn printed(&self) -> Option<PrintedDate> {
        self.printed
    }

    /// What it has cost.
    #[must_use]
    pub const fn price(&self) -> Option<Price> {
        self.price
    }

    /// How long it keeps once opened, frozen, thawed.
    #[must_use]
    pub const fn shelf_life(&self) -> Option<&ShelfLife> {
        self.shelf_life.as_ref()
    }

    /// What an event makes of it.
    pub(super) fn after(&self, kind: &EventKind, at: Timestamp) -> Result<Self, Impossible> {
        match kind {
            // These make or unmake an item: the fridge does it.
            EventKind::Added(_) | EventKind::Undone { .. } => Err(Impossible::State),
            EventKind::Opened => self.opened(at),
            EventKind::Frozen => self.frozen(at),
            EventKind::Thawed => self.thawed(at),
            EventKind::Used { quantity } => self.taken(*quantity, Outlet::Used, at),
            EventKind::ThrownAway { quantity, reason } => {
                self.taken(*quantity, Outlet::ThrownAway(*reason), at)
            }
            EventKind::GivenAway { quantity } => self.taken(*quantity, Outlet::GivenAway, at),
            EventKind::Recycled => self.recycled(),
            EventKind::Corrected(correction) => self.corrected(correction, at),
        }
    }

    fn opened(&self, at: Timestamp) -> Result<Self, Impossible> {
        let State::Packed(Pack::Sealed) = self.state else { return Err(Impossible::State) };
        Ok(Self { state: State::Packed(opened(at)), ..self.clone() })
    }

    fn frozen(&self, at: Timestamp) -> Result<Self, Impossible> {
        let State::Packed(before) = self.state else { return Err(Impossible::State) };
        Ok(Self { state: State::Frozen { at, before }, place: Place::Freezer, ..self.clone() })
    }

    fn thawed(&self, at: Timestamp) -> Result<Self, Impossible> {
        let State::Frozen { at: frozen_at, before } = self.state else { return Err(Impossible::State) };
        let opened_at = match before {
            Pack::Sealed => at,
            Pack::Opened(opened) => opened.at,
        };
        let opened = Opened { at: opened_at, thawed: Some(Thawed { frozen_at, at }) };
        Ok(Self { state: State::Packed(Pack::Opened(opened)), place: Place::Fridge, ..self.clone() })
    }

    fn taken(&self, quantity: Quantity, outlet: Outlet, at: Timestamp) -> Result<Self, Impossible> {
        self.present()?;
        self.same_unit(quantity.unit())?;
        let mut tally = self.tally;
        tally.take(quantity.amount(), outlet)?;
        let (state, how) = match outlet {
            Outlet::Used => (self.state_when_used(at), Ending::Used),
            Outlet::ThrownAway(_) => (self.state, Ending::ThrownAway),
            Outlet::GivenAway => (self.state, Ending::GivenAway),
        };
        Ok(Self { tally, state, ..self.clone() }.or_gone(how, at))
    }

    /// Who uses a part of a sealed pack opens it.
    fn state_when_used(&self, at: Timestamp) -> State {
        match self.state {
            State::Packed(Pack::Sealed) => State::Packed(opened(at)),
            State::Frozen { at: since, before: Pack::Sealed } => {
                State::Frozen { at: since, before: opened(at) }
            }
            state @ (State::Packed(_) | State::Frozen { .. } | State::Gone(_)) => state,
        }
    }

    fn recycled(&self) -> Result<Self, Impossible> {
        match self.state {
            State::Gone(gone) if !gone.recycled => {
                Ok(Self { state: State::Gone(Gone { recycled: true, ..gone }), ..self.clone() })
            }
            State::Gone(_) | State::Packed(_) | State::Frozen { .. } => Err(Impossible::State),
        }
    }

    fn corrected(&self, correction: &Correction, at: Timestamp) -> Result<Self, Impossible> {
        self.present()?;
        let mut corrected = self.clone();
        if let Some(remaining) = correction.remaining {
            self.same_unit(remaining.unit)?;
            corrected.tally.correct(remaining.amount);
        }
        corrected.printed = correction.printed.or(self.printed);
        corrected.place = correction.place.unwrap_or(self.place);
        corrected.price = correction.price.or(self.price);
        if let Some(edit) = &correction.shelf_life {
            corrected.shelf_life = Some(ShelfLife::edited(self.shelf_life.as_ref(), edit));
        }
        Ok(corrected.or_gone(Ending::Unaccounted, at))
    }

    fn present(&self) -> Result<(), Impossible> {
        if self.state.is_gone() { Err(Impossible::State) } else { Ok(()) }
    }

    fn same_unit(&self, unit: Unit) -> Result<(), Impossible> {
        if self.unit == unit { Ok(()) } else { Err(Impossible::MixedUnits) }
    }

    /// Gone when nothing remains.
    fn or_gone(self, how: Ending, at: Timestamp) -> Self {
        if self.tally.remaining() == Amount::ZERO {
            Self { state: State::Gone(Gone { how, at, recycled: false }), ..self }
        } else {
            self
        }
    }
}

const fn opened(at: Timestamp) -> Pack {
    Pack::Opened(Opened { at, thawed: None })
}
