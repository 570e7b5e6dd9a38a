use jiff::SignedDuration;

use super::{MOST_ITEMS, Refusal};
use crate::domain::{
    action::Action,
    event::Correction,
    food::{Place, Price},
    quantity::{Amount, Quantity, Stock, Unit},
    state::{Ending, Pack, State, StateName},
    tally::Reason,
    testing::{Story, THROW_ALL, USE_ALL, best_before, food, grams, use_some},
};

const NOON: &str = "2026-11-23T12:00:00Z";

fn not_possible(state: StateName) -> Result<(), Refusal> {
    Err(Refusal::NotPossible { state })
}

#[test]
fn a_pack_is_opened_once_and_never_while_frozen() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    assert_eq!(story.act(item, Action::Open), Ok(()));
    assert_eq!(story.act(item, Action::Open), not_possible(StateName::Opened));
    assert_eq!(story.act(item, Action::Freeze), Ok(()));
    assert_eq!(story.act(item, Action::Open), not_possible(StateName::Frozen));
    assert_eq!(story.act(item, Action::Freeze), not_possible(StateName::Frozen));
}

#[test]
fn only_a_frozen_pack_is_thawed_and_counts_as_opened_then() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    assert_eq!(story.act(item, Action::Thaw), not_possible(StateName::Sealed));
    story.act(item, Action::Freeze).unwrap();
    assert_eq!(story.item(item).condition().place(), Place::Freezer);
    story.act(item, Action::Thaw).unwrap();
    let condition = story.item(item).condition();
    assert_eq!((condition.state().name(), condition.place()), (StateName::Opened, Place::Fridge));
    assert_eq!(condition.state().thawed_at(), Some(story.now));
}

#[test]
fn a_pack_that_was_open_before_it_was_frozen_stays_opened_since_then() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    story.act(item, Action::Open).unwrap();
    story.wait(SignedDuration::from_hours(24));
    story.act(item, Action::Freeze).unwrap();
    story.act(item, Action::Thaw).unwrap();
    let State::Packed(Pack::Opened(opened)) = story.item(item).condition().state() else { panic!() };
    assert_eq!(opened.at, NOON.parse().unwrap());
}

#[test]
fn who_uses_a_part_of_a_sealed_pack_opens_it_frozen_or_not() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    story.act(item, use_some(grams(100))).unwrap();
    assert_eq!(story.item(item).condition().state().name(), StateName::Opened);
    let frozen = story.add(food(grams(400)));
    story.act(frozen, Action::Freeze).unwrap();
    story.act(frozen, use_some(grams(100))).unwrap();
    let state = story.item(frozen).condition().state();
    assert!(matches!(state, State::Frozen { before: Pack::Opened(_), .. }), "{state:?}");
}

#[test]
fn giving_or_throwing_away_a_part_opens_nothing() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    let reason = Reason::TooMuch;
    story.act(item, Action::ThrowAway { quantity: Some(grams(1)), reason }).unwrap();
    story.act(item, Action::GiveAway { quantity: Some(grams(1)) }).unwrap();
    assert_eq!(story.item(item).condition().state().name(), StateName::Sealed);
}

#[test]
fn without_a_quantity_all_that_remains_is_meant_and_then_it_is_gone() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    story.act(item, use_some(grams(150))).unwrap();
    story.act(item, THROW_ALL).unwrap();
    let condition = story.item(item).condition();
    assert_eq!(condition.tally().thrown_away().get(Reason::Expired), grams(250).amount());
    let State::Gone(gone) = condition.state() else { panic!("{condition:?}") };
    assert_eq!(gone.how, Ending::ThrownAway);
}

#[test]
fn a_pack_that_is_gone_can_only_be_recycled_once_or_undone() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    assert_eq!(story.act(item, Action::Recycle), not_possible(StateName::Sealed));
    story.act(item, USE_ALL).unwrap();
    let correction = Correction { place: Some(Place::Pantry), ..Correction::default() };
    for action in
        [Action::Open, Action::Freeze, Action::Thaw, USE_ALL, THROW_ALL, Action::Correct(correction.into())]
    {
        assert_eq!(story.act(item, action), not_possible(StateName::Gone));
    }
    assert_eq!(story.act(item, Action::Recycle), Ok(()));
    assert_eq!(story.act(item, Action::Recycle), not_possible(StateName::Gone));
    story.act(item, Action::Undo).unwrap();
    story.act(item, Action::Undo).unwrap();
    assert_eq!(story.item(item).condition().remaining().amount, grams(400).amount());
}

