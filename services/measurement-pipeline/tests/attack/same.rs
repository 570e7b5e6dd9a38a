//! The same facts, however they come, release the same bytes.

use sha2::{Digest as _, Sha256};

use crate::{
    command::{END, answer, args, released},
    world::{DAY, DAYS, Dice, FIRST_DAY, Notice, World, close, told_later},
};

fn worlds() -> impl Iterator<Item = World> {
    (100..106).map(World::new)
}

fn both_keys(world: &World) -> [Option<u64>; 2] {
    [Some(world.seed), None]
}

#[test]
fn shuffled_repeated_and_replayed_facts_release_the_same_bytes() {
    for world in worlds() {
        for seed in both_keys(&world) {
            let (args, mut lines, mut dice) = (args(seed, END), world.lines(), Dice::new(world.seed));
            let once = answer(&args, &lines);
            assert!(once.lines().count() > 20, "{once}");
            lines.extend(lines.clone());
            lines.extend(world.deeds.iter().map(|deed| told_later(deed, 6 * DAY)));
            dice.shuffle(&mut lines);
            assert!(answer(&args, &lines) == once, "world {}", world.seed);
        }
    }
}

#[test]
fn late_facts_change_no_byte() {
    for world in worlds() {
        for seed in both_keys(&world) {
            let args = args(seed, END);
            let once = answer(&args, &world.lines());
            let mut later = world.clone();
            later.deeds.extend(world.deeds.iter().map(|deed| {
                let mut late = *deed;
                late.id += 1_000_000;
                late.visitor += 500;
                late.arrived = close(late.at / DAY) + i64::try_from(late.id % 3).unwrap();
                late
            }));
            assert!(answer(&args, &later.lines()) == once, "world {}", world.seed);
        }
    }
}

#[test]
fn a_restart_tells_nothing_otherwise() {
    for world in worlds() {
        for seed in both_keys(&world) {
            let lines = world.lines();
            let whole = answer(&args(seed, END), &lines);
            for day in FIRST_DAY..FIRST_DAY + DAYS {
                let until = close(day) + 5;
                let known: Vec<_> = lines.iter().filter(|line| arrived(line) < until).cloned().collect();
                let then = answer(&args(seed, until), &known);
                assert!(whole.starts_with(&then), "world {}, day {day}", world.seed);
            }
        }
    }
}

fn arrived(line: &str) -> i64 {
    let event: serde_json::Value = serde_json::from_str(line).unwrap();
    event["time"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_second()
}

#[test]
fn who_is_erased_before_the_close_was_never_there_and_after_it_changes_nothing() {
    for world in worlds() {
        for seed in both_keys(&world) {
            let args = args(seed, END);
            let visitor = world.deeds[0].visitor;
            let mut erased = world.clone();
            erased.notices.push((FIRST_DAY * DAY, Notice::Erase { visitor }));
            let never = world.without(|deed| deed.visitor == visitor);
            assert!(answer(&args, &erased.lines()) == answer(&args, &never.lines()), "world {}", world.seed);

            let mut later = world.clone();
            later.notices.push((END, Notice::Erase { visitor }));
            assert!(answer(&args, &later.lines()) == answer(&args, &world.lines()), "world {}", world.seed);
        }
    }
}

#[test]
fn every_brands_windows_are_a_chain_over_what_was_told() {
    for world in worlds() {
        let events = released(&world);
        let brands: std::collections::BTreeSet<_> =
            events.iter().map(|event| event["subject"].as_str().unwrap().to_owned()).collect();
        for brand in brands {
            let own: Vec<_> = events.iter().filter(|event| event["subject"] == brand.as_str()).collect();
            let (mut previous, mut rows) = ("0".repeat(64), Vec::new());
            for (event, version) in own.into_iter().zip(1..) {
                assert_eq!(event["streamVersion"], version);
                let data = &event["data"];
                let text = |field: &str| data[field].as_str().unwrap().to_owned();
                if event["type"] == "packytrace.insight_released.v1" {
                    let [gtin, region, metric] = ["gtin", "region", "metric"].map(text);
                    rows.push(format!("row:{gtin},{region},{metric},{},threshold,5\n", data["visitors"]));
                    continue;
                }
                rows.sort();
                let canonical = format!(
                    "packytrace-release:1\nbrandId:{}\nday:{}\nrows:{}\n{}previousHash:{previous}\n",
                    text("brandId"),
                    text("day"),
                    rows.len(),
                    rows.concat()
                );
                let hash: String =
                    Sha256::digest(canonical).iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!((text("previousHash"), text("hash")), (previous, hash.clone()));
                assert_eq!(data["rows"], rows.len());
                (previous, rows) = (hash, Vec::new());
            }
            assert!(rows.is_empty(), "every number is within a window");
        }
    }
}
