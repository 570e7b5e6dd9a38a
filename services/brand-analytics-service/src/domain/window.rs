//! A brand's closed day: what arrived of it is shown whole when it is what was released, else not at all.

use std::collections::BTreeMap;

use jiff::civil::Date;
use service_kit::ids::BrandId;

use super::{
    chain::{self, Hash},
    gtin::Gtin,
    metric::Metric,
    policy::Policy,
    region::Region,
};

/// A number that was released.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Of which product.
    pub gtin: Gtin,
    /// Of where.
    pub region: Region,
    /// Of what.
    pub metric: Metric,
    /// How many distinct visitors.
    pub visitors: u64,
    /// Under which policy.
    pub policy: Policy,
}

/// What the end of a day says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Whose day.
    pub brand: BrandId,
    /// Which day.
    pub day: Date,
    /// How many rows were released.
    pub rows: u64,
    /// The hash of the brand's window before.
    pub previous_hash: Hash,
    /// The hash over it all.
    pub hash: Hash,
}

/// The brand's last window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its day.
    pub day: Date,
    /// Its hash.
    pub hash: Hash,
}

/// Where the reading of a brand's releases began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// With its first event ever.
    First,
    /// Later: what was before has left the topic.
    Later,
}

/// What becomes of a window.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It is what was released, under this policy; a window without rows names none.
    Whole(Option<Policy>),
    /// Its first rows have left the topic: nothing of it is shown, and the chain goes on from its hash.
    CutOff,
}

/// Why a window is refused. No words of it say a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WindowFault {
    /// The day is not after the brand's last one.
    #[error("the day was closed before")]
    ClosedBefore,
    /// It does not follow the window that was last.
    #[error("the window does not continue the chain")]
    OtherChain,
    /// Rows are missing, or too many.
    #[error("the window has another number of rows than arrived")]
    OtherCount,
    /// Something in it is not what was released.
    #[error("the window's hash is not that of its rows")]
    OtherHash,
    /// A group below k crossed the wall.
    #[error("a row is of fewer visitors than its policy tells")]
    TooSmall,
    /// `all` is not the sum of a product's rows.
    #[error("a row of the region `all` is not the sum of the others")]
    OtherSum,
    /// Two policies on one day.
    #[error("the rows were released under different policies")]
    TwoPolicies,
}

/// Judges a window by all that arrived of it.
///
/// # Errors
/// [`WindowFault`] says what does not fit.
pub fn judge(
    claim: &Claim,
    rows: &[Row],
    head: Option<Head>,
    beginning: Beginning,
) -> Result<Verdict, WindowFault> {
    follows(claim, head, beginning)?;
    let missing = (rows.len() as u64) < claim.rows;
    if missing && head.is_none() && beginning == Beginning::Later {
        return Ok(Verdict::CutOff);
    }
    if rows.len() as u64 != claim.rows {
        return Err(WindowFault::OtherCount);
    }
    if chain::hash(claim, rows) != claim.hash {
        return Err(WindowFault::OtherHash);
    }
    makes_sense(rows).map(Verdict::Whole)
}

fn follows(claim: &Claim, head: Option<Head>, beginning: Beginning) -> Result<(), WindowFault> {
    let before = match (head, beginning) {
        (Some(head), _) if claim.day <= head.day => return Err(WindowFault::ClosedBefore),
        (Some(head), _) => head.hash,
        (None, Beginning::First) => Hash::NONE,
        (None, Beginning::Later) => return Ok(()),
    };
    if claim.previous_hash == before { Ok(()) } else { Err(WindowFault::OtherChain) }
}

/// What the hash does not say: a mistake before the wall would be hashed as well. Gives the one policy of the rows.
fn makes_sense(rows: &[Row]) -> Result<Option<Policy>, WindowFault> {
    let policy = rows.first().map(|row| &row.policy);
    if rows.iter().any(|row| Some(&row.policy) != policy) {
        return Err(WindowFault::TwoPolicies);
    }
    if rows.iter().any(|row| !row.policy.admits(row.visitors)) {
        return Err(WindowFault::TooSmall);
    }
    let mut sums: BTreeMap<(Gtin, Metric), (u64, u64)> = BTreeMap::new();
    for row in rows {
        let (all, parts) = sums.entry((row.gtin, row.metric)).or_default();
        let sum = if row.region.is_all() { all } else { parts };
        *sum = sum.saturating_add(row.visitors);
    }
    if sums.values().all(|(all, parts)| all == parts) {
        Ok(policy.cloned())
    } else {
        Err(WindowFault::OtherSum)
    }
}