#[test]
fn more_than_remains_and_other_units_are_refused() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    let refused = Refusal::MoreThanRemains { state: StateName::Sealed };
    assert_eq!(story.act(item, use_some(grams(401))), Err(refused));
    assert_eq!(story.act(item, use_some(Quantity::ONE_PIECE)), Err(Refusal::MixedUnits));
    let remaining = Some(Stock { amount: Amount::ONE, unit: Unit::Ml });
    let correction = Correction { remaining, ..Correction::default() };
    assert_eq!(story.act(item, Action::Correct(correction.into())), Err(Refusal::MixedUnits));
}

#[test]
fn corrected_to_nothing_it_is_gone_and_nobody_knows_where() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    let remaining = Some(Stock { amount: Amount::ZERO, unit: Unit::G });
    story.act(item, Action::Correct(Correction { remaining, ..Correction::default() }.into())).unwrap();
    let condition = story.item(item).condition();
    let State::Gone(gone) = condition.state() else { panic!("{condition:?}") };
    assert_eq!((gone.how, condition.tally().unaccounted()), (Ending::Unaccounted, grams(400).amount()));
}

#[test]
fn a_correction_changes_what_it_says_and_nothing_else() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    assert_eq!(story.act(item, Action::Correct(Box::default())), Err(Refusal::NothingToCorrect));
    let correction = Correction { printed: best_before("2026-12-01"), ..Correction::default() };
    story.act(item, Action::Correct(correction.into())).unwrap();
    let price = Some(Price { amount: Amount::from_thousandths(2_490), currency: "EUR".parse().unwrap() });
    story.act(item, Action::Correct(Correction { price, ..Correction::default() }.into())).unwrap();
    let correction = Correction { place: Some(Place::Pantry), ..Correction::default() };
    story.act(item, Action::Correct(correction.into())).unwrap();
    let condition = story.item(item).condition();
    assert_eq!((condition.printed(), condition.place()), (best_before("2026-12-01"), Place::Pantry));
    assert_eq!(condition.price(), price);
    assert_eq!(condition.remaining(), grams(400).into());
}

#[test]
fn the_latest_action_that_counts_is_undone_within_ten_minutes() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    story.act(item, Action::Open).unwrap();
    story.act(item, use_some(grams(100))).unwrap();
    story.act(item, Action::Undo).unwrap();
    assert_eq!(story.item(item).condition().remaining(), grams(400).into());
    story.act(item, Action::Undo).unwrap();
    assert_eq!(story.item(item).condition().state().name(), StateName::Sealed);
    story.act(item, Action::Undo).unwrap();
    assert_eq!(story.act(item, Action::Undo), Err(Refusal::UnknownItem));
}

#[test]
fn after_ten_minutes_nothing_is_undone() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    story.wait(SignedDuration::from_mins(10));
    assert!(story.held(item).undoable_at(story.now).is_some());
    story.wait(SignedDuration::from_nanos(1));
    assert!(story.held(item).undoable_at(story.now).is_none());
    let refused = Refusal::NothingToUndo { state: StateName::Sealed };
    assert_eq!(story.act(item, Action::Undo), Err(refused));
}

#[test]
fn nothing_happens_in_the_future_or_before_the_item_was_there() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    story.wait_until("2026-11-23T13:00:00Z");
    let mut open_at = |at| story.act_at(item, Action::Open, Some(at));
    assert_eq!(open_at("2026-11-23T13:05:00.001Z"), Err(Refusal::InTheFuture));
    assert_eq!(open_at("2026-11-23T11:59:59Z"), Err(Refusal::BeforeItWasAdded));
    assert_eq!(open_at("2026-11-23T13:05:00Z"), Ok(()));
}

#[test]
fn what_happens_now_is_never_before_the_adding_even_by_a_slow_clock() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    story.wait(SignedDuration::from_mins(-2));
    story.act(item, Action::Open).unwrap();
    assert_eq!(story.events[1].at, NOON.parse().unwrap());
}

#[test]
fn a_date_more_than_ten_years_before_the_adding_is_a_slip() {
    let mut story = Story::at(NOON);
    let mut old = food(grams(1));
    old.printed = best_before("2016-11-22");
    assert_eq!(super::add(0, old, story.now), Err(Refusal::DateTooOld));
    let item = story.add(food(grams(1)));
    let correction = Correction { printed: best_before("2016-11-22"), ..Correction::default() };
    assert_eq!(story.act(item, Action::Correct(correction.into())), Err(Refusal::DateTooOld));
}

#[test]
fn a_fridge_is_full_at_five_thousand() {
    let story = Story::at(NOON);
    assert!(super::add(MOST_ITEMS - 1, food(grams(1)), story.now).is_ok());
    assert_eq!(super::add(MOST_ITEMS, food(grams(1)), story.now), Err(Refusal::Full));
}

#[test]
fn an_item_that_is_not_there_is_unknown() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(400)));
    story.act(item, Action::Undo).unwrap();
    assert_eq!(story.act(item, Action::Open), Err(Refusal::UnknownItem));
}
