//! Which regions stand alone: one partition a product and day, the same for every metric.

use super::{
    lattice::{Cell, Regions},
    policy::K,
    region::RowRegion,
};

/// The released rows' cells. A region stands alone when k visitors were active in it; the rest are `other`, which takes in the smallest
/// region (of equal ones the first by code) until it holds k itself. Nothing when nothing reaches k.
#[must_use]
pub fn partition(regions: Regions, k: K) -> Vec<(RowRegion, Cell)> {
    let (mut alone, rest): (Vec<_>, Vec<_>) =
        regions.into_iter().partition(|(_, cell)| k.holds(cell.active()));
    // The smallest is taken from the end.
    alone.sort_by(|(one, a), (other, b)| b.active().cmp(&a.active()).then(other.cmp(one)));
    let mut other = Cell::default();
    rest.into_iter().for_each(|(_, cell)| other.absorb(cell));
    while !k.leaves(other.active()) {
        let Some((_, smallest)) = alone.pop() else { return Vec::new() };
        other.absorb(smallest);
    }
    let mut rows: Vec<_> = alone.into_iter().map(|(region, cell)| (RowRegion::One(region), cell)).collect();
    if other.active() > 0 {
        rows.push((RowRegion::Other, other));
    }
    rows
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use service_kit::ids::{BrandId, EventId, VisitorId};
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        catalogue::Catalogue,
        fact::{Fact, FactKind},
        key::DayKey,
        lattice::Lattice,
        person_day::PersonDay,
        region::Region,
    };

    /// One visitor each in the regions named, by number.
    fn regions(visitors: &[(u128, &str)]) -> Regions {
        let (key, mut catalogue) = (DayKey::new(&[0; 32]), Catalogue::default());
        let gtin = "00000000000017".parse().unwrap();
        catalogue.assign(gtin, BrandId::from_uuid(Uuid::nil())).unwrap();
        let mut lattice = Lattice::default();
        for (visitor, region) in visitors {
            let region: Region = region.parse().unwrap_or(Region::Unknown);
            let id = EventId::from_uuid(Uuid::nil());
            let fact = Fact { id, at: Timestamp::UNIX_EPOCH, gtin, region, kind: FactKind::Scan };
            let who = key.pseudonym(VisitorId::from_uuid(Uuid::from_u128(*visitor)));
            let day = PersonDay { who, facts: &[fact], registered: &[] };
            day.contributions(&catalogue, |_| false, &key).iter().for_each(|row| lattice.add(row));
        }
        lattice.into_products().next().map(|(_, regions)| regions).unwrap_or_default()
    }

    fn groups(sizes: &[(&'static str, u128)]) -> Vec<(u128, &'static str)> {
        let starts = (0_u128..).step_by(100);
        sizes
            .iter()
            .zip(starts)
            .flat_map(|((code, size), from)| (from..from + size).map(move |who| (who, *code)))
            .collect()
    }

    fn told(visitors: &[(u128, &str)]) -> Vec<(String, u64)> {
        let rows = partition(regions(visitors), K::new(5).unwrap());
        let mut told: Vec<_> =
            rows.into_iter().map(|(region, cell)| (region.as_str().to_owned(), cell.active())).collect();
        told.sort();
        told
    }

    fn row(region: &str, visitors: u64) -> (String, u64) {
        (region.to_owned(), visitors)
    }

    #[test]
    fn a_region_of_k_stands_alone_and_the_rest_are_other() {
        let sizes = groups(&[("IT-25", 5), ("IT-21", 3), ("unknown", 2)]);
        assert_eq!(told(&sizes), [row("IT-25", 5), row("other", 5)]);
        assert_eq!(told(&groups(&[("IT-25", 5), ("unknown", 6)])), [row("IT-25", 5), row("unknown", 6)]);
    }

    #[test]
    fn other_takes_in_the_smallest_region_until_it_holds_k() {
        let sizes = groups(&[("IT-25", 6), ("IT-21", 5), ("DE-BE", 9), ("FR-A", 1)]);
        assert_eq!(told(&sizes), [row("DE-BE", 9), row("IT-25", 6), row("other", 6)]);
        let equal = groups(&[("IT-25", 5), ("IT-21", 5), ("FR-A", 4)]);
        assert_eq!(told(&equal), [row("IT-25", 5), row("other", 9)], "of equal ones the first by code");
    }

    #[test]
    fn where_nothing_reaches_k_nothing_is_told() {
        assert_eq!(told(&groups(&[("IT-25", 2), ("IT-21", 2)])), []);
        assert_eq!(told(&groups(&[("IT-25", 4)])), []);
        assert_eq!(told(&[]), []);
    }

    #[test]
    fn who_was_in_two_small_regions_is_one_visitor_of_other() {
        let mut visitors = groups(&[("IT-25", 4)]);
        visitors.extend((0..4).map(|who| (who, "IT-21")));
        assert_eq!(told(&visitors), [], "four people, not eight");
        visitors.push((99, "IT-21"));
        assert_eq!(told(&visitors), [row("other", 5)]);
    }
}
