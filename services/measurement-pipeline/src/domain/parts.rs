//! What may be told of one row: wholes, and the parts that leave no small rest.

use super::{lattice::Cell, metric::Metric, policy::K};

/// The row's metrics that are released, with their counts.
#[must_use]
pub fn told(cell: &Cell, k: K) -> Vec<(Metric, u64)> {
    let mut told: Vec<_> = Metric::WHOLES
        .into_iter()
        .map(|metric| (metric, cell.count(metric)))
        .filter(|(_, visitors)| k.holds(*visitors))
        .collect();
    let whole = cell.count(Metric::ScanningVisitors);
    for disjoint in Metric::PARTS_OF_SCANNING {
        told.extend(parts(whole, disjoint.iter().map(|metric| (*metric, cell.count(*metric))), k));
    }
    told
}

/// Of disjoint parts in their order those that reach k and leave of their whole nobody or k. A whole below k has no such part.
pub fn parts(
    whole: u64,
    parts: impl IntoIterator<Item = (Metric, u64)>,
    k: K,
) -> impl Iterator<Item = (Metric, u64)> {
    let mut rest = whole;
    parts.into_iter().filter(move |(_, visitors)| {
        let fits = k.holds(*visitors) && rest.checked_sub(*visitors).is_some_and(|left| k.leaves(left));
        if fits {
            rest -= visitors;
        }
        fits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn released(whole: u64, new: u64, returning: u64) -> Vec<u64> {
        let all = [(Metric::NewVisitors, new), (Metric::ReturningVisitors, returning)];
        parts(whole, all, K::new(5).unwrap()).map(|(_, visitors)| visitors).collect()
    }

    #[test]
    fn a_part_is_told_only_when_its_rest_is_nobody_or_enough() {
        assert_eq!(released(10, 5, 5), [5, 5]);
        assert_eq!(released(10, 10, 0), [10]);
        assert_eq!(released(10, 7, 3), [0; 0], "three would be left");
        assert_eq!(released(10, 3, 7), [0; 0]);
        assert_eq!(released(4, 4, 0), [0; 0], "the whole is too small");
    }

    #[test]
    fn what_is_left_is_counted_after_all_parts_before_it() {
        let verdicts = |good, careful, avoid| {
            let all = [Metric::VerdictGood, Metric::VerdictCareful, Metric::VerdictAvoid];
            let told = parts(20, all.into_iter().zip([good, careful, avoid]), K::new(5).unwrap());
            told.map(|(metric, _)| metric).collect::<Vec<_>>()
        };
        assert_eq!(verdicts(5, 5, 5), [Metric::VerdictGood, Metric::VerdictCareful, Metric::VerdictAvoid]);
        assert_eq!(
            verdicts(7, 7, 5),
            [Metric::VerdictGood, Metric::VerdictCareful],
            "one more would leave one"
        );
        assert_eq!(verdicts(8, 7, 5), [Metric::VerdictGood, Metric::VerdictCareful, Metric::VerdictAvoid]);
        assert_eq!(verdicts(17, 0, 3), []);
    }
}
