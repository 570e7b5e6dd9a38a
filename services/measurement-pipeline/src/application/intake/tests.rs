use std::{collections::BTreeMap, sync::Mutex};

use service_kit::tombstones::{Subject, Tombstones};
use uuid::Uuid;

use super::*;
use crate::domain::{fact::FactKind, history::HistoryKey, region::Region};

/// Keys in memory, one a day.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<Day, u8>>);

impl DayKeys for Memory {
    fn draw(&self, day: Day) -> io::Result<Option<DayKey>> {
        let mut keys = self.0.lock().unwrap();
        let next = u8::try_from(keys.len()).unwrap();
        Ok(Some(DayKey::new(&[*keys.entry(day).or_insert(next); 32])))
    }

    fn find(&self, day: Day) -> io::Result<Option<DayKey>> {
        self.draw(day)
    }

    fn are_destroyed(&self, _: Day) -> io::Result<bool> {
        Ok(false)
    }

    fn destroy_through(&self, _: Day) -> io::Result<()> {
        Ok(())
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-22T12:00:00Z")
}

fn visitor(number: u128) -> VisitorId {
    VisitorId::from_uuid(Uuid::from_u128(number))
}

fn intake(folder: &tempfile::TempDir) -> (Intake, Tombstones) {
    let key = "00112233445566778899aabbccddeeff".parse().unwrap();
    let tombstones = Tombstones::open(folder.path(), "measurement-pipeline", key).unwrap();
    let roots = Roots::new(HistoryKey::new(&[9; 32]), tombstones.clone());
    (Intake::new(Arc::new(Memory::default()), roots), tombstones)
}

fn scan(who: VisitorId, instant: &str, objected: bool) -> News {
    let (id, gtin) = (EventId::from_uuid(Uuid::from_u128(7)), "08001505005707".parse().unwrap());
    let fact = Fact { id, at: at(instant), gtin, region: Region::Unknown, kind: FactKind::Scan };
    News::Did { visitor: who, objected, fact }
}

fn noted(effect: Effect) -> Entry {
    match effect {
        Effect::Fact(entry) => entry,
        other => panic!("{other:?} is no fact"),
    }
}

#[test]
fn a_fact_is_noted_under_names_of_its_day_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (intake, _) = intake(&folder);
    let of = |who, instant| noted(intake.effect(scan(who, instant, false), now()).unwrap());
    let (first, again) = (of(visitor(1), "2026-11-22T09:00:00Z"), of(visitor(1), "2026-11-22T10:00:00Z"));
    assert_eq!((first.who, first.sealed, first.fact.id), (again.who, again.sealed, again.fact.id));
    assert_ne!(first.fact.id, EventId::from_uuid(Uuid::from_u128(7)));
    let (other, yesterday) = (of(visitor(2), "2026-11-22T09:00:00Z"), of(visitor(1), "2026-11-21T09:00:00Z"));
    assert_ne!((first.who, first.sealed), (other.who, other.sealed));
    assert_ne!(
        (first.who, first.sealed, first.fact.id),
        (yesterday.who, yesterday.sealed, yesterday.fact.id)
    );
    assert_ne!(first.open.check, yesterday.open.check);
}

#[test]
fn what_comes_when_its_day_has_closed_is_late_and_what_is_ahead_waits() {
    let folder = tempfile::tempdir().unwrap();
    let (intake, _) = intake(&folder);
    let effect = |instant| intake.effect(scan(visitor(1), instant, false), now());
    noted(effect("2026-11-20T00:00:00Z").unwrap());
    assert_eq!(effect("2026-11-19T23:59:59Z").unwrap(), Effect::Dropped(Dropped::Late));
    noted(effect("2026-11-22T12:05:00Z").unwrap());
    assert!(matches!(effect("2026-11-22T12:05:01Z"), Err(IntakeFault::Ahead)));
}

#[test]
fn who_objected_or_was_erased_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (intake, tombstones) = intake(&folder);
    let objected = scan(visitor(1), "2026-11-22T09:00:00Z", true);
    assert_eq!(intake.effect(objected, now()).unwrap(), Effect::Dropped(Dropped::Objected));
    let day = "2026-11-22".parse().unwrap();
    tombstones.append_now(&[Subject::Visitor(visitor(2))], day).unwrap();
    let effect = |news| intake.effect(news, now()).unwrap();
    assert_eq!(effect(scan(visitor(2), "2026-11-22T09:00:00Z", false)), Effect::Dropped(Dropped::Erased));
    let account = AccountId::from_uuid(Uuid::from_u128(3));
    let linked = News::Linked { visitor: visitor(2), account, at: now() };
    let registered = News::Registered { account, visitor: Some(visitor(2)), at: now() };
    assert_eq!([effect(linked), effect(registered)], [Effect::None, Effect::None]);
    let decision = Decision { at: now(), granted: false };
    let decided = effect(News::Decided(vec![visitor(1), visitor(2)], decision));
    let Effect::Decided(_, who) = decided else { panic!("{decided:?}") };
    assert_eq!(who.len(), 1);
    assert_eq!(who[0].on.len(), 3, "the days of which something may still count");
}
