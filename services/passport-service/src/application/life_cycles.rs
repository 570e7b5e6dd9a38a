//! Life-cycle rows: the shipped edition, over it what is kept here, and for what both lack the table's keeper.

use std::{collections::HashMap, sync::Arc};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use service_kit::clock::Clock;
use tracing::warn;

use super::ports::{KeptRow, LifeCycleRows, LifeCycleSource, SourceFailure, Urgency};
use crate::domain::{
    catalog::Ages,
    eco::{EcoStatement, LcaRow, LcaTable},
};

/// The table's name where its keeper does not say which edition a row is from.
pub const HEARD: &str = "Agribalyse (ADEME)";
/// A keeper that gave no answer is left alone for so long at least: what is known is shown meanwhile.
const LEFT_ALONE: SignedDuration = SignedDuration::from_mins(1);

/// Finds rows.
#[derive(Clone)]
pub struct LifeCycles {
    shipped: &'static LcaTable,
    rows: Arc<dyn LifeCycleRows>,
    source: Arc<dyn LifeCycleSource>,
    clock: Arc<dyn Clock>,
    ages: Ages,
}

/// What is known about a statement's rows.
pub struct Known {
    /// The shipped edition and what is kept over it.
    pub table: LcaTable,
    /// Codes worth asking about: rows that both lack, and the used one when it has grown old.
    pub ask: Vec<String>,
    kept: Vec<KeptRow>,
}

impl LifeCycles {
    /// Over this edition; `source` is asked for what is neither in it nor kept.
    pub fn new(
        shipped: &'static LcaTable,
        rows: Arc<dyn LifeCycleRows>,
        source: Arc<dyn LifeCycleSource>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { shipped, rows, source, clock, ages: Ages::default() }
    }

    /// What is known without asking the keeper. Rows that cannot be read leave the shipped edition.
    pub async fn known(&self, statement: &EcoStatement) -> Known {
        let codes = statement.codes();
        let kept = match self.rows.kept(&codes).await {
            Ok(kept) => kept,
            Err(error) => {
                warn!(error = &error as &dyn std::error::Error, "kept life-cycle rows could not be read");
                return Known { table: over(self.shipped, &[]), ask: Vec::new(), kept: Vec::new() };
            }
        };
        let table = over(self.shipped, &kept);
        let ask = self.worth_asking(statement, &table, &kept);
        Known { table, ask, kept }
    }

    fn worth_asking(&self, statement: &EcoStatement, table: &LcaTable, kept: &[KeptRow]) -> Vec<String> {
        let now = self.clock.now();
        let used = statement.codes().into_iter().find(|code| table.row(code).is_some());
        let candidates = statement.missing_codes(table).into_iter().chain(used);
        let fresh = |code: &str| match kept.iter().find(|row| row.code == code) {
            Some(row) => now.duration_since(row.heard_at) < self.age_of(row),
            // The shipped edition grows no older.
            None => self.shipped.row(code).is_some(),
        };
        candidates.filter(|code| !fresh(code)).map(str::to_owned).collect()
    }

    fn age_of(&self, kept: &KeptRow) -> SignedDuration {
        if kept.row.is_some() { self.ages.known } else { self.ages.unknown }
    }

    /// The table once its keeper was asked; what it said is kept.
    ///
    /// # Errors
    /// The keeper gave no answer.
    pub async fn asked(&self, known: Known, urgency: Urgency) -> Result<LcaTable, SourceFailure> {
        let now = self.clock.now();
        let codes: Vec<&str> = known.ask.iter().map(String::as_str).collect();
        let answered = self.source.rows(&codes, urgency).await;
        let answered = answered.map_err(|failure| failure.not_before(later(now)))?;
        // Only what was asked: the answer decides about no other food.
        let by_code: HashMap<_, _> = answered.iter().map(|row| (row.code.as_str(), row)).collect();
        let heard: Vec<_> = codes.iter().map(|code| (*code, by_code.get(code).copied())).collect();
        if let Err(error) = self.rows.keep(&heard, now).await {
            warn!(error = &error as &dyn std::error::Error, "life-cycle rows could not be kept");
        }
        let before = known.kept.into_iter().filter(|row| !codes.contains(&row.code.as_str()));
        let news = heard.iter().map(|(code, row)| KeptRow {
            code: (*code).to_owned(),
            row: row.cloned(),
            heard_at: now,
        });
        Ok(over(self.shipped, &before.chain(news).collect::<Vec<_>>()))
    }
}

/// The table that these rows make over an edition.
#[must_use]
pub fn over(shipped: &'static LcaTable, kept: &[KeptRow]) -> LcaTable {
    let rows = kept.iter().filter_map(|kept| {
        let heard_on = kept.heard_at.to_zoned(TimeZone::UTC).date();
        Some(LcaRow { as_of: Some(heard_on), ..kept.row.clone()? })
    });
    LcaTable::over(shipped, HEARD, rows)
}

fn later(now: Timestamp) -> Timestamp {
    now.saturating_add(LEFT_ALONE).unwrap_or(now)
}
