use jiff::{civil::Date, tz::TimeZone};

use super::{Freshness, LeadDays, Today, freshness, order, usable_until};
use crate::domain::{
    action::Action,
    event::{Added, Correction},
    item::ItemId,
    shelf_life::{Days, Own, ShelfLife, ShelfLifeEdit, Source},
    testing::{Story, best_before, food, grams, use_by},
};

const ADDED: &str = "2026-11-01T12:00:00Z";

fn lasting(after_opening: Option<u16>, freezer: Option<u16>, thawed: Option<u16>) -> Option<ShelfLife> {
    let days = |days: Option<u16>| days.map(|days| Days::try_from(days).unwrap());
    Some(ShelfLife {
        after_opening_days: days(after_opening),
        freezer_days: days(freezer),
        thawed_days: days(thawed),
        source: Source::Own(Own::Own),
    })
}

struct Pack {
    story: Story,
    item: ItemId,
}

impl Pack {
    fn of(added: Added) -> Self {
        let mut story = Story::at(ADDED);
        let item = story.add(added);
        Self { story, item }
    }

    fn on(mut self, day: &str, action: Action) -> Self {
        self.story.wait_until(&format!("{day}T12:00:00Z"));
        self.story.act(self.item, action).unwrap();
        self
    }

    fn until(&self) -> Option<String> {
        usable_until(self.story.item(self.item), &TimeZone::UTC).map(|day| day.to_string())
    }

    fn fresh(&self, day: &str) -> Freshness {
        self.fresh_with(day, 2)
    }

    fn fresh_with(&self, day: &str, lead: u8) -> Freshness {
        let today = Today {
            zone: TimeZone::UTC,
            day: day.parse::<Date>().unwrap(),
            lead: LeadDays::try_from(lead).unwrap(),
        };
        freshness(self.story.item(self.item), &today)
    }
}

#[test]
fn a_pack_grows_old_by_the_calendar_alone() {
    let pack = Pack::of(Added { printed: use_by("2026-11-10"), ..food(grams(1)) });
    for (day, expected) in [
        ("2026-11-07", Freshness::Fresh),
        ("2026-11-08", Freshness::UseSoon),
        ("2026-11-09", Freshness::UseSoon),
        ("2026-11-10", Freshness::LastDay),
        ("2026-11-11", Freshness::Expired),
    ] {
        assert_eq!(pack.fresh(day), expected, "{day}");
    }
    let pack = Pack::of(Added { printed: best_before("2026-11-10"), ..food(grams(1)) });
    assert_eq!(pack.fresh("2026-11-11"), Freshness::PastBestBefore);
}

#[test]
fn lead_days_are_the_persons_own() {
    let pack = Pack::of(Added { printed: use_by("2026-11-10"), ..food(grams(1)) });
    assert_eq!(pack.fresh_with("2026-11-09", 0), Freshness::Fresh);
    assert_eq!(pack.fresh_with("2026-11-10", 0), Freshness::LastDay);
    assert_eq!(pack.fresh_with("2026-10-27", 14), Freshness::UseSoon);
    assert!(LeadDays::try_from(15).is_err());
}

#[test]
fn opening_shortens_and_never_lengthens() {
    let added =
        Added { printed: use_by("2026-11-10"), shelf_life: lasting(Some(3), None, None), ..food(grams(1)) };
    let pack = Pack::of(added.clone()).on("2026-11-02", Action::Open);
    assert_eq!(pack.until().as_deref(), Some("2026-11-05"));
    let pack = Pack::of(added).on("2026-11-09", Action::Open);
    assert_eq!(pack.until().as_deref(), Some("2026-11-10"));
}

#[test]
fn an_unknown_date_is_never_fresh() {
    let pack = Pack::of(food(grams(1)));
    assert_eq!((pack.until(), pack.fresh("2026-11-02")), (None, Freshness::Unknown));
    let known = Added { shelf_life: lasting(Some(5), None, None), ..food(grams(1)) };
    let pack = Pack::of(known).on("2026-11-02", Action::Open);
    for (day, expected) in [
        ("2026-11-03", Freshness::Unknown),
        ("2026-11-05", Freshness::UseSoon),
        ("2026-11-07", Freshness::LastDay),
        ("2026-11-08", Freshness::PastBestBefore),
    ] {
        assert_eq!(pack.fresh(day), expected, "{day}");
    }
}

