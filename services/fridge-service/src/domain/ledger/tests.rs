use jiff::{civil::date, tz::TimeZone};

use super::{Cut, Entry, Period, Row, Waste};
use crate::domain::{
    action::Action,
    event::{Added, Correction},
    food::Price,
    fridge::Fridge,
    held::Held,
    quantity::{Amount, Quantity, Stock, Unit},
    tally::Reason,
    testing::{Story, THROW_ALL, food, grams, use_some},
};

fn waste(story: &Story, zone: &str, by: Period) -> Waste {
    let everything = Fridge::empty().fold(&story.events).unwrap();
    let cut = Cut { zone: TimeZone::get(zone).unwrap(), by, from: None, to: None };
    Waste::of(everything.items().map(Held::item).map(Entry::of), &cut)
}

fn whole(amount: Amount) -> u64 {
    amount.thousandths() / 1000
}

#[test]
fn amounts_stand_in_the_week_in_which_they_came_in_whenever_they_went() {
    let mut story = Story::at("2026-11-20T12:00:00Z");
    let item = story.add(food(grams(500)));
    story.wait_until("2026-12-01T12:00:00Z");
    story.act(item, use_some(grams(100))).unwrap();
    let give = Action::GiveAway { quantity: Some(grams(50)) };
    story.act(item, give).unwrap();
    let remaining = Some(Stock { amount: grams(200).amount(), unit: Unit::G });
    story.act(item, Action::Correct(Correction { remaining, ..Correction::default() }.into())).unwrap();
    let throw = Action::ThrowAway { quantity: Some(grams(80)), reason: Reason::Disliked };
    story.act(item, throw).unwrap();
    let Waste { rows, packs, .. } = waste(&story, "UTC", Period::Week);
    let [Row { period, added, used, thrown_away, given_away, remaining, unaccounted, reasons, .. }] =
        rows[..]
    else {
        panic!("{rows:?}")
    };
    let counted = [added, used, thrown_away, given_away, remaining, unaccounted, reasons.disliked].map(whole);
    assert_eq!((period, counted), (date(2026, 11, 16), [500, 100, 80, 50, 120, 150, 80]));
    assert_eq!((packs[0].added, packs[0].remaining), (1, 1));
}

#[test]
fn each_unit_has_its_row_and_each_period_its_packs() {
    let mut story = Story::at("2026-11-30T23:30:00Z");
    let item = story.add(food(grams(500)));
    story.add(food(Quantity::ONE_PIECE));
    story.act(item, THROW_ALL).unwrap();
    let in_utc = waste(&story, "UTC", Period::Month);
    let units: Vec<_> = in_utc.rows.iter().map(|row| (row.period, row.unit)).collect();
    let november = date(2026, 11, 1);
    assert_eq!(units, [(november, Unit::Piece), (november, Unit::G)]);
    assert_eq!((in_utc.packs[0].added, in_utc.packs[0].thrown_away), (2, 1));
    assert_eq!(waste(&story, "Europe/Rome", Period::Month).packs[0].period, date(2026, 12, 1));
}

#[test]
fn what_was_put_in_by_mistake_stands_nowhere() {
    let mut story = Story::at("2026-11-30T12:00:00Z");
    let item = story.add(food(grams(500)));
    story.act(item, Action::Undo).unwrap();
    assert_eq!(waste(&story, "UTC", Period::Day).packs, []);
}

#[test]
fn only_the_days_asked_for_count() {
    let mut story = Story::at("2026-11-10T12:00:00Z");
    for day in ["2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13"] {
        story.wait_until(&format!("{day}T12:00:00Z"));
        story.add(food(grams(1)));
    }
    let cut = Cut {
        zone: TimeZone::UTC,
        by: Period::Week,
        from: Some(date(2026, 11, 11)),
        to: Some(date(2026, 11, 12)),
    };
    let waste = Waste::of(story.fridge.items().map(Held::item).map(Entry::of), &cut);
    assert_eq!((waste.packs[0].added, whole(waste.rows[0].added), waste.money.packs), (2, 2, 2));
}

#[test]
fn an_undone_throwing_away_costs_nothing() {
    let mut story = Story::at("2026-11-10T12:00:00Z");
    let price = Price { amount: Amount::from_thousandths(2_000), currency: "EUR".parse().unwrap() };
    let item = story.add(Added { price: Some(price), ..food(grams(4)) });
    story.act(item, THROW_ALL).unwrap();
    assert_eq!(waste(&story, "UTC", Period::Day).money.thrown_away[0].amount, price.amount);
    story.act(item, Action::Undo).unwrap();
    assert_eq!(waste(&story, "UTC", Period::Day).money.thrown_away, []);
}
