use jiff::SignedDuration;

use super::{FoldFault, Held};
use crate::domain::{
    action::Action,
    condition::Impossible,
    event::EventKind,
    testing::{Story, USE_ALL, food, grams},
};

const NOON: &str = "2026-11-23T12:00:00Z";

#[test]
fn what_is_gone_is_remembered_and_no_longer_present() {
    let mut story = Story::at(NOON);
    let (gone, other) = (story.add(food(grams(1))), story.add(food(grams(1))));
    story.act(gone, USE_ALL).unwrap();
    story.act(other, Action::Open).unwrap();
    let present: Vec<_> = story.fridge.present().map(|held| held.item().id()).collect();
    assert_eq!((story.fridge.items().count(), present), (2, vec![other]));
}

#[test]
fn what_cannot_be_undone_any_more_is_forgotten_with_the_next_action() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(5)));
    story.act(item, Action::Open).unwrap();
    story.wait(SignedDuration::from_mins(10));
    story.act(item, Action::Freeze).unwrap();
    let opened = story.events[1].id;
    story.act(item, Action::Undo).unwrap();
    assert_eq!(story.held(item).undoable_at(story.now).map(|past| past.event), Some(opened));
    story.wait(SignedDuration::from_secs(1));
    story.act(item, Action::Freeze).unwrap();
    story.act(item, Action::Undo).unwrap();
    assert_eq!(story.held(item).undoable_at(NOON.parse().unwrap()), None);
}

#[test]
fn who_undoes_the_recycling_of_a_pack_still_sees_the_pack() {
    let mut story = Story::at(NOON);
    let gone = story.add(food(grams(1)));
    story.act(gone, USE_ALL).unwrap();
    story.wait(SignedDuration::from_mins(9));
    story.act(gone, Action::Recycle).unwrap();
    story.wait(SignedDuration::from_mins(9));
    story.act(gone, Action::Undo).unwrap();
    assert!(!story.item(gone).is_present());
}

#[test]
fn a_snapshot_is_the_item_without_what_could_be_undone() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(5)));
    story.act(item, Action::Open).unwrap();
    let json = serde_json::to_string(story.held(item)).unwrap();
    let mut read = Some(serde_json::from_str::<Held>(&json).unwrap());
    assert_eq!(read.as_ref().map(Held::item), Some(story.item(item)));
    story.act(item, Action::Undo).unwrap();
    let undone = story.events.last().unwrap();
    assert_eq!(Held::apply(&mut read, undone), Err(FoldFault::NotTheLatest));
}

#[test]
fn an_event_that_does_not_fit_is_refused_and_changes_nothing() {
    let mut story = Story::at(NOON);
    let item = story.add(food(grams(5)));
    story.act(item, Action::Open).unwrap();
    let before = story.fridge.clone();
    let mut next = story.events[1].clone();
    let mut refused = |version, kind| {
        (next.version, next.kind) = (version, kind);
        let outcome = story.fridge.apply(&next);
        assert_eq!(story.fridge, before);
        outcome
    };
    assert_eq!(refused(2, EventKind::Frozen), Err(FoldFault::Gap { expected: 3, found: 2 }));
    assert_eq!(refused(4, EventKind::Frozen), Err(FoldFault::Gap { expected: 3, found: 4 }));
    assert_eq!(refused(3, EventKind::Opened), Err(FoldFault::Impossible(Impossible::State)));
    assert_eq!(refused(3, story.events[0].kind.clone()), Err(FoldFault::AddedTwice));
    let undoes = story.events[0].id;
    assert_eq!(refused(3, EventKind::Undone { undoes }), Err(FoldFault::NotTheLatest));
}

#[test]
fn one_items_events_alone_come_to_the_same_item() {
    let mut story = Story::at(NOON);
    let (one, other) = (story.add(food(grams(5))), story.add(food(grams(7))));
    for action in [Action::Open, Action::Freeze, Action::Undo, Action::Freeze] {
        story.act(one, action.clone()).unwrap();
        story.act(other, action).unwrap();
    }
    let mut alone = None;
    for event in story.events.iter().filter(|event| event.item == other) {
        Held::apply(&mut alone, event).unwrap();
    }
    assert_eq!(alone.as_ref(), story.fridge.get(other));
}

#[test]
fn each_action_makes_a_new_version_of_its_item_and_undoing_too() {
    let mut story = Story::at(NOON);
    let (item, other) = (story.add(food(grams(5))), story.add(food(grams(5))));
    story.act(item, Action::Open).unwrap();
    story.act(item, Action::Undo).unwrap();
    assert_eq!((story.item(item).version().get(), story.item(other).version().get()), (3, 1));
}
