use service_kit::ids::{EventId, VisitorId};
use uuid::Uuid;

use super::*;

fn brand(number: u128) -> BrandId {
    BrandId::from_uuid(Uuid::from_u128(number))
}

fn gtin(number: u32) -> Gtin {
    format!("{number:014}").parse().unwrap()
}

fn fact(product: u32, second: i64, kind: FactKind) -> Fact {
    let at = Timestamp::from_second(second).unwrap();
    Fact {
        id: EventId::from_uuid(Uuid::from_u128(1)),
        at,
        gtin: gtin(product),
        region: Region::Unknown,
        kind,
    }
}

/// Products 1 to 9 are brand 1's.
fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    (1..=9).for_each(|product| catalogue.assign(gtin(product), brand(1)).unwrap());
    catalogue
}

fn contributions(facts: &[Fact], registered: &[i64], known: bool) -> Vec<Contribution> {
    let key = DayKey::new(&[3; 32]);
    let who = key.pseudonym(VisitorId::from_uuid(Uuid::from_u128(7)));
    let registered: Vec<_> = registered.iter().map(|at| Timestamp::from_second(*at).unwrap()).collect();
    let day = PersonDay { who, facts, registered: &registered };
    day.contributions(&catalogue(), |_| known, &key)
}

fn told(contribution: &Contribution) -> Vec<&'static str> {
    let metrics = contribution.presence.metrics();
    Metric::ALL.into_iter().filter(|metric| metrics.has(*metric)).map(Metric::as_str).collect()
}

#[test]
fn somebody_counts_once_in_each_metric_however_often_they_did_it() {
    let facts = [
        fact(1, 1, FactKind::Scan),
        fact(1, 2, FactKind::Scan),
        fact(1, 3, FactKind::Saved),
        fact(1, 4, FactKind::Used),
        fact(1, 5, FactKind::Used),
    ];
    let rows = contributions(&facts, &[], false);
    assert_eq!(rows.len(), 1);
    assert_eq!(told(&rows[0]), ["scanning_visitors", "new_visitors", "saved_to_fridge", "used_up"]);
    assert_eq!(told(&contributions(&facts[..1], &[], true)[0]), ["scanning_visitors", "returning_visitors"]);
}

#[test]
fn the_last_verdict_counts_and_none_without_a_scan() {
    let careful = fact(1, 9, FactKind::Verdict(Level::Careful));
    let avoid = fact(1, 3, FactKind::Verdict(Level::Avoid));
    let rows = contributions(&[careful, fact(1, 1, FactKind::Scan), avoid], &[], false);
    assert_eq!(told(&rows[0]), ["scanning_visitors", "new_visitors", "verdict_careful"]);
    assert_eq!(contributions(&[careful, avoid], &[9], false), []);
    let rows = contributions(&[careful, fact(1, 2, FactKind::Report)], &[9], false);
    assert_eq!(told(&rows[0]), ["reports"]);
}

#[test]
fn an_account_counts_when_it_was_made_after_the_scan() {
    let scan = [fact(1, 5, FactKind::Scan)];
    assert!(told(&contributions(&scan, &[6], false)[0]).contains(&"accounts_created_after_scan"));
    for earlier in [4, 5] {
        assert!(!told(&contributions(&scan, &[earlier], false)[0]).contains(&"accounts_created_after_scan"));
    }
}

#[test]
fn nobody_counts_in_more_than_four_rows_and_a_row_that_counts_for_nothing_takes_no_place() {
    let mut facts: Vec<_> = (1..=9).map(|product| fact(product, 1, FactKind::Scan)).collect();
    let chosen = contributions(&facts, &[], false);
    assert_eq!(chosen.len(), MOST_ROWS);
    facts.reverse();
    assert_eq!(contributions(&facts, &[], false), chosen, "the key chooses, not the order");

    let mut few: Vec<_> = (1..=4).map(|product| fact(product, 1, FactKind::Scan)).collect();
    few.extend((5..=9).map(|product| fact(product, 1, FactKind::Verdict(Level::Good))));
    let products: Vec<_> = contributions(&few, &[], false).iter().map(|row| row.gtin).collect();
    assert_eq!(products, (1..=4).map(gtin).collect::<Vec<_>>());
}

#[test]
fn what_is_no_brands_of_ours_is_nobodys_row() {
    assert_eq!(contributions(&[fact(77, 1, FactKind::Scan)], &[], false), []);
}

#[test]
fn two_rows_that_become_one_keep_the_last_verdict_only() {
    let at = |second| Timestamp::from_second(second).unwrap();
    let stay = |verdict| Stay { first_scan: Some(at(1)), verdict: Some(verdict), others: MetricSet::NONE };
    let one = stay((at(5), Level::Good)).presence(false, &[]);
    let other = stay((at(4), Level::Avoid)).presence(false, &[]);
    for merged in [one.merged(other), other.merged(one)] {
        assert!(merged.metrics().has(Metric::VerdictGood) && !merged.metrics().has(Metric::VerdictAvoid));
    }
}
