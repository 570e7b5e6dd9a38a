//! The service tells what the command tells, whatever happens to it.

mod pipeline;
mod rights;
mod stream;
mod walls;

use jiff::Timestamp;
use messaging::{Event, inbox::Outcome};
use serde_json::Value;

use crate::{
    command::{END, released},
    world::{DAY, Dice, FIRST_DAY, World, instant},
};
use pipeline::{Instance, Shared};

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// What makes two events of a release the same.
fn essence(event: &Value) -> [String; 5] {
    let text = |field: &str| event[field].as_str().unwrap_or_default().to_owned();
    let time = text("time").trim_end_matches('Z').to_owned();
    let version = event["streamVersion"].to_string();
    [text("id"), text("type"), text("subject"), version + " " + &time, event["data"].to_string()]
}

/// The command ends with the last day of which something is told; the service goes on, with windows that say nothing.
fn assert_same(told: &[Value], world: &World) {
    let expected: Vec<_> = released(world).iter().map(essence).collect();
    let all: Vec<_> = told.iter().map(essence).collect();
    assert!(expected.len() > 20, "a world in which something is told");
    assert_eq!(all.get(..expected.len()), Some(expected.as_slice()), "world {}", world.seed);
    for more in &told[expected.len()..] {
        assert_eq!(more["data"]["rows"], 0, "{more}");
    }
}

/// Tells everything on its day; `shuffled` in any order that keeps that of each stream.
async fn live(
    shared: &Shared,
    events: &[Event],
    dice: Option<&mut Dice>,
    mut instance: impl FnMut() -> Instance,
) {
    let mut dice = dice;
    for today in events.chunk_by(|one, other| stream::day(one) == stream::day(other)) {
        let mut today = today.to_vec();
        shared.set_clock(at(stream::day(&today[0]) * DAY));
        let (one, other) = (instance(), instance());
        // Both try: one of them does it.
        let closed = tokio::join!(one.close(), other.close());
        assert!(closed.0.is_empty() || closed.1.is_empty() || closed.0 != closed.1);
        shared.set_clock(stream::last_second(stream::day(&today[0])));
        if let Some(dice) = dice.as_deref_mut() {
            shuffle(&mut today, dice);
        }
        for (number, event) in today.iter().enumerate() {
            let by = if number % 2 == 0 { &one } else { &other };
            assert_ne!(by.hear(event).await, Outcome::Parked);
        }
    }
    shared.set_clock(at(END));
    instance().close().await;
}

/// Streams mixed anew, each in its own order.
fn shuffle(events: &mut Vec<Event>, dice: &mut Dice) {
    let mut mixed = events.clone();
    dice.shuffle(&mut mixed);
    let mut by_stream: std::collections::HashMap<_, std::collections::VecDeque<_>> = Default::default();
    let stream = |event: &Event| (event.topic, event.envelope.subject.clone());
    for event in events.drain(..) {
        by_stream.entry(stream(&event)).or_default().push_back(event);
    }
    events.extend(mixed.iter().map(|event| by_stream.get_mut(&stream(event)).unwrap().pop_front().unwrap()));
}

#[tokio::test]
async fn the_service_tells_what_the_command_tells() {
    for seed in [100, 101, 102] {
        let world = World::new(seed);
        let shared = Shared::seeded(at(FIRST_DAY * DAY), seed).await;
        live(&shared, &stream::events(&world), None, || shared.instance()).await;
        let instance = shared.instance();
        assert_same(&instance.told().await, &world);
        for table in ["facts", "registrations", "links", "undone"] {
            let open = format!("SELECT count(*) FROM {table} WHERE day <= $1");
            let left: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(open))
                .bind(jiff_sqlx::ToSqlx::to_sqlx(at(END - 3 * DAY).to_zoned(jiff::tz::TimeZone::UTC).date()))
                .fetch_one(&instance.pool)
                .await
                .unwrap();
            assert_eq!(left, 0, "{table} of days that have closed");
        }
    }
}

#[tokio::test]
async fn shuffled_repeated_and_killed_between_steps_it_tells_the_same() {
    let world = World::new(103);
    let (shared, mut dice) = (Shared::seeded(at(FIRST_DAY * DAY), 103).await, Dice::new(5));
    let mut events = stream::events(&world);
    // Each is brought twice: before its offset is stored, the consumer is killed.
    events = events.into_iter().flat_map(|event| [event.clone(), event]).collect();
    live(&shared, &events, Some(&mut dice), || shared.instance()).await;
    assert_same(&shared.instance().told().await, &world);
}

#[tokio::test]
async fn topics_replayed_from_the_start_change_nothing_with_and_without_what_was_had() {
    let world = World::new(104);
    let shared = Shared::seeded(at(FIRST_DAY * DAY), 104).await;
    let events = stream::events(&world);
    live(&shared, &events, None, || shared.instance()).await;
    let instance = shared.instance();
    let told = instance.told().await;
    for event in &events {
        assert_eq!(instance.hear(event).await, Outcome::Skipped);
    }
    sqlx::query("TRUNCATE inbox, inbox_positions").execute(&shared.operator()).await.unwrap();
    for event in &events {
        instance.hear(event).await;
    }
    assert_eq!(instance.close().await, []);
    assert_eq!(instance.told().await, told);
    assert_same(&told, &world);
}

#[tokio::test]
async fn a_day_that_was_closing_when_its_instance_died_closes_the_same_and_its_key_goes() {
    let world = World::new(105);
    let shared = Shared::new(at(FIRST_DAY * DAY)).await;
    let instance = shared.instance();
    let first = stream::events(&world).into_iter().filter(|event| stream::day(event) <= FIRST_DAY);
    for event in first {
        shared.set_clock(event.envelope.time);
        instance.hear(&event).await;
    }
    let folder = shared.folder.path().join("keys");
    let date = instant(FIRST_DAY * DAY)[..10].to_owned();
    let key = folder.join(format!("{date}.key"));
    assert!(key.is_file());
    shared.set_clock(at((FIRST_DAY + 3) * DAY));
    // Killed within the transaction: nothing has happened.
    {
        let books = &instance.closer.books;
        let mut book =
            books.open_next(measurement_pipeline::domain::day::Day::of(at(END))).await.unwrap().unwrap();
        book.remember(&[]).await.unwrap();
    }
    assert!(key.is_file());
    let other = shared.instance();
    assert_eq!(other.close().await.len(), 1);
    let told = other.told().await;
    assert!(!told.is_empty() && !key.exists(), "{}", told.len());
    assert_eq!(instance.close().await, [], "once");
    assert_eq!(other.count("facts").await, 0);
    assert_eq!(std::fs::read_to_string(folder.join("destroyed-through")).unwrap(), date);
}