#[cfg(test)]
pub(super) mod testing {
    use jiff::civil::date;

    use super::*;

    pub(in crate::domain) fn row(region: &str, visitors: u64) -> Row {
        Row {
            gtin: "08001505005707".parse().unwrap(),
            region: region.parse().unwrap(),
            metric: Metric::Reports,
            visitors,
            policy: Policy { name: "threshold".into(), k: 5, sigma: None },
        }
    }

    /// The true window of these rows.
    pub(in crate::domain) fn claim(rows: &[Row], previous_hash: Hash) -> Claim {
        let brand = BrandId::from_uuid(uuid::Uuid::from_u128(7));
        let rows_told = rows.len() as u64;
        let claim =
            Claim { brand, day: date(2026, 11, 20), rows: rows_told, previous_hash, hash: Hash::NONE };
        Claim { hash: chain::hash(&claim, rows), ..claim }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{
        testing::{claim, row},
        *,
    };

    fn rows() -> Vec<Row> {
        vec![row("IT-25", 7), row("other", 5), row("all", 12)]
    }

    fn judged(claim: &Claim, rows: &[Row]) -> Result<Verdict, WindowFault> {
        judge(claim, rows, None, Beginning::First)
    }

    #[test]
    fn what_was_released_is_shown_in_whatever_order_it_came() {
        let (mut rows, policy) = (rows(), row("all", 1).policy);
        let claim = claim(&rows, Hash::NONE);
        rows.reverse();
        assert_eq!(judged(&claim, &rows), Ok(Verdict::Whole(Some(policy))));
    }

    #[test]
    fn whatever_is_changed_missing_or_added_is_refused() {
        let claim = claim(&rows(), Hash::NONE);
        let mut changed = rows();
        changed[0].visitors = 8;
        changed[2].visitors = 13;
        assert_eq!(judged(&claim, &changed), Err(WindowFault::OtherHash));
        assert_eq!(judged(&claim, &rows()[1..]), Err(WindowFault::OtherCount));
        assert_eq!(judged(&claim, &[rows(), rows()].concat()), Err(WindowFault::OtherCount));
    }

    #[test]
    fn what_was_wrong_before_it_was_hashed_is_refused_too() {
        let small = [row("IT-25", 4), row("all", 4)];
        assert_eq!(judged(&claim(&small, Hash::NONE), &small), Err(WindowFault::TooSmall));
        let apart = [row("IT-25", 7), row("all", 8)];
        assert_eq!(judged(&claim(&apart, Hash::NONE), &apart), Err(WindowFault::OtherSum));
        let mut mixed = rows();
        mixed[1].policy.k = 6;
        mixed[1].visitors = 6;
        mixed[2].visitors = 13;
        assert_eq!(judged(&claim(&mixed, Hash::NONE), &mixed), Err(WindowFault::TwoPolicies));
    }

    #[test]
    fn a_window_continues_the_chain_and_no_day_is_told_twice() {
        let first = claim(&rows(), Hash::NONE);
        let head = Head { day: date(2026, 11, 19), hash: first.hash };
        let next = claim(&rows(), first.hash);
        assert!(judge(&next, &rows(), Some(head), Beginning::First).is_ok());
        assert_eq!(judge(&first, &rows(), Some(head), Beginning::First), Err(WindowFault::OtherChain));
        assert_eq!(judged(&next, &rows()), Err(WindowFault::OtherChain));
        let same_day = Head { day: next.day, ..head };
        assert_eq!(judge(&next, &rows(), Some(same_day), Beginning::First), Err(WindowFault::ClosedBefore));
    }

    #[test]
    fn a_first_window_whose_begin_has_left_the_topic_is_not_shown_and_holds_nothing_up() {
        let before: Hash =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".parse().unwrap();
        let claim = claim(&rows(), before);
        let (rest, all) = (&rows()[1..], &rows());
        assert_eq!(judge(&claim, rest, None, Beginning::Later), Ok(Verdict::CutOff));
        assert!(matches!(judge(&claim, all, None, Beginning::Later), Ok(Verdict::Whole(_))));
        let head = Head { day: date(2026, 11, 19), hash: before };
        assert_eq!(judge(&claim, rest, Some(head), Beginning::Later), Err(WindowFault::OtherCount));
    }
}