#[test]
fn freezing_counts_from_its_day_and_without_guidance_nobody_can_say() {
    let added =
        Added { printed: use_by("2026-11-10"), shelf_life: lasting(None, Some(30), None), ..food(grams(1)) };
    let pack = Pack::of(added).on("2026-11-10", Action::Freeze);
    assert_eq!(pack.until().as_deref(), Some("2026-12-10"));
    let pack =
        Pack::of(Added { printed: use_by("2026-11-10"), ..food(grams(1)) }).on("2026-11-02", Action::Freeze);
    assert_eq!((pack.until(), pack.fresh("2026-11-30")), (None, Freshness::Unknown));
}

#[test]
fn the_freezer_makes_nothing_safe_again() {
    let added = Added {
        printed: use_by("2026-11-10"),
        shelf_life: lasting(None, Some(30), Some(3)),
        ..food(grams(1))
    };
    let pack = Pack::of(added.clone()).on("2026-11-11", Action::Freeze);
    assert_eq!((pack.until().as_deref(), pack.fresh("2026-11-12")), (Some("2026-11-10"), Freshness::Expired));
    let pack = pack.on("2026-11-13", Action::Thaw);
    assert_eq!(pack.fresh("2026-11-13"), Freshness::Expired);
    let late = Added { printed: best_before("2026-11-10"), ..added };
    let pack = Pack::of(late).on("2026-11-11", Action::Freeze);
    assert_eq!(pack.until().as_deref(), Some("2026-12-11"));
}

#[test]
fn thawed_food_keeps_a_day_unless_the_guidance_says_more_whatever_is_printed() {
    let added = Added { printed: use_by("2027-01-01"), ..food(grams(1)) };
    let thaw = |added| Pack::of(added).on("2026-11-05", Action::Freeze).on("2026-11-20", Action::Thaw);
    let pack = thaw(added.clone());
    assert_eq!((pack.until().as_deref(), pack.fresh("2026-11-22")), (Some("2026-11-21"), Freshness::Expired));
    let pack = thaw(Added { shelf_life: lasting(None, None, Some(2)), ..added });
    assert_eq!(pack.until().as_deref(), Some("2026-11-22"));
}

#[test]
fn guidance_can_be_edited_for_one_item() {
    let added = Added {
        printed: use_by("2026-12-01"),
        shelf_life: lasting(Some(3), Some(30), None),
        ..food(grams(1))
    };
    let edit = ShelfLifeEdit { after_opening_days: Days::try_from(7).ok(), freezer_days: None };
    let correction = Correction { shelf_life: Some(edit), ..Correction::default() };
    let pack =
        Pack::of(added).on("2026-11-02", Action::Open).on("2026-11-02", Action::Correct(correction.into()));
    assert_eq!(pack.until().as_deref(), Some("2026-11-09"));
    let life = pack.story.item(pack.item).condition().shelf_life().unwrap();
    assert_eq!((life.freezer_days, &life.source), (Days::try_from(30).ok(), &Source::Own(Own::Own)));
}

#[test]
fn a_day_is_the_day_of_the_persons_zone() {
    let mut story = Story::at(ADDED);
    let item = story.add(Added { shelf_life: lasting(Some(1), None, None), ..food(grams(1)) });
    story.wait_until("2026-11-02T23:30:00Z");
    story.act(item, Action::Open).unwrap();
    let until = |zone| usable_until(story.item(item), &TimeZone::get(zone).unwrap()).unwrap().to_string();
    assert_eq!([until("UTC"), until("Europe/Rome")], ["2026-11-03", "2026-11-04"]);
}

#[test]
fn what_has_to_be_used_first_comes_first_and_what_nobody_can_say_last() {
    let mut story = Story::at(ADDED);
    let dates = [None, best_before("2026-11-09"), use_by("2026-11-05")];
    let items = dates.map(|printed| story.add(Added { printed, ..food(grams(1)) }));
    let mut listed = items;
    listed.sort_by_cached_key(|item| order(story.item(*item), &TimeZone::UTC));
    assert_eq!(listed, [items[2], items[1], items[0]]);
}
